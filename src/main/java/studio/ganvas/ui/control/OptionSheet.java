package studio.ganvas.ui.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PropertySheet;
import studio.ganvas.gan.Option;

/** A form for any list of options: a fold for each group with a {@link PropertySheet} in it. */
public final class OptionSheet extends VBox {
    /** A form for {@code forms}, one after the other. */
    public OptionSheet(OptionForm... forms) {
        super(8);
        getStyleClass().add("option-sheet");
        Map<String, List<OptionForm.Entry>> groups = new LinkedHashMap<>();
        for (OptionForm form : forms) {
            form.entries()
                    .forEach(entry -> groups.computeIfAbsent(entry.option().group(), group -> new ArrayList<>())
                            .add(entry));
        }
        groups.forEach((group, entries) -> getChildren().add(fold(group, entries)));
    }

    private static TitledPane fold(String group, List<OptionForm.Entry> entries) {
        PropertySheet sheet = new PropertySheet(FXCollections.observableArrayList(
                entries.stream().map(Item::new).toList()));
        sheet.setMode(PropertySheet.Mode.NAME);
        sheet.setSearchBoxVisible(false);
        sheet.setModeSwitcherVisible(false);
        sheet.setPropertyEditorFactory(item -> new OptionEditor(((Item) item).entry()));
        TitledPane pane = new TitledPane(group, sheet);
        pane.setAnimated(false);
        pane.getStyleClass().add("option-group");
        return pane;
    }

    /** What the paper calls it and where it says so. */
    static String help(Option option) {
        String help = OptionWords.help(option);
        return option.symbol().isEmpty() ? help : help + "\n" + Words.of("option.symbol", option.symbol());
    }

    private record Item(OptionForm.Entry entry) implements PropertySheet.Item {
        @Override
        public Class<?> getType() {
            return entry.option().defaultValue().getClass();
        }

        @Override
        public String getCategory() {
            return OptionWords.group(entry.option());
        }

        @Override
        public String getName() {
            Option option = entry.option();
            return option.symbol().isEmpty()
                    ? OptionWords.label(option)
                    : OptionWords.label(option) + "  " + option.symbol();
        }

        @Override
        public String getDescription() {
            return help(entry.option());
        }

        @Override
        public Object getValue() {
            return entry.valueProperty().get();
        }

        @Override
        public void setValue(Object value) {
            entry.edit(value);
        }

        @Override
        public Optional<ObservableValue<? extends Object>> getObservableValue() {
            return Optional.of(entry.valueProperty());
        }
    }
}
