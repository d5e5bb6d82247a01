package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.DatasetEdits;
import studio.ganvas.data.DatasetStatistics;
import studio.ganvas.data.Datasets;
import studio.ganvas.data.Glance;
import studio.ganvas.data.Item;
import studio.ganvas.data.Layout;
import studio.ganvas.data.Pair;
import studio.ganvas.data.Thumbnails;
import studio.ganvas.data.Transform;
import studio.ganvas.data.TransformSpec;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.dataset.DatasetContents;
import studio.ganvas.engine.dataset.DatasetDoctor;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.engine.dataset.DatasetLibrary;
import studio.ganvas.engine.dataset.DatasetReport;
import studio.ganvas.engine.dataset.DatasetTools;
import studio.ganvas.engine.dataset.PictureEntry;
import studio.ganvas.gan.DataKind;
import studio.ganvas.image.Pixels;
import studio.ganvas.train.DataBatches;
import studio.ganvas.train.RunPlan;

/** Datasets of this machine. Opened ones stay open, so that thumbnails need not look for their files again. */
final class LocalDatasets implements DatasetLibrary, AutoCloseable {
    private static final int PICTURE_THREADS = 2;
    /** More than fit on a screen at once. */
    private static final int GLANCED = 300;

    private final DatasetList list;
    private final DataThreads io;
    private final NewestFirst pictures;
    private final EditHistory history;
    private final LocalDoctor doctor;
    private final LocalTools tools;
    private final Map<String, CompletableFuture<Dataset>> open = new ConcurrentHashMap<>();
    /** First pictures of datasets that are being opened. */
    private final Map<String, Glance> glances = new ConcurrentHashMap<>();

    private final List<CompletableFuture<Dataset>> retired = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    LocalDatasets(Places places, DataThreads io, JobBoard board) {
        this.list = new DatasetList(places.home(), places.assets());
        this.io = io;
        this.pictures = new NewestFirst(PICTURE_THREADS);
        this.history = new EditHistory(places.home());
        this.doctor = new LocalDoctor(this, history, io, board);
        this.tools = new LocalTools(this, board);
    }

