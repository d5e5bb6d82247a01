package studio.ganvas.ui.dataset;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import studio.ganvas.image.Pixels;

/**
 * A place for one picture that is fetched: fitted, enlarged with hard edges so that every pixel can be seen. The old
 * picture stays until the new one comes; the newest request wins.
 */
final class PictureSlot extends Region {
    private final ImageView view = new ImageView();
    private final Label trouble = new Label();
    private final ReadOnlyObjectWrapper<Load<Image>> state = new ReadOnlyObjectWrapper<>(new Load.Nothing<>());
    private Optional<CompletableFuture<Pixels>> source = Optional.empty();
    private int stamp;

    PictureSlot() {
        getStyleClass().add("picture-slot");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        view.setManaged(false);
        trouble.setManaged(false);
        trouble.setWrapText(true);
        trouble.getStyleClass().add("picture-slot-trouble");
        getChildren().addAll(view, trouble);
        state.addListener(
                o -> trouble.setText(state.get() instanceof Load.Failed<Image> failed ? failed.message() : ""));
    }

    /** Fetches and shows; {@code description} is for screen readers. */
    void show(Supplier<CompletableFuture<Pixels>> fetch, String description) {
        source.ifPresent(old -> old.cancel(true));
        int mine = ++stamp;
        state.set(new Load.Loading<>());
        setAccessibleText(description);
        CompletableFuture<Pixels> asked = fetch.get();
        source = Optional.of(asked);
        asked.thenApply(PixelImages::of)
                .whenComplete((image, failure) -> Platform.runLater(() -> {
                    if (mine == stamp) {
                        Load<Image> ended = Load.ended(image, failure);
                        view.setImage(ended.value().orElse(null));
                        requestLayout();
                        state.set(ended);
                    }
                }));
    }

    /** Shows nothing. */
    void clear() {
        source.ifPresent(old -> old.cancel(true));
        source = Optional.empty();
        stamp++;
        view.setImage(null);
        setAccessibleText("");
        state.set(new Load.Nothing<>());
    }

    ReadOnlyObjectProperty<Load<Image>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The picture on the screen. */
    Optional<Image> image() {
        return Optional.ofNullable(view.getImage());
    }

    @Override
    protected void layoutChildren() {
        double left = snappedLeftInset();
        double top = snappedTopInset();
        double width = Math.max(1, getWidth() - left - snappedRightInset());
        double height = Math.max(1, getHeight() - top - snappedBottomInset());
        trouble.resizeRelocate(left, top, width, height);
        Image image = view.getImage();
        if (image == null) {
            return;
        }
        double scale = Math.min(width / image.getWidth(), height / image.getHeight());
        view.setSmooth(scale < 1);
        double fitWidth = Math.max(1, image.getWidth() * scale);
        double fitHeight = Math.max(1, image.getHeight() * scale);
        view.setFitWidth(fitWidth);
        view.setFitHeight(fitHeight);
        view.relocate(snapPositionX(left + (width - fitWidth) / 2), snapPositionY(top + (height - fitHeight) / 2));
    }
}
