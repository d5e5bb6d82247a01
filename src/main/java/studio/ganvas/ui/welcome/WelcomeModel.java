package studio.ganvas.ui.welcome;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.dataset.DatasetContents;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.engine.model.Exhibit;
import studio.ganvas.engine.model.Showpiece;
import studio.ganvas.gan.Preset;
import studio.ganvas.gan.SystemInfo;
import studio.ganvas.image.Pixels;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.shell.Visit;

/** What is behind each door. Used on one thread, that of {@code fx}. */
final class WelcomeModel {
    private static final int TILES = 9;
    private static final int EDGE = 64;

    private final Studio studio;
    private final Executor fx;
    private final Map<Door, ReadOnlyObjectWrapper<Offered>> doors = new EnumMap<>(Door.class);

    /**
     * Behind a door.
     *
     * @param piece the model that is shown; empty where there is none, so that one is to be trained
     * @param exhibit its pictures
     * @param data pictures to train on, where that is what the door leads to
     */
    record Offered(Optional<Showpiece> piece, Exhibit exhibit, List<Pixels> data) {
        static final Offered NOTHING = new Offered(Optional.empty(), Exhibit.EMPTY, List.of());
    }

    WelcomeModel(Studio studio, Executor fx) {
        this.studio = studio;
        this.fx = fx;
        for (Door door : Door.values()) {
            doors.put(door, new ReadOnlyObjectWrapper<>(Offered.NOTHING));
        }
        studio.showcase().onChange(() -> fx.execute(this::refresh));
    }

    /** Looks again at what is there; pictures come a little later. */
    void refresh() {
        List<Showpiece> pieces = studio.showcase().list();
        doors.forEach((door, offered) -> {
            Optional<Showpiece> piece = door.choose(pieces);
            boolean shown = !offered.get().exhibit().results().isEmpty()
                    || !offered.get().data().isEmpty();
            if (shown && piece.equals(offered.get().piece())) {
                return;
            }
            offered.set(new Offered(piece, Exhibit.EMPTY, List.of()));
            if (piece.isPresent()) {
                look(door, piece.get());
            } else {
                lookAtData(door);
            }
        });
    }

    private void look(Door door, Showpiece piece) {
        Later.take(
                studio.showcase().exhibit(piece.model().id()),
                fx,
                exhibit -> put(door, new Offered(Optional.of(piece), exhibit, List.of())),
                failure -> {
                    // a door without a picture opens as well
                });
    }

    private void put(Door door, Offered offered) {
        ReadOnlyObjectWrapper<Offered> place = doors.get(door);
        if (place.get().piece().equals(offered.piece())) {
            place.set(offered);
        }
    }

    private void lookAtData(Door door) {
        dataset(door)
                .ifPresent(entry -> Later.take(
                        studio.datasets().open(entry.id()).thenCompose(this::tiles),
                        fx,
                        tiles -> put(door, new Offered(Optional.empty(), Exhibit.EMPTY, tiles)),
                        failure -> {
                            // a door without a picture opens as well
                        }));
    }

    /** Pictures from all over the dataset. */
    private CompletableFuture<List<Pixels>> tiles(DatasetContents contents) {
        int count = contents.pictures().size();
        List<CompletableFuture<Pixels>> tiles = IntStream.range(0, Math.min(TILES, count))
                .map(i -> (int) ((2L * i + 1) * count / (2L * TILES)))
                .mapToObj(index -> studio.datasets().thumbnail(contents.entry().id(), index, EDGE))
                .toList();
        return CompletableFuture.allOf(tiles.toArray(CompletableFuture[]::new))
                .thenApply(done -> tiles.stream().map(CompletableFuture::join).toList());
    }

    /** The starter dataset of a door, where it is there. */
    Optional<DatasetEntry> dataset(Door door) {
        return studio.datasets().list().stream()
                .filter(entry -> entry.id().equals(door.dataset()))
                .findFirst();
    }

    /** The system that a door without a model trains. */
    Optional<SystemInfo> system(Door door) {
        return studio.systems().stream()
                .filter(info -> info.id().equals(door.system()))
                .findFirst();
    }

    ReadOnlyObjectProperty<Offered> offeredProperty(Door door) {
        return doors.get(door).getReadOnlyProperty();
    }

    /** Opens a door: tells where it leads, once its pictures are there. */
    void open(Door door, Consumer<Visit> go) {
        Offered offered = doors.get(door).get();
        if (offered.piece().isEmpty() || offered.exhibit() != Exhibit.EMPTY) {
            go.accept(visit(door, offered));
            return;
        }
        Showpiece piece = offered.piece().get();
        Later.take(
                studio.showcase().exhibit(piece.model().id()),
                fx,
                exhibit -> go.accept(visit(door, new Offered(Optional.of(piece), exhibit, List.of()))),
                failure -> go.accept(visit(door, offered)));
    }

    private Visit visit(Door door, Offered offered) {
        if (offered.piece().isEmpty()) {
            return new Visit.Training(
                    door.system(),
                    dataset(door).map(DatasetEntry::id),
                    system(door)
                            .flatMap(info -> info.presets().stream().findFirst())
                            .map(Preset::id)
                            .orElse(""));
        }
        String model = offered.piece().get().model().id();
        Exhibit exhibit = offered.exhibit();
        if (door == Door.EXPLORE) {
            List<Long> seeds = exhibit.seeds();
            return new Visit.Seed(
                    model,
                    seeds.isEmpty() ? 0 : seeds.get(0),
                    exhibit.psi(),
                    seeds.size() < 2 ? 1 : seeds.get(seeds.size() - 1));
        }
        return new Visit.Translation(model, exhibit.inputs().stream().findFirst(), door == Door.LOOK);
    }
}
