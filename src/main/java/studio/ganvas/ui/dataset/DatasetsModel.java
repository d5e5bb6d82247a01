package studio.ganvas.ui.dataset;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import studio.ganvas.engine.dataset.DatasetContents;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.engine.dataset.DatasetLibrary;
import studio.ganvas.engine.dataset.DatasetReport;
import studio.ganvas.engine.dataset.PictureEntry;
import studio.ganvas.gan.DataKind;

/** What the datasets pane shows and what can be done in it, without a node. Used on one thread, that of {@code fx}. */
final class DatasetsModel {
    /** What the library list says about a dataset that is not open. */
    record Summary(int pictures, int pairs, Set<DataKind> kinds) {}

    /** A place that could not be added, and why. */
    record ImportProblem(Path place, String reason) {}

    private final DatasetLibrary library;
    private final Executor fx;

    private final ObservableList<DatasetEntry> datasets = FXCollections.observableArrayList();
    private final ObservableMap<String, Load<Summary>> summaries = FXCollections.observableHashMap();
    private final ReadOnlyObjectWrapper<Optional<DatasetEntry>> current = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Load<DatasetContents>> contents =
            new ReadOnlyObjectWrapper<>(new Load.Nothing<>());
    private final ReadOnlyObjectWrapper<Load<DatasetReport>> report = new ReadOnlyObjectWrapper<>(new Load.Nothing<>());
    private final ObjectProperty<PictureFilter> filter = new SimpleObjectProperty<>(PictureFilter.ALL);
    private final BooleanProperty pairs = new SimpleBooleanProperty();
    private final ObservableList<Tile> tiles = FXCollections.observableArrayList();
    private final IntegerProperty selectedIndex = new SimpleIntegerProperty(-1);
    private final ReadOnlyObjectWrapper<Optional<Tile>> selected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final IntegerProperty previewSize = new SimpleIntegerProperty(64);
    private final BooleanProperty previewGrey = new SimpleBooleanProperty();
    private final ReadOnlyIntegerWrapper importing = new ReadOnlyIntegerWrapper();
    private final ObservableList<ImportProblem> importProblems = FXCollections.observableArrayList();

    private CompletableFuture<DatasetReport> reading = CompletableFuture.completedFuture(null);
    /** First pictures of the dataset that is being opened. */
    private List<PictureEntry> glanced = List.of();

    private Consumer<String> moved = id -> {};
    private int stamp;

    DatasetsModel(DatasetLibrary library, Executor fx) {
        this.library = library;
        this.fx = fx;
        filter.addListener(o -> showTiles());
        pairs.addListener(o -> showTiles());
        selectedIndex.addListener(o -> selected.set(tileAt(selectedIndex.get())));
        library.onChange(() -> fx.execute(this::refresh));
        refresh();
    }

    /** Reads the library again; keeps the open dataset when it is still there. */
    void refresh() {
        List<DatasetEntry> now = library.list();
        if (!now.equals(datasets)) {
            datasets.setAll(now);
        }
        summaries.keySet().retainAll(now.stream().map(DatasetEntry::id).toList());
        now.stream().filter(entry -> !summaries.containsKey(entry.id())).forEach(this::summarize);
        boolean gone = current.get().filter(now::contains).isEmpty();
        if (gone && current.get().isPresent()) {
            close();
        }
    }

    /** Opens the dataset with this id, or the first one when it is not in the library (any more). */
    void open(String id) {
        Optional<DatasetEntry> wanted =
                datasets.stream().filter(e -> e.id().equals(id)).findFirst();
        wanted.or(() -> datasets.stream().findFirst()).ifPresent(this::open);
    }

    /** Opens the dataset: contents first, the statistics after them. Opening the open one again retries. */
    void open(DatasetEntry entry) {
        int mine = ++stamp;
        boolean another = current.get().filter(entry::equals).isEmpty();
        current.set(Optional.of(entry));
        report.set(new Load.Nothing<>());
        contents.set(new Load.Loading<>());
        glanced = List.of();
        if (another) {
            filter.set(PictureFilter.ALL);
        }
        showTiles();
        then(library.glance(entry.id()), (first, failure) -> {
            if (mine == stamp && failure == null && contents.get() instanceof Load.Loading) {
                glanced = first;
                showTiles();
            }
        });
        then(library.open(entry.id()), (value, failure) -> {
            if (mine == stamp) {
                Load<DatasetContents> ended = Load.ended(value, failure);
                if (!ended.value().map(c -> isBeginning(glanced, c)).orElse(true)) {
                    moved.accept(entry.id());
                }
                ended.value().ifPresent(c -> summaries.put(entry.id(), new Load.Ready<>(summary(c))));
                contents.set(ended);
                showTiles();
                ended.value().ifPresent(c -> readReport());
            }
        });
    }

    private static boolean isBeginning(List<PictureEntry> glanced, DatasetContents contents) {
        List<PictureEntry> all = contents.pictures();
        return glanced.size() <= all.size()
                && glanced.stream().allMatch(p -> all.get(p.index()).name().equals(p.name()));
    }

    /** @param listener told the dataset's id when its pictures turn out to have other places than was shown at first */
    void onMoved(Consumer<String> listener) {
        moved = listener;
    }

    private void close() {
        stamp++;
        current.set(Optional.empty());
        contents.set(new Load.Nothing<>());
        report.set(new Load.Nothing<>());
        showTiles();
        datasets.stream().findFirst().ifPresent(this::open);
    }

