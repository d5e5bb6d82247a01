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
import studio.ganvas.ui.control.PixelImages;

/**
 * A place for one picture that is fetched: fitted, enlarged with hard edges so that every pixel can be seen. The old
 * picture stays until the new one comes; the newest request wins.
 */
final class PictureSlot extends Region {
    private static final double MOST_EDGE = 2048;

    private final ImageView view = new ImageView();
    private final Label trouble = new Label();
    private final ReadOnlyObjectWrapper<Load<Image>> state = new ReadOnlyObjectWrapper<>(new Load.Nothing<>());
    private Optional<CompletableFuture<Pixels>> source = Optional.empty();
    private Optional<Image> picture = Optional.empty();
    private int factor = 1;
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
                        put(ended.value());
                        state.set(ended);
                    }
                }));
    }

    /** Shows nothing. */
    void clear() {
        source.ifPresent(old -> old.cancel(true));
        source = Optional.empty();
        stamp++;
        put(Optional.empty());
        setAccessibleText("");
        state.set(new Load.Nothing<>());
    }

    ReadOnlyObjectProperty<Load<Image>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    private void put(Optional<Image> image) {
        picture = image;
        factor = 1;
        view.setImage(image.orElse(null));
        requestLayout();
    }

    /** The picture on the screen, in its own size. */
    Optional<Image> image() {
        return picture;
    }

    /**
     * {@code ImageView.setSmooth(false)} is a hint that the software pipeline does not take, so small pictures are
     * enlarged by whole numbers first and then fitted.
     */
    private void enlarge(Image image, int wanted) {
        int most = (int) Math.max(1, MOST_EDGE / Math.max(image.getWidth(), image.getHeight()));
        int needed = Math.max(1, Math.min(wanted, most));
        if (needed != factor) {
            factor = needed;
            view.setImage(needed == 1 ? image : PixelImages.enlarged(image, needed));
        }
    }

    @Override
    protected void layoutChildren() {
        double left = snappedLeftInset();
        double top = snappedTopInset();
        double width = Math.max(1, getWidth() - left - snappedRightInset());
        double height = Math.max(1, getHeight() - top - snappedBottomInset());
        trouble.resizeRelocate(left, top, width, height);
        if (picture.isEmpty()) {
            return;
        }
        Image image = picture.get();
        double scale = Math.min(width / image.getWidth(), height / image.getHeight());
        enlarge(image, (int) Math.ceil(scale));
        double fitWidth = Math.max(1, image.getWidth() * scale);
        double fitHeight = Math.max(1, image.getHeight() * scale);
        view.setFitWidth(fitWidth);
        view.setFitHeight(fitHeight);
        view.relocate(snapPositionX(left + (width - fitWidth) / 2), snapPositionY(top + (height - fitHeight) / 2));
    }
}
