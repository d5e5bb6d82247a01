package studio.ganvas.ui.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import studio.ganvas.gan.Option;

/** Values for a list of options while they are being edited: what was typed, what it means, and what is wrong with it. */
public final class OptionForm {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final ReadOnlyBooleanWrapper valid = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper();

    /** All options at their defaults. */
    public OptionForm(List<Option> options) {
        options.forEach(option -> entries.put(option.key(), new Entry(option)));
    }

    /** One option with its value. */
    public final class Entry {
        private final Option option;
        private final ReadOnlyObjectWrapper<Object> value = new ReadOnlyObjectWrapper<>();
        private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
        private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
        private Object base;

        Entry(Option option) {
            this.option = option;
            this.base = option.defaultValue();
            value.set(base);
        }

        public Option option() {
            return option;
        }

        /** Takes text, a number, a flag or a choice; a bad one leaves the value and sets the message. */
        public void edit(Object raw) {
            try {
                Object parsed = option.parse(raw);
                message.set("");
                changed.set(!parsed.equals(base));
                if (!parsed.equals(value.get())) {
                    value.set(parsed);
                    version.set(version.get() + 1);
                }
            } catch (IllegalArgumentException refused) {
                message.set(refused.getMessage());
                changed.set(true);
            }
            valid.set(entries.values().stream()
                    .allMatch(entry -> entry.message.get().isEmpty()));
        }

        /** Goes back to the preset's value. */
        public void reset() {
            edit(base);
        }

        void rebase(Optional<Object> preset) {
            base = option.parse(preset.orElse(option.defaultValue()));
            edit(base);
        }

        /** The last good value. */
        public ReadOnlyObjectProperty<Object> valueProperty() {
            return value.getReadOnlyProperty();
        }

        /** What is wrong with what was typed; empty when nothing is. */
        public ReadOnlyStringProperty messageProperty() {
            return message.getReadOnlyProperty();
        }

        /** Whether it differs from the preset. */
        public ReadOnlyBooleanProperty changedProperty() {
            return changed.getReadOnlyProperty();
        }
    }

    /** Makes these values, over the defaults, the ones that a reset goes back to, and sets them. */
    public void base(Map<String, Object> preset) {
        entries.values()
                .forEach(entry -> entry.rebase(
                        Optional.ofNullable(preset.get(entry.option().key()))));
    }

    /** In the order of declaration. */
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** The entry of {@code key}. */
    public Entry entry(String key) {
        return Objects.requireNonNull(entries.get(key), key);
    }

    /** Whether there is an option with this key. */
    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /** The values that differ from the options' own defaults. */
    public Map<String, Object> changes() {
        Map<String, Object> changes = new LinkedHashMap<>();
        entries.forEach((key, entry) -> {
            if (!entry.value.get().equals(entry.option().defaultValue())) {
                changes.put(key, entry.value.get());
            }
        });
        return changes;
    }

    /** Whether no field has a message. */
    public ReadOnlyBooleanProperty validProperty() {
        return valid.getReadOnlyProperty();
    }

    /** Counts changes of values. */
    public ReadOnlyLongProperty versionProperty() {
        return version.getReadOnlyProperty();
    }
}