    @Override
    public List<DatasetEntry> list() {
        return list.all();
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public CompletableFuture<DatasetEntry> add(Path location) {
        return io.call(() -> {
            // one picture is enough: listing them all is left to whoever opens it
            if (Glance.of(location, 1).names().isEmpty()) {
                check(location);
            }
            DatasetEntry entry = list.add(location);
            listeners.forEach(Runnable::run);
            return entry;
        });
    }

    private static void check(Path location) {
        try (Dataset dataset = Datasets.open(location)) {
            if (dataset.items().isEmpty()) {
                throw new StudioException("There are no pictures in " + location + ".");
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new StudioException(location.getFileName() + " can't be used as a dataset: " + e.getMessage(), e);
        }
    }

    @Override
    public void remove(String id) {
        list.remove(id);
        doctor.forget(id);
        Optional.ofNullable(open.remove(id)).ifPresent(LocalDatasets::closeLater);
        listeners.forEach(Runnable::run);
    }

    private static void closeLater(CompletableFuture<Dataset> dataset) {
        dataset.thenAccept(opened -> {
            try {
                opened.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    DatasetEntry entry(String id) {
        return list.find(id).orElseGet(() -> {
            // commands name places without adding them to the library
            if (!Files.exists(Path.of(id))) {
                throw new StudioException("There is no dataset named “" + id + "”, nor a file or folder of that name.");
            }
            return new DatasetEntry(id, Path.of(id).getFileName().toString(), Path.of(id), false);
        });
    }

    /** A dataset of its own for whoever must close it. */
    Dataset openData(String id) throws IOException {
        return edited(entry(id).location());
    }

    private Dataset edited(Path place) throws IOException {
        return Datasets.open(history.current(place).orElse(place));
    }

    /** A place in words of a command line: an entry of the library, a folder or a file. */
    RunPlan.DataRef reference(String place) {
        DatasetEntry entry = entry(place);
        return new RunPlan.DataRef(
                list.find(place).map(DatasetEntry::id).orElse(""),
                entry.name(),
                history.current(entry.location())
                        .orElse(entry.location())
                        .toAbsolutePath()
                        .toString());
    }

    /**
     * The dataset of a run as it was when the run began, whatever was edited since: by its id where the library has it,
     * else at the place where it was.
     */
    Dataset openData(String id, Path location) throws IOException {
        boolean edits = location.endsWith(DatasetEdits.FILE);
        Path place =
                edits ? location : list.find(id).map(DatasetEntry::location).orElse(location);
        if (!Files.exists(place)) {
            throw new StudioException("The pictures of this run are no longer at " + place + ". Put them back there.");
        }
        return Datasets.open(place);
    }

    CompletableFuture<Dataset> shared(String id) {
        CompletableFuture<Dataset> dataset = open.computeIfAbsent(
                id,
                any -> io.call(() -> {
                    DatasetEntry entry = entry(id);
                    try {
                        return edited(entry.location());
                    } catch (IOException | IllegalArgumentException e) {
                        throw new StudioException("“" + entry.name() + "” can't be opened: " + e.getMessage(), e);
                    }
                }));
        // a failure is not kept: the folder may be back at the next try
        dataset.whenComplete((opened, failure) -> {
            glances.remove(id);
            if (failure != null) {
                open.remove(id, dataset);
            }
        });
        return dataset;
    }

    @Override
    public CompletableFuture<List<PictureEntry>> glance(String id) {
        CompletableFuture<Dataset> dataset = shared(id);
        return pictures.call(() -> {
            Path place = entry(id).location();
            if (dataset.isDone() || history.current(place).isPresent()) {
                return List.of();
            }
            Glance glance = Glance.of(place, GLANCED);
            glances.put(id, glance);
            if (dataset.isDone()) {
                glances.remove(id);
            }
            List<PictureEntry> entries = new ArrayList<>();
            for (String name : glance.names()) {
                entries.add(new PictureEntry(
                        entries.size(), name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
            }
            return entries;
        });
    }

    @Override
    public CompletableFuture<DatasetContents> open(String id) {
        return shared(id).thenApply(dataset -> contents(entry(id), dataset));
    }

    private static DatasetContents contents(DatasetEntry entry, Dataset dataset) {
        Map<Integer, Integer> partners = new ConcurrentHashMap<>();
        for (Pair pair : dataset.pairs()) {
            partners.put(pair.a().index(), pair.b().index());
            partners.put(pair.b().index(), pair.a().index());
        }
        List<PictureEntry> entries = dataset.items().stream()
                .map(item -> new PictureEntry(
                        item.index(),
                        item.name(),
                        item.domain(),
                        item.label(),
                        item.split(),
                        Optional.ofNullable(partners.get(item.index()))))
                .toList();
        Set<DataKind> kinds = EnumSet.noneOf(DataKind.class);
        for (DataKind kind : DataKind.values()) {
            if (DataBatches.fits(dataset, kind)) {
                kinds.add(kind);
            }
        }
        return new DatasetContents(
                entry,
                entries,
                dataset.classes(),
                dataset.domains(),
                dataset.splits(),
                dataset.paired(),
                kinds,
                describe(dataset.layout()));
    }

    private static String describe(Layout layout) {
        return switch (layout) {
            case FLAT -> "one set of pictures";
            case CLASSES -> "a folder for each class";
            case DOMAINS -> "two sets, A and B";
            case HALVES -> "A and B side by side in each picture";
            case STYLEGAN -> "classes from dataset.json";
            case IDX -> "IDX files";
        };
    }

    @Override
    public DatasetDoctor doctor() {
        return doctor;
    }

    @Override
    public DatasetTools tools() {
        return tools;
    }

    /** The dataset as its edits now make it. What was open stays so until the end: somebody may be reading it. */
    CompletableFuture<DatasetContents> reopen(String id) {
        doctor.forget(id);
        Optional.ofNullable(open.remove(id)).ifPresent(retired::add);
        return open(id).whenComplete((contents, failure) -> listeners.forEach(Runnable::run));
    }

    @Override
    public CompletableFuture<DatasetReport> report(String id) {
        return doctor.linked(
                doctor.checkup(id), checked -> report(checked.found().statistics()));
    }

    private static DatasetReport report(DatasetStatistics statistics) {
        return new DatasetReport(
                statistics.count(),
                statistics.bytes(),
                counts(statistics.sizes()),
                counts(statistics.formats()),
                counts(statistics.channels()),
                counts(statistics.classes()),
                statistics.problems().stream()
                        .map(problem -> new DatasetReport.Problem(problem.name(), problem.reason()))
                        .toList());
    }

    private static Map<String, Integer> counts(Map<String, Long> wide) {
        Map<String, Integer> narrow = new java.util.LinkedHashMap<>();
        wide.forEach((key, count) -> narrow.put(key, Math.toIntExact(count)));
        return narrow;
    }

    @Override
    public CompletableFuture<Pixels> thumbnail(String id, int index, int edge) {
        Glance glance = glances.get(id);
        if (glance != null && index < glance.names().size() && !shared(id).isDone()) {
            return pictures.call(() -> glance.thumbnail(index, edge));
        }
        return picture(id, index, (dataset, item) -> Thumbnails.of(dataset, item, edge));
    }

    @Override
    public CompletableFuture<Pixels> picture(String id, int index) {
        return picture(id, index, (dataset, item) -> dataset.read(item).toPixels());
    }

    @Override
    public CompletableFuture<Pixels> asNetworkSees(String id, int index, int size, boolean grey) {
        Transform transform = new Transform(TransformSpec.centreCrop(size, grey ? 1 : 3));
        return picture(id, index, (dataset, item) -> transform.preview(dataset.read(item), 0));
    }

    /** Makes a picture of an item; may fail on the file. */
    interface PictureMaker {
        Pixels make(Dataset dataset, Item item) throws Exception;
    }

    CompletableFuture<Pixels> picture(String id, int index, PictureMaker maker) {
        CompletableFuture<Pixels> made = new CompletableFuture<>();
        // a long list that is being read must not hold up the threads that read pictures
        shared(id).whenComplete((dataset, failure) -> {
            if (failure != null) {
                made.completeExceptionally(failure);
            } else if (!made.isDone()) {
                CompletableFuture<Pixels> work =
                        pictures.call(() -> maker.make(dataset, dataset.items().get(index)));
                made.whenComplete((pixels, given) -> work.cancel(false));
                work.whenComplete((pixels, trouble) -> {
                    if (trouble != null) {
                        made.completeExceptionally(trouble);
                    } else {
                        made.complete(pixels);
                    }
                });
            }
        });
        return made;
    }

    @Override
    public void close() {
        pictures.close();
        tools.close();
        open.values().forEach(LocalDatasets::closeLater);
        open.clear();
        retired.forEach(LocalDatasets::closeLater);
    }
}
