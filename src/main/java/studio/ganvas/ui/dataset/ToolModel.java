package studio.ganvas.ui.dataset;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.engine.dataset.DatasetLibrary;
import studio.ganvas.engine.dataset.DatasetTools;
import studio.ganvas.engine.dataset.ToolRequest;
import studio.ganvas.image.Pixels;

/** What a tool is asked for, and how far it is. Used on one thread. */
final class ToolModel {
    /** The tools of the menu. */
    enum Tool {
        ZIP,
        RESIZE,
        SPLIT,
        MIRROR,
        LABELS,
        FRAMES,
        COPY;

        /** Whether it brings pictures to a size. */
        boolean shapes() {
            return this == ZIP || this == RESIZE;
        }
    }

    private final DatasetLibrary library;
    private final Executor fx;
    private final ObjectProperty<Tool> tool = new SimpleObjectProperty<>(Tool.ZIP);
    private final IntegerProperty width = new SimpleIntegerProperty(64);
    private final IntegerProperty height = new SimpleIntegerProperty(64);
    private final ObjectProperty<ToolRequest.Fit> fit = new SimpleObjectProperty<>(ToolRequest.Fit.CROP);
    private final ObjectProperty<ToolRequest.Filter> filter = new SimpleObjectProperty<>(ToolRequest.Filter.LANCZOS);
    private final BooleanProperty grey = new SimpleBooleanProperty();
    private final IntegerProperty testPercent = new SimpleIntegerProperty(10);
    private final IntegerProperty seed = new SimpleIntegerProperty();
    private final IntegerProperty every = new SimpleIntegerProperty(5);
    private final IntegerProperty most = new SimpleIntegerProperty();
    private final StringProperty video = new SimpleStringProperty("");
    private final StringProperty out = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Load<DatasetTools.Made>> made =
            new ReadOnlyObjectWrapper<>(new Load.Nothing<>());
    private CompletableFuture<DatasetTools.Made> running = CompletableFuture.completedFuture(null);

    ToolModel(DatasetLibrary library, Executor fx) {
        this.library = library;
        this.fx = fx;
    }

    /** Chooses a tool and suggests a place for what it makes. */
    void choose(Tool chosen, DatasetEntry entry) {
        tool.set(chosen);
        if (!(made.get() instanceof Load.Loading)) {
            made.set(new Load.Nothing<>());
        }
        Path beside = entry.starter() || entry.location().toAbsolutePath().getParent() == null
                ? Path.of(System.getProperty("user.home"))
                : entry.location().toAbsolutePath().getParent();
        String name =
                switch (chosen) {
                    case ZIP -> entry.name() + "-" + height.get() + ".zip";
                    case RESIZE -> entry.name() + "-" + width.get() + "x" + height.get();
                    case SPLIT -> entry.name() + "-split";
                    case MIRROR -> entry.name() + "-mirrored";
                    case LABELS -> entry.name() + "-dataset.json";
                    case FRAMES -> "frames";
                    case COPY -> entry.name() + "-clean";
                };
        out.set(beside.resolve(name).toString());
    }

    ToolRequest.Shape shape() {
        return new ToolRequest.Shape(
                tool.get() == Tool.ZIP ? height.get() : width.get(), height.get(), fit.get(), filter.get());
    }

    /** The request as the fields have it; empty where a place is no path. */
    Optional<ToolRequest> request(String id) {
        try {
            Path place = Path.of(out.get().strip());
            return out.get().isBlank()
                    ? Optional.empty()
                    : Optional.of(
                            switch (tool.get()) {
                                case ZIP -> new ToolRequest.Zip(id, place, shape(), grey.get());
                                case RESIZE -> new ToolRequest.Resize(id, place, shape());
                                case SPLIT -> new ToolRequest.Split(id, place, testPercent.get() / 100.0, seed.get());
                                case MIRROR -> new ToolRequest.Mirror(id, place);
                                case LABELS -> new ToolRequest.Labels(id, place);
                                case FRAMES ->
                                    new ToolRequest.Frames(
                                            Path.of(video.get().strip()),
                                            place,
                                            every.get(),
                                            most.get(),
                                            Optional.empty());
                                case COPY -> new ToolRequest.Copy(id, place);
                            });
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Begins; nothing happens while a tool is at work. */
    void run(ToolRequest request, Consumer<DatasetTools.Made> done) {
        if (made.get() instanceof Load.Loading) {
            return;
        }
        made.set(new Load.Loading<>());
        running = library.tools().run(request).made();
        running.whenComplete((value, failure) -> fx.execute(() -> {
            Load<DatasetTools.Made> ended = Load.ended(value, failure);
            made.set(ended);
            ended.value().ifPresent(done);
        }));
    }

    void cancel() {
        running.cancel(true);
    }

    CompletableFuture<Pixels> before(String id, int index) {
        return library.picture(id, index);
    }

    CompletableFuture<Pixels> after(String id, int index) {
        return library.tools().preview(id, index, shape());
    }

    ObjectProperty<Tool> toolProperty() {
        return tool;
    }

    IntegerProperty widthProperty() {
        return width;
    }

    IntegerProperty heightProperty() {
        return height;
    }

    ObjectProperty<ToolRequest.Fit> fitProperty() {
        return fit;
    }

    ObjectProperty<ToolRequest.Filter> filterProperty() {
        return filter;
    }

    BooleanProperty greyProperty() {
        return grey;
    }

    IntegerProperty testPercentProperty() {
        return testPercent;
    }

    IntegerProperty seedProperty() {
        return seed;
    }

    IntegerProperty everyProperty() {
        return every;
    }

    IntegerProperty mostProperty() {
        return most;
    }

    StringProperty videoProperty() {
        return video;
    }

    StringProperty outProperty() {
        return out;
    }

    ReadOnlyObjectProperty<Load<DatasetTools.Made>> madeProperty() {
        return made.getReadOnlyProperty();
    }
}
