package studio.ganvas.ui.latent;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.DoubleConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/**
 * A slider with its number. It acts while it moves; a double-click or the mark behind it goes back to the usual value; arrows,
 * the wheel (once it has the focus) and typing work, and typing may go beyond the ends.
 */
final class NumberSlider extends HBox {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");
    private static final double FURTHEST = 1000;

    private final Slider slider;
    private final TextField field = new TextField();
    private final Button reset;
    private final double usual;
    private final double step;
    private final int decimals;
    private DoubleConsumer told = value -> {};
    private double value;
    private boolean showing;

    /**
     * @param id of the slider; the field's and the mark's begin with it
     * @param usual where a reset goes
     * @param step of arrows and wheel; values of the slider are multiples of it
     * @param name what a screen reader calls it
     * @param help tooltip
     */
    NumberSlider(String id, double least, double most, double usual, double step, String name, String help) {
        super(6);
        this.usual = usual;
        this.step = step;
        decimals = Math.max(0, BigDecimal.valueOf(step).stripTrailingZeros().scale());
        slider = new Slider(least, most, usual);
        slider.setId(id);
        slider.setBlockIncrement(step);
        slider.setMinWidth(48);
        slider.setAccessibleText(name);
        Nodes.help(slider, help);
        HBox.setHgrow(slider, Priority.ALWAYS);
        field.setId(id + "-value");
        field.getStyleClass().addAll("figures", "number-field");
        field.setPrefColumnCount(5);
        field.setMinWidth(USE_PREF_SIZE);
        field.setAlignment(Pos.CENTER_RIGHT);
        field.setAccessibleText(name);
        Nodes.help(field, help);
        reset = Nodes.dressIcon(new Button(), id + "-reset", "fth-rotate-ccw", "latent.reset");
        reset.getStyleClass().add("small");
        reset.setOnAction(event -> user(usual));
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(slider, field, reset);
        slider.valueProperty().addListener((property, was, now) -> {
            if (!showing) {
                user(rounded(now.doubleValue()));
            }
        });
        slider.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                user(usual);
            }
        });
        slider.addEventHandler(ScrollEvent.SCROLL, event -> {
            if (slider.isFocused() && event.getDeltaY() != 0) {
                user(rounded(value + (event.getDeltaY() > 0 ? step : -step)));
                event.consume();
            }
        });
        field.setOnAction(event -> typed());
        field.focusedProperty().addListener((property, was, focused) -> {
            if (was && !focused) {
                typed();
            }
        });
        field.addEventFilter(javafx.scene.input.KeyEvent.KEY_PRESSED, event -> {
            switch (event.getCode()) {
                case UP -> user(rounded(value + step * (event.isShiftDown() ? 10 : 1)));
                case DOWN -> user(rounded(value - step * (event.isShiftDown() ? 10 : 1)));
                default -> {
                    return;
                }
            }
            event.consume();
        });
        show(usual);
    }

    /** The same with words {@code key} and {@code key + ".help"}. */
    NumberSlider(String id, double least, double most, double usual, double step, String key) {
        this(id, least, most, usual, step, Words.of(key), Words.of(key + ".help"));
    }

    /** Who is told of what a person does. */
    NumberSlider onUser(DoubleConsumer consumer) {
        told = consumer;
        return this;
    }

    double value() {
        return value;
    }

    /** Shows a value, telling nobody. */
    void show(double now) {
        showing = true;
        value = now;
        // A slider that is being dragged stands where the mouse is.
        if (!slider.isValueChanging() || Math.abs(slider.getValue() - now) > step) {
            slider.setValue(now);
        }
        showing = false;
        String text = BigDecimal.valueOf(now)
                .setScale(Math.max(decimals, 2), RoundingMode.HALF_EVEN)
                .toPlainString();
        if (!text.equals(field.getText())) {
            field.setText(text);
        }
        field.pseudoClassStateChanged(DANGER, false);
        reset.setVisible(Math.abs(now - usual) > 1e-9);
    }

    private double rounded(double raw) {
        double near = BigDecimal.valueOf(Math.rint(raw / step) * step)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .doubleValue();
        return Math.max(slider.getMin(), Math.min(slider.getMax(), near));
    }

    private void user(double now) {
        if (now != value) {
            show(now);
            told.accept(now);
        }
    }

    private void typed() {
        try {
            double now = Double.parseDouble(field.getText().trim().replace(',', '.'));
            if (Double.isFinite(now) && Math.abs(now) <= FURTHEST) {
                // what is shown is rounded: leaving the field must not round the value
                if (Math.abs(now - value) > 0.005) {
                    user(now);
                } else {
                    show(value);
                }
                return;
            }
        } catch (NumberFormatException ignored) {
            // the colour says it
        }
        field.pseudoClassStateChanged(DANGER, true);
    }
}
