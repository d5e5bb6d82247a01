package studio.ganvas.ui.stylize;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.PixelImages;
import studio.ganvas.ui.control.Words;

/**
 * Two pictures of one size over each other, the first left of a divider, the second right of it. Drag anywhere, or use the
 * arrows, Home and End; a double-click puts the divider in the middle.
 */
final class SplitView extends Region {
    private static final double STEP = 0.02;
    private static final double LARGE_STEP = 0.1;
    private static final double LARGEST_EDGE = 2048;
    private static final double GRIP = 32;

    private final ImageView before = new ImageView();
    private final ImageView after = new ImageView();
    private final ImageView beforeHeat = new ImageView();
    private final ImageView afterHeat = new ImageView();
    private final Rectangle clip = new Rectangle();
    private final Rectangle heatClip = new Rectangle();
    private final Region line = new Region();
    private final StackPane grip = new StackPane(Nodes.icon("fth-code"));
    private final DoubleProperty position = new SimpleDoubleProperty(0.5);
    private final ObjectProperty<Image> beforeImage = new javafx.beans.property.SimpleObjectProperty<>();
    private final ObjectProperty<Image> afterImage = new javafx.beans.property.SimpleObjectProperty<>();
    private int factor = 1;
    private double left;
    private double width = 1;

    SplitView() {
        setId("stylize-split");
        getStyleClass().add("split-view");
        setMinSize(64, 64);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        after.setClip(clip);
        afterHeat.setClip(heatClip);
        heatClip.xProperty().bind(clip.xProperty());
        heatClip.widthProperty().bind(clip.widthProperty());
        heatClip.heightProperty().bind(clip.heightProperty());
        afterHeat.opacityProperty().bind(beforeHeat.opacityProperty());
        line.getStyleClass().add("split-line");
        grip.getStyleClass().add("split-grip");
        grip.setId("stylize-grip");
        line.setMouseTransparent(true);
        grip.setMouseTransparent(true);
        getChildren().addAll(before, beforeHeat, after, afterHeat, line, grip);
        beforeHeat.imageProperty().subscribe(this::requestLayout);
        afterHeat.imageProperty().subscribe(this::requestLayout);
        beforeImage.subscribe(this::renew);
        afterImage.subscribe(this::renew);
        position.subscribe(() -> {
            requestLayout();
            setAccessibleText(Words.of("stylize.split.accessible", position.get()));
            notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
        });
        setOnMousePressed(this::press);
        setOnMouseDragged(this::drag);
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                position.set(0.5);
            }
        });
        setOnKeyPressed(this::key);
    }

    /** The picture left of the divider. */
    ObjectProperty<Image> beforeProperty() {
        return beforeImage;
    }

    /** The picture right of the divider, in the size of the other; none while it is being made. */
    ObjectProperty<Image> afterProperty() {
        return afterImage;
    }

    /** A map that lies over the first picture, stretched to it; none where there is none. */
    ObjectProperty<Image> beforeHeatProperty() {
        return beforeHeat.imageProperty();
    }

    /** A map that lies over the second picture. */
    ObjectProperty<Image> afterHeatProperty() {
        return afterHeat.imageProperty();
    }

    /** Of both maps, 0 to 1. */
    DoubleProperty heatOpacityProperty() {
        return beforeHeat.opacityProperty();
    }

    /** Where the divider stands: 0 shows only the second picture, 1 only the first. */
    DoubleProperty positionProperty() {
        return position;
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case VALUE -> position.get();
            case MIN_VALUE -> 0.0;
            case MAX_VALUE -> 1.0;
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }

    private void renew() {
        factor = 0;
        requestLayout();
    }

    private void press(MouseEvent event) {
        requestFocus();
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 1) {
            moveTo(event.getX());
        }
    }

    private void drag(MouseEvent event) {
        if (event.isPrimaryButtonDown()) {
            moveTo(event.getX());
        }
    }

    private void moveTo(double x) {
        set((x - left) / width);
    }

    private void set(double wanted) {
        if (afterImage.get() != null) {
            position.set(Math.max(0, Math.min(1, wanted)));
        }
    }

    private void key(KeyEvent event) {
        double step = event.isShiftDown() ? LARGE_STEP : STEP;
        switch (event.getCode()) {
            case LEFT -> set(position.get() - step);
            case RIGHT -> set(position.get() + step);
            case HOME -> set(0);
            case END -> set(1);
            default -> {
                return;
            }
        }
        event.consume();
    }

    @Override
    protected void layoutChildren() {
        Image image = beforeImage.get();
        boolean shown = image != null && image.getWidth() > 0 && getWidth() > 0;
        boolean two = shown && afterImage.get() != null;
        before.setVisible(shown);
        after.setVisible(two);
        beforeHeat.setVisible(shown && beforeHeat.getImage() != null);
        afterHeat.setVisible(two && afterHeat.getImage() != null);
        line.setVisible(two);
        grip.setVisible(two);
        setCursor(two ? Cursor.H_RESIZE : Cursor.DEFAULT);
        if (!shown) {
            return;
        }
        double scale = Math.min(getWidth() / image.getWidth(), getHeight() / image.getHeight());
        enlarge((int) Math.ceil(scale));
        width = Math.max(1, Math.rint(image.getWidth() * scale));
        double height = Math.max(1, Math.rint(image.getHeight() * scale));
        left = Math.rint((getWidth() - width) / 2);
        double top = Math.rint((getHeight() - height) / 2);
        for (ImageView view : new ImageView[] {before, after, beforeHeat, afterHeat}) {
            view.setFitWidth(width);
            view.setFitHeight(height);
            view.relocate(left, top);
        }
        double at = Math.rint(position.get() * width);
        clip.setX(at);
        clip.setWidth(width - at);
        clip.setHeight(height);
        line.resizeRelocate(left + at - 1, top, 2, height);
        grip.resizeRelocate(left + at - GRIP / 2, Math.rint(top + (height - GRIP) / 2), GRIP, GRIP);
    }

    /** Small pictures grow by whole numbers first, for the software pipeline smears what it enlarges. */
    private void enlarge(int wanted) {
        Image image = beforeImage.get();
        int most = (int) Math.max(1, LARGEST_EDGE / Math.max(image.getWidth(), image.getHeight()));
        int needed = Math.max(1, Math.min(wanted, most));
        if (needed != factor) {
            factor = needed;
            before.setImage(enlarged(image));
            after.setImage(afterImage.get() == null ? null : enlarged(afterImage.get()));
        }
    }

    private Image enlarged(Image image) {
        return factor == 1 ? image : PixelImages.enlarged(image, factor);
    }
}