    /** Looks at every picture of the open dataset, unless that is being done. */
    void readReport() {
        if (current.get().isEmpty() || report.get() instanceof Load.Loading) {
            return;
        }
        int mine = stamp;
        report.set(new Load.Loading<>());
        reading = library.report(current.get().get().id());
        then(reading, (value, failure) -> {
            if (mine == stamp) {
                report.set(Load.ended(value, failure));
            }
        });
    }

    /** Gives up looking at every picture; {@link #readReport()} begins again. */
    void cancelReport() {
        reading.cancel(true);
    }

    /** Adds places to the library and opens the last one that works; the others are told in {@link #importProblems()}. */
    void add(List<Path> places, Consumer<DatasetEntry> added) {
        importProblems.removeIf(problem -> places.contains(problem.place()));
        for (Path place : places) {
            importing.set(importing.get() + 1);
            then(library.add(place), (entry, failure) -> {
                importing.set(importing.get() - 1);
                if (failure != null) {
                    importProblems.add(new ImportProblem(place, Load.message(failure)));
                } else {
                    refresh();
                    open(entry.id());
                    added.accept(entry);
                }
            });
        }
    }

    /** Takes an own dataset off the list. Its files stay, so adding its place again undoes it. */
    void remove(DatasetEntry entry) {
        if (!entry.starter()) {
            library.remove(entry.id());
            refresh();
        }
    }

    /** Moves the selection to a tile; out of range is brought into range. */
    void select(int index) {
        selectedIndex.set(Math.max(tiles.isEmpty() ? -1 : 0, Math.min(index, tiles.size() - 1)));
    }

    /** Pictures of each class, in class order; known without decoding anything. */
    Map<String, Integer> classCounts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        contents.get().value().ifPresent(c -> {
            c.classes().forEach(name -> counts.put(name, 0));
            c.pictures().forEach(p -> p.label().ifPresent(label -> counts.merge(label, 1, Integer::sum)));
        });
        return counts;
    }

    private void showTiles() {
        Optional<Tile> before = selected.get();
        List<Tile> now = contents.get()
                .value()
                .map(c -> filter.get().apply(c, pairs.get() && c.paired()))
                .orElseGet(() -> contents.get() instanceof Load.Loading
                        ? glanced.stream().map(Tile::of).toList()
                        : List.of());
        selectedIndex.set(-1);
        tiles.setAll(now);
        select(before.map(tile -> position(tile, now)).orElse(0));
    }

    /** Where the picture of {@code tile} went; the first tile when it is filtered out. */
    private static int position(Tile tile, List<Tile> tiles) {
        for (int i = 0; i < tiles.size(); i++) {
            if (tiles.get(i).pictures().stream().anyMatch(p -> isSame(p, tile.first()))) {
                return i;
            }
        }
        return 0;
    }

    /** Before a dataset is open only a picture's name is known. */
    private static boolean isSame(PictureEntry picture, PictureEntry before) {
        return picture.name().equals(before.name())
                && (before.domain().isEmpty() || before.domain().equals(picture.domain()));
    }

    private Optional<Tile> tileAt(int index) {
        return index >= 0 && index < tiles.size() ? Optional.of(tiles.get(index)) : Optional.empty();
    }

    private void summarize(DatasetEntry entry) {
        summaries.put(entry.id(), new Load.Loading<>());
        then(library.open(entry.id()).thenApply(DatasetsModel::summary), (value, failure) -> {
            if (summaries.containsKey(entry.id())) {
                summaries.put(entry.id(), Load.ended(value, failure));
            }
        });
    }

    private static Summary summary(DatasetContents contents) {
        int pairs = contents.paired() ? PictureFilter.ALL.apply(contents, true).size() : 0;
        return new Summary(contents.pictures().size(), pairs, contents.kinds());
    }

    private <T> void then(CompletableFuture<T> future, BiConsumer<T, Throwable> next) {
        Objects.requireNonNull(future).whenComplete((value, failure) -> fx.execute(() -> next.accept(value, failure)));
    }

    ObservableList<DatasetEntry> datasets() {
        return datasets;
    }

    ObservableMap<String, Load<Summary>> summaries() {
        return summaries;
    }

    ReadOnlyObjectProperty<Optional<DatasetEntry>> currentProperty() {
        return current.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Load<DatasetContents>> contentsProperty() {
        return contents.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Load<DatasetReport>> reportProperty() {
        return report.getReadOnlyProperty();
    }

    ObjectProperty<PictureFilter> filterProperty() {
        return filter;
    }

    BooleanProperty pairsProperty() {
        return pairs;
    }

    /** What passes the filter. */
    ObservableList<Tile> tiles() {
        return tiles;
    }

    /** Position in {@link #tiles()}; -1 when there is none. */
    IntegerProperty selectedIndexProperty() {
        return selectedIndex;
    }

    ReadOnlyObjectProperty<Optional<Tile>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    IntegerProperty previewSizeProperty() {
        return previewSize;
    }

    BooleanProperty previewGreyProperty() {
        return previewGrey;
    }

    /** How many places are being added. */
    ReadOnlyIntegerProperty importingProperty() {
        return importing.getReadOnlyProperty();
    }

    ObservableList<ImportProblem> importProblems() {
        return importProblems;
    }
}
