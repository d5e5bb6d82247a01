package studio.ganvas.ui.welcome;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import studio.ganvas.image.Pixels;
import studio.ganvas.ui.control.PixelImages;

/**
 * A square of small pictures that fills its width: a few in rows, or one of which the right half is another. Much enlarged,
 * their pixels stay sharp squares; a little enlarged they would only look uneven, so they are smoothed.
 */
final class DoorPicture extends Region {
    private static final double LARGEST = 288;
    /** From here on a pixel is a square of nearly the same size everywhere. */
    private static final double SHARP = 2.5;

    private static final double ROUND = 16;
    private static final double GAP = 2;
    /** A larger picture is a sheet of small ones, whose corner is shown. */
    private static final double SHEET = 256;

    private final Rectangle clip = new Rectangle();
    private int columns = 1;
    private boolean split;

    DoorPicture() {
        getStyleClass().add("door-picture");
        setMouseTransparent(true);
        clip.setArcWidth(ROUND);
        clip.setArcHeight(ROUND);
        setClip(clip);
    }

    /** Nothing is drawn over the quiet ground until there are pictures. */
    void show(List<Pixels> pictures) {
        split = false;
        columns = pictures.size() >= 9 ? 3 : pictures.size() >= 4 ? 2 : 1;
        put(pictures.stream().limit((long) columns * columns).toList());
    }

    /** One picture before and after. */
    void show(Pixels before, Pixels after) {
        split = true;
        columns = 1;
        put(List.of(before, after));
    }

    private void put(List<Pixels> pictures) {
        getChildren().setAll(pictures.stream().map(DoorPicture::view).toList());
        requestLayout();
    }

    private static ImageView view(Pixels pixels) {
        Image image = PixelImages.of(pixels);
        ImageView view = new ImageView(image);
        double edge = Math.min(image.getWidth(), image.getHeight());
        double shown = edge > SHEET ? SHEET : edge;
        view.setViewport(new Rectangle2D(0, 0, shown, shown));
        return view;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return LARGEST;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        return width < 0 ? LARGEST : Math.min(LARGEST, width);
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }

    @Override
    protected void layoutChildren() {
        double room = Math.min(getWidth(), getHeight());
        double edge = Math.rint((room - (columns - 1) * GAP) / columns);
        double whole = columns * edge + (columns - 1) * GAP;
        double left = Math.rint((getWidth() - whole) / 2);
        double top = Math.rint((getHeight() - whole) / 2);
        clip.setX(left);
        clip.setY(top);
        clip.setWidth(whole);
        clip.setHeight(whole);
        for (int i = 0; i < getChildren().size(); i++) {
            ImageView view = (ImageView) getChildren().get(i);
            double own = Math.min(view.getImage().getWidth(), view.getImage().getHeight());
            own = Math.min(own, SHEET);
            view.setSmooth(edge < SHARP * own);
            if (split && i == 1) {
                double middle = Math.rint(edge / 2);
                view.setViewport(new Rectangle2D(own * middle / edge, 0, own * (1 - middle / edge), own));
                place(view, left + middle, top, edge - middle, edge);
            } else {
                int at = split ? 0 : i;
                place(view, left + at % columns * (edge + GAP), top + at / columns * (edge + GAP), edge, edge);
            }
        }
    }

    private static void place(ImageView view, double x, double y, double width, double height) {
        view.setFitWidth(width);
        view.setFitHeight(height);
        view.relocate(x, y);
    }
}
