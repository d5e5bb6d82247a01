package studio.ganvas.ui.latent;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import studio.ganvas.engine.latent.Dropped;
import studio.ganvas.engine.latent.LatentJob;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Projection;
import studio.ganvas.engine.latent.ProjectionProgress;
import studio.ganvas.engine.latent.ProjectionRequest;

/** The photo whose w is looked for, and how far the search is. */
final class ProjectionModel {
    private static final long SEED = 303;

    private final LatentModel model;
    private final ReadOnlyObjectWrapper<Optional<Dropped.Photo>> photo = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ProjectionProgress>> progress =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Projection>> result = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<ProjectionRequest.Space> space =
            new SimpleObjectProperty<>(ProjectionRequest.Space.W_PLUS);
    private final ObjectProperty<Optional<Path>> features = new SimpleObjectProperty<>(Optional.empty());
    private int stamp;

    ProjectionModel(LatentModel model) {
        this.model = model;
    }

    /** Takes a photo; nothing is computed yet. */
    void use(Dropped.Photo fresh) {
        stamp++;
        progress.set(Optional.empty());
        result.set(Optional.empty());
        photo.set(Optional.of(fresh));
    }

    /** Begins to look for the w of the photo; {@link #found} takes the result. */
    LatentJob<Projection> start(int steps) {
        int mine = ++stamp;
        progress.set(Optional.empty());
        result.set(Optional.empty());
        LatentState state = model.stateProperty().get().orElseThrow();
        ProjectionRequest request = new ProjectionRequest(
                state.model(),
                photo.get().orElseThrow().pixels(),
                space.get(),
                steps,
                SEED,
                state.classes(),
                features.get(),
                Optional.empty(),
                false);
        return model.lab().project(request, now -> model.fx().execute(() -> {
            if (mine == stamp) {
                progress.set(Optional.of(now));
            }
        }));
    }

    /** The search has ended: its state comes into view. */
    void found(Projection projection) {
        result.set(Optional.of(projection));
        model.go(projection.state());
    }

    ReadOnlyObjectProperty<Optional<Dropped.Photo>> photoProperty() {
        return photo.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<ProjectionProgress>> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Projection>> resultProperty() {
        return result.getReadOnlyProperty();
    }

    ObjectProperty<ProjectionRequest.Space> spaceProperty() {
        return space;
    }

    /** A TorchScript file that judges likeness; empty: what Ganvas has itself. */
    ObjectProperty<Optional<Path>> featuresProperty() {
        return features;
    }
}
