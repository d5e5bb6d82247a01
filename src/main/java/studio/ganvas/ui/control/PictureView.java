package studio.ganvas.ui.control;

import javafx.beans.property.ObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * A picture that fits its frame until the wheel zooms in at the mouse; drag moves, double-click fits again. Enlarged
 * pixels stay sharp squares: in this trade they are what one wants to see.
 */
public final class PictureView extends Region {
    private static final double ZOOM_STEP = 1.25;
    private static final double MOST = 64;
    private static final double LARGEST_FIT = 4;

    private final ImageView view = new ImageView();
    private final Rectangle clip = new Rectangle();
    private double zoom = 1;
    private double centerX = 0.5;
    private double centerY = 0.5;
    private double dragX;
    private double dragY;

    /** An empty frame. */
    public PictureView() {
        getStyleClass().add("picture-view");
        setMinSize(64, 64);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setClip(clip);
        getChildren().add(view);
        view.imageProperty().subscribe(this::requestLayout);
        setOnScroll(this::scroll);
        setOnMousePressed(event -> {
            requestFocus();
            dragX = event.getX();
            dragY = event.getY();
        });
        setOnMouseDragged(event -> {
            move(event.getX() - dragX, event.getY() - dragY);
            dragX = event.getX();
            dragY = event.getY();
        });
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                fit();
            }
        });
        setOnKeyPressed(this::key);
    }

    public ObjectProperty<Image> imageProperty() {
        return view.imageProperty();
    }

    /** Shows the whole picture. */
    public void fit() {
        zoom = 1;
        centerX = 0.5;
        centerY = 0.5;
        requestLayout();
    }

    /** How much larger than fitting it is shown. */
    public double zoom() {
        return zoom;
    }

    private double scale() {
        Image image = view.getImage();
        double fit = Math.min(getWidth() / image.getWidth(), getHeight() / image.getHeight());
        // Whole multiples keep the squares equal.
        double even = fit >= 1 ? Math.min(LARGEST_FIT, Math.floor(fit)) : fit;
        return even * zoom;
    }

    private boolean empty() {
        return view.getImage() == null || view.getImage().getWidth() <= 0 || getWidth() <= 0;
    }

    @Override
    protected void layoutChildren() {
        clip.setWidth(getWidth());
        clip.setHeight(getHeight());
        view.setVisible(!empty());
        if (empty()) {
            return;
        }
        Image image = view.getImage();
        double scale = scale();
        double width = image.getWidth() * scale;
        double height = image.getHeight() * scale;
        view.setSmooth(scale < 1);
        view.setFitWidth(width);
        view.setFitHeight(height);
        centerX = held(centerX, width, getWidth());
        centerY = held(centerY, height, getHeight());
        view.relocate(Math.rint(getWidth() / 2 - centerX * width), Math.rint(getHeight() / 2 - centerY * height));
    }

    /** Keeps the picture from leaving the frame. */
    private static double held(double center, double size, double frame) {
        double half = frame / 2 / size;
        return half >= 0.5 ? 0.5 : Math.max(half, Math.min(1 - half, center));
    }

    private void scroll(ScrollEvent event) {
        if (!empty() && event.getDeltaY() != 0) {
            zoomAt(event.getX(), event.getY(), event.getDeltaY() > 0 ? ZOOM_STEP : 1 / ZOOM_STEP);
            event.consume();
        }
    }

    private void zoomAt(double x, double y, double factor) {
        Image image = view.getImage();
        double before = scale();
        zoom = Math.max(1, Math.min(MOST, zoom * factor));
        double after = scale();
        // The point under the mouse stays where it is.
        centerX += (x - getWidth() / 2) / image.getWidth() * (1 / before - 1 / after);
        centerY += (y - getHeight() / 2) / image.getHeight() * (1 / before - 1 / after);
        requestLayout();
    }

    private void move(double dx, double dy) {
        if (!empty()) {
            double scale = scale();
            centerX -= dx / (view.getImage().getWidth() * scale);
            centerY -= dy / (view.getImage().getHeight() * scale);
            requestLayout();
        }
    }

    private void key(KeyEvent event) {
        if (empty() || event.isShortcutDown()) {
            return;
        }
        double by = getWidth() / 8;
        switch (event.getCode()) {
            case PLUS, EQUALS, ADD -> zoomAt(getWidth() / 2, getHeight() / 2, ZOOM_STEP);
            case MINUS, SUBTRACT -> zoomAt(getWidth() / 2, getHeight() / 2, 1 / ZOOM_STEP);
            case LEFT -> move(by, 0);
            case RIGHT -> move(-by, 0);
            case UP -> move(0, by);
            case DOWN -> move(0, -by);
            case HOME, DIGIT0, NUMPAD0 -> fit();
            default -> {
                return;
            }
        }
        event.consume();
    }
}
