package studio.ganvas.ui.control;

import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.controlsfx.property.editor.PropertyEditor;
import studio.ganvas.gan.Option;

/**
 * The field of one option: what is wrong with it stands under it, a changed one shows a mark that takes it back, and an
 * ⓘ explains it. Up and Down step numbers.
 */
final class OptionEditor implements PropertyEditor<Object> {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    private final OptionForm.Entry entry;
    private final VBox view;

    OptionEditor(OptionForm.Entry entry) {
        this.entry = entry;
        Option option = entry.option();
        Control field = field(option);
        field.setId("option-" + option.key());
        field.setMaxWidth(Double.MAX_VALUE);
        field.setAccessibleText(OptionWords.label(option));
        Nodes.help(field, OptionSheet.help(option));
        HBox.setHgrow(field, Priority.ALWAYS);

        Button reset =
                Nodes.dressIcon(new Button(), "option-" + option.key() + "-reset", "fth-rotate-ccw", "option.reset");
        reset.getStyleClass().add("small");
        reset.setOnAction(event -> entry.reset());
        reset.visibleProperty().bind(entry.changedProperty());

        Label message = Nodes.label("option-" + option.key() + "-message", "field-message");
        message.textProperty().bind(entry.messageProperty());
        message.setWrapText(true);
        message.setMinHeight(Region.USE_PREF_SIZE);
        message.visibleProperty().bind(entry.messageProperty().isNotEmpty());
        message.managedProperty().bind(message.visibleProperty());
        entry.messageProperty().subscribe(text -> field.pseudoClassStateChanged(DANGER, !text.isEmpty()));

        HBox row = new HBox(4, resettable(field, reset), info(option));
        row.setAlignment(Pos.CENTER_LEFT);
        view = new VBox(2, row, message);
    }

    /** The mark stands inside a field's right end, so that nothing moves when it comes; a choice makes room for it. */
    private static Node resettable(Control field, Button reset) {
        Pane both;
        if (field instanceof ComboBox<?>) {
            reset.managedProperty().bind(reset.visibleProperty());
            both = new HBox(2, field, reset);
        } else {
            both = new StackPane(field, reset);
            StackPane.setAlignment(field, Pos.CENTER_LEFT);
            StackPane.setAlignment(reset, Pos.CENTER_RIGHT);
            StackPane.setMargin(reset, new Insets(0, 2, 0, 0));
        }
        HBox.setHgrow(both, Priority.ALWAYS);
        return both;
    }

    private Control field(Option option) {
        if (option instanceof Option.Flag) {
            CheckBox box = new CheckBox();
            box.setOnAction(event -> entry.edit(box.isSelected()));
            entry.valueProperty().subscribe(value -> box.setSelected(Boolean.TRUE.equals(value)));
            return box;
        }
        if (option instanceof Option.Choice choice) {
            ComboBox<String> combo = new ComboBox<>();
            combo.getItems().setAll(choice.choices());
            combo.setOnAction(event -> entry.edit(combo.getValue()));
            entry.valueProperty().subscribe(value -> combo.setValue(String.valueOf(value)));
            return combo;
        }
        return number(option);
    }

    private TextField number(Option option) {
        TextField text = new TextField();
        text.getStyleClass().add("figures");
        text.setPrefColumnCount(7);
        entry.valueProperty().subscribe(value -> show(text, value));
        // A reset to the value that was good all along changes only the message.
        entry.messageProperty().addListener((property, was, is) -> {
            if (is.isEmpty()) {
                show(text, entry.valueProperty().get());
            }
        });
        text.textProperty().addListener((property, was, typed) -> {
            if (text.isFocused()
                    || !typed.equals(Formats.plain(entry.valueProperty().get()))) {
                entry.edit(typed);
            }
        });
        text.setOnAction(event -> show(text, entry.valueProperty().get()));
        text.focusedProperty().addListener((property, was, focused) -> {
            if (!focused && entry.messageProperty().get().isEmpty()) {
                show(text, entry.valueProperty().get());
            }
        });
        text.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            switch (event.getCode()) {
                case UP -> step(option, event.isShiftDown() ? 10 : 1);
                case DOWN -> step(option, event.isShiftDown() ? -10 : -1);
                default -> {
                    return;
                }
            }
            show(text, entry.valueProperty().get());
            event.consume();
        });
        return text;
    }

    /** Puts the value into the field unless what stands there means the same ("1e-4" while it is being typed). */
    private void show(TextField text, Object value) {
        String plain = Formats.plain(value);
        if (text.isFocused()) {
            try {
                if (entry.option().parse(text.getText()).equals(value)) {
                    return;
                }
            } catch (IllegalArgumentException ignored) {
                // What stands there means nothing: the value replaces it.
            }
        }
        if (!text.getText().equals(plain)) {
            text.setText(plain);
        }
    }

    /** A whole number goes by one, a real one by one in its first figure. */
    private void step(Option option, int times) {
        if (option instanceof Option.Int whole) {
            long next = (long) (Integer) entry.valueProperty().get() + times;
            entry.edit(Math.max(whole.min(), Math.min(whole.max(), next)));
        } else if (option instanceof Option.Real real) {
            double now = (Double) entry.valueProperty().get();
            double unit = now == 0 ? 0.1 : Math.pow(10, Math.floor(Math.log10(Math.abs(now)) - (times < 0 ? 1e-9 : 0)));
            double next = Math.rint((now + times * unit) / unit) * unit;
            entry.edit(Math.max(real.min(), Math.min(real.max(), Double.parseDouble("%.6g".formatted(next)))));
        }
    }

    private static Button info(Option option) {
        Button info = Nodes.dressIcon(new Button(), "option-" + option.key() + "-info", "fth-info", "option.info");
        info.getStyleClass().add("small");
        info.setFocusTraversable(false);
        info.setOnAction(event -> {
            Label words = new Label(OptionSheet.help(option));
            words.setWrapText(true);
            words.setMaxWidth(320);
            words.getStyleClass().add("popover-words");
            PopOver popover = new PopOver(words);
            popover.setArrowLocation(PopOver.ArrowLocation.LEFT_TOP);
            popover.setAnimated(false);
            Nodes.dressPopup(popover.getRoot(), info.getScene());
            popover.show(info);
        });
        return info;
    }

    @Override
    public Node getEditor() {
        return view;
    }

    @Override
    public Object getValue() {
        return entry.valueProperty().get();
    }

    @Override
    public void setValue(Object value) {
        entry.edit(value);
    }
}
