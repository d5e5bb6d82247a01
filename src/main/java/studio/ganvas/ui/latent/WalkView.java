package studio.ganvas.ui.latent;

import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import studio.ganvas.engine.latent.Rendered;
import studio.ganvas.ui.control.PixelImages;

/**
 * The big picture. Dragging walks over the lattice of seeds, the wheel zooms in at the mouse, Shift and drag (or the middle
 * button) moves the enlarged picture, a double-click fits it again; arrows walk, plus and minus zoom.
 */
final class WalkView extends Region {
    private static final double PIXELS_A_SEED = 220;
    private static final double KEY_STEP = 0.1;
    private static final double ZOOM_STEP = 1.25;
    private static final double MOST = 64;
    /** Larger pictures are not enlarged to squares beforehand: they have pixels enough. */
    private static final double LARGEST = 2048;

    private final ImageView view = new ImageView();
    private final Rectangle clip = new Rectangle();
    private final BiConsumer<Double, Double> walk;
    private Optional<Image> shown = Optional.empty();
    private int squares;
    private double full;
    private double zoom = 1;
    private double centerX = 0.5;
    private double centerY = 0.5;
    private double dragX;
    private double dragY;
    private boolean preview;
    private boolean walking = true;

    /** @param walk told of steps to the right and down, in seeds */
    WalkView(BiConsumer<Double, Double> walk) {
        this.walk = walk;
        setId("latent-picture");
        getStyleClass().add("walk-view");
        setMinSize(64, 64);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setClip(clip);
        getChildren().add(view);
        setCursor(Cursor.OPEN_HAND);
        setOnScroll(this::scroll);
        setOnMousePressed(event -> {
            requestFocus();
            setCursor(Cursor.CLOSED_HAND);
            dragX = event.getX();
            dragY = event.getY();
        });
        setOnMouseReleased(event -> setCursor(Cursor.OPEN_HAND));
        setOnMouseDragged(this::drag);
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                fit();
            }
        });
        setOnKeyPressed(this::key);
    }

    /**
     * @param picture what is shown
     * @param resolution edge of whole pictures: previews are shown as large as those
     */
    void show(Optional<Rendered> picture, int resolution) {
        full = resolution;
        preview = picture.filter(Rendered::preview).isPresent();
        shown = picture.map(now -> PixelImages.of(now.picture()));
        view.setImage(shown.orElse(null));
        squares = 1;
        requestLayout();
    }

    /** What is shown, one pixel a pixel of the network. */
    Optional<Image> image() {
        return shown;
    }

    /** Pixels of a whole picture stay sharp squares, whatever the graphics card makes of enlarged images. */
    private void sharpen() {
        double fit = Math.floor(Math.min(getWidth(), getHeight()) / full);
        int wanted = preview ? 1 : (int) Math.max(1, Math.min(fit, LARGEST / full));
        if (wanted != squares) {
            squares = wanted;
            view.setImage(
                    shown.map(image -> PixelImages.enlarged(image, wanted)).orElse(null));
        }
    }

    /** Whether there is a lattice to walk on; otherwise dragging moves the picture. */
    void setWalking(boolean walks) {
        walking = walks;
    }

    private void fit() {
        zoom = 1;
        centerX = 0.5;
        centerY = 0.5;
        requestLayout();
    }

    private boolean empty() {
        return view.getImage() == null || full <= 0 || getWidth() <= 0;
    }

    /** Screen pixels a pixel of the whole picture; whole multiples keep the squares equal. */
    private double scale() {
        double fit = Math.min(getWidth(), getHeight()) / full;
        return (fit >= 1 ? Math.floor(fit) : fit) * zoom;
    }

    @Override
    protected void layoutChildren() {
        clip.setWidth(getWidth());
        clip.setHeight(getHeight());
        view.setVisible(!empty());
        if (empty()) {
            return;
        }
        sharpen();
        double size = full * scale();
        view.setSmooth(preview || scale() < 1);
        view.setFitWidth(size);
        view.setFitHeight(size);
        centerX = held(centerX, size, getWidth());
        centerY = held(centerY, size, getHeight());
        view.relocate(Math.rint(getWidth() / 2 - centerX * size), Math.rint(getHeight() / 2 - centerY * size));
    }

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
        double before = scale();
        zoom = Math.max(1, Math.min(MOST, zoom * factor));
        double after = scale();
        centerX += (x - getWidth() / 2) / full * (1 / before - 1 / after);
        centerY += (y - getHeight() / 2) / full * (1 / before - 1 / after);
        requestLayout();
    }

    private void drag(MouseEvent event) {
        double dx = event.getX() - dragX;
        double dy = event.getY() - dragY;
        dragX = event.getX();
        dragY = event.getY();
        if (empty()) {
            return;
        }
        if (!walking || event.isShiftDown() || event.isMiddleButtonDown()) {
            centerX -= dx / (full * scale());
            centerY -= dy / (full * scale());
            requestLayout();
        } else if (event.isPrimaryButtonDown()) {
            walk.accept(dx / PIXELS_A_SEED, dy / PIXELS_A_SEED);
        }
    }

    private void key(KeyEvent event) {
        if (empty() || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        double by = event.isShiftDown() ? 1 : KEY_STEP;
        switch (event.getCode()) {
            case PLUS, EQUALS, ADD -> zoomAt(getWidth() / 2, getHeight() / 2, ZOOM_STEP);
            case MINUS, SUBTRACT -> zoomAt(getWidth() / 2, getHeight() / 2, 1 / ZOOM_STEP);
            case LEFT -> walk.accept(-by, 0.0);
            case RIGHT -> walk.accept(by, 0.0);
            case UP -> walk.accept(0.0, -by);
            case DOWN -> walk.accept(0.0, by);
            case HOME, DIGIT0, NUMPAD0 -> fit();
            default -> {
                return;
            }
        }
        event.consume();
    }
}
