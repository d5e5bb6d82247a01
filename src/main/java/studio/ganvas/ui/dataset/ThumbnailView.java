package studio.ganvas.ui.dataset;

import java.util.Optional;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;

/** One thumbnail: a quiet placeholder until the picture comes, a mark when it can't be read. */
final class ThumbnailView extends StackPane {
    private final Thumbnails thumbnails;
    private final ImageView picture = new ImageView();
    private final FontIcon broken = new FontIcon("fth-alert-triangle");
    private Optional<Thumbnails.Key> shown = Optional.empty();
    private Optional<Thumbnails.Request> request = Optional.empty();
    private Optional<String> problem = Optional.empty();

    ThumbnailView(Thumbnails thumbnails) {
        this.thumbnails = thumbnails;
        getStyleClass().add("thumbnail");
        picture.setPreserveRatio(true);
        picture.setSmooth(true);
        // The cell decides about the size, never the picture: nothing moves when it arrives.
        picture.setManaged(false);
        broken.getStyleClass().add("thumbnail-broken");
        broken.setVisible(false);
        getChildren().addAll(picture, broken);
    }

    /** Shows this picture; what was under way for another one is given up. */
    void show(Thumbnails.Key key) {
        if (shown.equals(Optional.of(key))) {
            return;
        }
        release();
        shown = Optional.of(key);
        Optional<Image> ready = thumbnails.cached(key);
        if (ready.isPresent()) {
            put(ready.get());
        } else {
            request = Optional.of(thumbnails.request(key, this::put, this::fail));
        }
    }

    /** Shows nothing and wants nothing. */
    void release() {
        request.ifPresent(Thumbnails.Request::cancel);
        request = Optional.empty();
        shown = Optional.empty();
        problem = Optional.empty();
        picture.setImage(null);
        broken.setVisible(false);
        getStyleClass().remove("arrived");
    }

    /** Why the picture can't be shown. */
    Optional<String> problem() {
        return problem;
    }

    private void put(Image image) {
        request = Optional.empty();
        picture.setImage(image);
        getStyleClass().add("arrived");
        requestLayout();
    }

    private void fail(String reason) {
        request = Optional.empty();
        problem = Optional.of(reason);
        broken.setVisible(true);
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        Image image = picture.getImage();
        if (image != null) {
            double scale = Math.min(getWidth() / image.getWidth(), getHeight() / image.getHeight());
            double width = Math.floor(image.getWidth() * scale);
            double height = Math.floor(image.getHeight() * scale);
            picture.setFitWidth(width);
            picture.setFitHeight(height);
            picture.relocate(snapPositionX((getWidth() - width) / 2), snapPositionY((getHeight() - height) / 2));
        }
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 0;
    }
}
