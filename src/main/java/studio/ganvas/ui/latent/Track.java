package studio.ganvas.ui.latent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.PixelImages;
import studio.ganvas.ui.control.Words;

/** Keyframes where they lie in time, and the playhead. Dragging the ground scrubs, dragging a keyframe moves it. */
final class Track extends Region {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final double THUMB = 40;
    private static final double PAD = 28;
    private static final double HEIGHT = 60;
    private static final double KEY_SECONDS = 0.1;

    private final FilmModel film;
    private final IntConsumer chosen;
    private final Runnable scrubbed;
    private final Region line = new Region();
    private final Region head = new Region();
    private final List<Button> thumbs = new ArrayList<>();
    private boolean dragged;

    /**
     * @param chosen told of the keyframe that was clicked
     * @param scrubbed told after the playhead was moved
     */
    Track(FilmModel film, IntConsumer chosen, Runnable scrubbed) {
        this.film = film;
        this.chosen = chosen;
        this.scrubbed = scrubbed;
        setId("latent-track");
        getStyleClass().add("film-track");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        setAccessibleText(Words.of("latent.film.track"));
        line.getStyleClass().add("film-line");
        head.getStyleClass().add("film-head");
        head.setMouseTransparent(true);
        line.setMouseTransparent(true);
        film.shots().addListener((ListChangeListener<Shot>) change -> update());
        film.selectedProperty().subscribe(this::mark);
        film.positionProperty().subscribe(this::requestLayout);
        film.loopProperty().subscribe(this::requestLayout);
        setOnMousePressed(this::scrub);
        setOnMouseDragged(this::scrub);
        setOnKeyPressed(event -> {
            switch (event.getCode()) {
                case LEFT -> goTo(film.positionProperty().get() - KEY_SECONDS);
                case RIGHT -> goTo(film.positionProperty().get() + KEY_SECONDS);
                case HOME -> goTo(0);
                case END -> goTo(film.seconds());
                default -> {
                    return;
                }
            }
            event.consume();
        });
        update();
    }

    private void goTo(double seconds) {
        film.playingProperty().set(false);
        film.positionProperty().set(Math.max(0, Math.min(film.seconds(), seconds)));
        scrubbed.run();
    }

    private void scrub(MouseEvent event) {
        requestFocus();
        goTo(toSeconds(event.getX()));
    }

    private double toSeconds(double x) {
        return (x - PAD) / Math.max(1, getWidth() - 2 * PAD) * film.seconds();
    }

    private double toX(double seconds) {
        double total = film.seconds();
        return PAD + (total > 0 ? seconds / total : 0) * (getWidth() - 2 * PAD);
    }

    private void update() {
        // A keyframe that is being dragged must stay the node that has the mouse.
        while (thumbs.size() > film.shots().size()) {
            thumbs.remove(thumbs.size() - 1);
        }
        while (thumbs.size() < film.shots().size()) {
            thumbs.add(thumb(thumbs.size()));
        }
        for (int i = 0; i < thumbs.size(); i++) {
            dress(thumbs.get(i), i);
        }
        getChildren().setAll(line);
        getChildren().addAll(thumbs);
        getChildren().add(head);
        mark();
        requestLayout();
    }

    private void dress(Button button, int index) {
        Shot shot = film.shots().get(index);
        if (button.getUserData() != shot.thumbnail()) {
            button.setUserData(shot.thumbnail());
            ImageView view = new ImageView(shot.thumbnail().map(PixelImages::of).orElse(null));
            view.setPreserveRatio(true);
            view.setFitHeight(THUMB);
            view.setFitWidth(THUMB);
            button.setGraphic(view);
        }
        String words = Words.of(
                "latent.film.keyframe",
                String.valueOf(index + 1),
                SeedView.name(shot.frame().state().source()),
                String.format(java.util.Locale.ROOT, "%.2f", film.begin(index)));
        button.setAccessibleText(words);
        button.getTooltip().setText(words);
    }

    private Button thumb(int index) {
        Button button = new Button();
        button.setId("latent-keyframe-" + index);
        button.getStyleClass().addAll("flat", "film-keyframe");
        Nodes.help(button, "");
        button.setOnAction(event -> {
            if (!dragged) {
                chosen.accept(index);
            }
            dragged = false;
        });
        button.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> dragged = false);
        button.addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> {
            double x = sceneToLocal(event.getSceneX(), 0).getX();
            if (index > 0 && (dragged || Math.abs(x - toX(film.begin(index))) > THUMB / 3)) {
                dragged = true;
                film.drag(index, film.begin(index) + step(x, index));
            }
            event.consume();
        });
        return button;
    }

    /** Seconds between the keyframe and the mouse; behind the last one time goes on as fast as before. */
    private double step(double x, int index) {
        double scale = Math.max(0.5, film.seconds()) / Math.max(1, getWidth() - 2 * PAD);
        return (x - toX(film.begin(index))) * scale;
    }

    private void mark() {
        for (int i = 0; i < thumbs.size(); i++) {
            thumbs.get(i)
                    .pseudoClassStateChanged(
                            SELECTED, i == film.selectedProperty().get());
        }
    }

    @Override
    protected void layoutChildren() {
        double middle = getHeight() / 2;
        line.resizeRelocate(PAD, middle - 1, Math.max(0, getWidth() - 2 * PAD), 2);
        for (int i = 0; i < thumbs.size(); i++) {
            Button thumb = thumbs.get(i);
            thumb.autosize();
            thumb.relocate(toX(film.begin(i)) - thumb.getWidth() / 2, middle - thumb.getHeight() / 2);
        }
        head.setVisible(film.seconds() > 0);
        head.resizeRelocate(toX(film.positionProperty().get()) - 1, 2, 2, getHeight() - 4);
    }
}
