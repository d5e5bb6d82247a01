package studio.ganvas.ui.dataset;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import studio.ganvas.ui.control.Words;

/**
 * Pictures of each class as bars: lying with their names while there are few, standing side by side when there are many.
 * A click shows only that class, a second click all; arrow keys and Enter do the same.
 */
final class ClassHistogram extends VBox {
    private static final int MOST_ROWS = 12;
    private static final double ROW = 20;
    private static final double STANDING = 96;

    private final Canvas canvas = new Canvas();
    private final Pane plot = new Pane(canvas);
    private final Label says = new Label();
    private final Label barPaint = paint("histogram-bar");
    private final Label chosenPaint = paint("histogram-bar-chosen");
    private final Label textPaint = paint("histogram-text");
    private final Consumer<Optional<String>> onChosen;
    private List<Map.Entry<String, Integer>> classes = List.of();
    private Optional<String> chosen = Optional.empty();
    private int pointed = -1;

    /** @param onChosen told which class the user wants to see; empty for all */
    ClassHistogram(Consumer<Optional<String>> onChosen) {
        super(4);
        this.onChosen = onChosen;
        plot.setId("datasets-histogram");
        plot.setFocusTraversable(true);
        plot.getStyleClass().add("histogram");
        plot.setAccessibleRole(AccessibleRole.LIST_VIEW);
        plot.getChildren().addAll(barPaint, chosenPaint, textPaint);
        canvas.widthProperty().bind(plot.widthProperty());
        plot.setMinWidth(0);
        says.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        getChildren().addAll(plot, says);
        canvas.widthProperty().addListener(o -> draw());
        List.of(barPaint, chosenPaint, textPaint)
                .forEach(p -> p.textFillProperty().addListener(o -> draw()));
        plot.setOnMouseMoved(e -> point(at(e.getX(), e.getY())));
        plot.setOnMouseExited(e -> point(-1));
        plot.setOnMouseClicked(e -> {
            plot.requestFocus();
            toggle(at(e.getX(), e.getY()));
        });
        plot.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    /** Shows these counts, in this order. */
    void show(Map<String, Integer> counts) {
        classes = new ArrayList<>(counts.entrySet());
        pointed = -1;
        double height = lying() ? classes.size() * ROW : STANDING;
        plot.setMinHeight(height);
        plot.setPrefHeight(height);
        plot.setMaxHeight(height);
        canvas.setHeight(height);
        describe();
        draw();
    }

    /** Marks the class that the filter shows. */
    void mark(Optional<String> label) {
        chosen = label;
        describe();
        draw();
    }

    private boolean lying() {
        return classes.size() <= MOST_ROWS;
    }

    private int at(double x, double y) {
        double part = lying() ? y / canvas.getHeight() : x / canvas.getWidth();
        return part < 0 || part >= 1 ? -1 : (int) (part * classes.size());
    }

    private void point(int index) {
        if (pointed != index) {
            pointed = index;
            describe();
            draw();
        }
    }

    private void toggle(int index) {
        if (index >= 0 && index < classes.size()) {
            Optional<String> name = Optional.of(classes.get(index).getKey());
            onChosen.accept(name.equals(chosen) ? Optional.empty() : name);
        }
    }

    private void keyPressed(KeyEvent event) {
        int last = classes.size() - 1;
        switch (event.getCode()) {
            case LEFT, UP -> point(Math.max(0, pointed - 1));
            case RIGHT, DOWN -> point(Math.min(last, pointed + 1));
            case HOME -> point(0);
            case END -> point(last);
            case ENTER, SPACE -> toggle(pointed);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void describe() {
        int index = pointed >= 0 ? pointed : indexOf(chosen);
        int total = classes.stream().mapToInt(Map.Entry::getValue).sum();
        String text = Words.of("datasets.histogram.classes", classes.size());
        if (index >= 0 && index < classes.size()) {
            var bar = classes.get(index);
            text = Words.of("datasets.histogram.bar", bar.getKey(), bar.getValue(), bar.getValue() / (double) total);
        }
        says.setText(text);
        plot.setAccessibleText(text);
    }

    private int indexOf(Optional<String> label) {
        for (int i = 0; i < classes.size(); i++) {
            if (label.equals(Optional.of(classes.get(i).getKey()))) {
                return i;
            }
        }
        return -1;
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double width = canvas.getWidth();
        g.clearRect(0, 0, width, canvas.getHeight());
        int most = classes.stream().mapToInt(Map.Entry::getValue).max().orElse(0);
        if (most == 0 || width <= 0) {
            return;
        }
        int marked = indexOf(chosen);
        double names = Math.min(width * 0.45, lying() ? longestName() : 0);
        g.setTextBaseline(VPos.CENTER);
        g.setFont(textPaint.getFont());
        for (int i = 0; i < classes.size(); i++) {
            double share = classes.get(i).getValue() / (double) most;
            g.setFill((i == marked || i == pointed ? chosenPaint : barPaint).getTextFill());
            if (lying()) {
                drawRow(g, i, share, width, names);
            } else {
                double x = width * i / classes.size();
                double next = width * (i + 1) / classes.size();
                double height = Math.max(1, share * STANDING);
                g.fillRect(x, STANDING - height, Math.max(1, next - x - (next - x > 3 ? 1 : 0)), height);
            }
        }
    }

    /** Name, bar, count. */
    private void drawRow(GraphicsContext g, int i, double share, double width, double names) {

        double counts = 44;
        double y = i * ROW;
        double bar = Math.max(2, share * (width - names - counts - 12));
        g.fillRoundRect(names + 6, y + 4, bar, ROW - 8, 4, 4);
        g.setFill(textPaint.getTextFill());
        g.fillText(elided(classes.get(i).getKey(), names), 0, y + ROW / 2);
        g.fillText(String.format("%,d", classes.get(i).getValue()), names + bar + 12, y + ROW / 2);
    }

    private String elided(String text, double room) {
        for (int length = text.length(); length > 0; length--) {
            String candidate = length == text.length() ? text : text.substring(0, length) + "…";
            if (widthOf(candidate) <= room) {
                return candidate;
            }
        }
        return "";
    }

    private double longestName() {
        return classes.stream().mapToDouble(bar -> widthOf(bar.getKey())).max().orElse(0);
    }

    private double widthOf(String text) {
        Text measure = new Text(text);
        measure.setFont(textPaint.getFont());
        return Math.ceil(measure.getLayoutBounds().getWidth());
    }

    /** A label that only lends its colour: a canvas can't be reached by a style sheet. */
    private static Label paint(String styleClass) {
        Label label = new Label();
        label.getStyleClass().add(styleClass);
        label.setManaged(false);
        label.setVisible(false);
        return label;
    }
}
