package studio.ganvas.gan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checked values for a system's options: every declared option has exactly one value of its type. Immutable. */
public final class Options {
    private final List<Option> declared;
    private final Map<String, Object> values;

    private Options(List<Option> declared, Map<String, Object> values) {
        this.declared = List.copyOf(declared);
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * The defaults with {@code changes} over them.
     *
     * @throws IllegalArgumentException for a key that is not declared or a value that its option refuses
     */
    public static Options of(List<Option> declared, Map<String, ?> changes) {
        Map<String, Object> values = new LinkedHashMap<>();
        declared.forEach(option -> values.put(option.key(), option.defaultValue()));
        changes.forEach((key, raw) -> {
            Option option = declared.stream()
                    .filter(candidate -> candidate.key().equals(key))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "There is no option “" + key + "”. Known are: " + String.join(", ", values.keySet())));
            values.put(key, option.parse(raw));
        });
        return new Options(declared, values);
    }

    public List<Option> declared() {
        return declared;
    }

    /** Key to value, in the order of declaration. */
    public Map<String, Object> values() {
        return values;
    }

    /** These values with {@code changes} over them. */
    public Options with(Map<String, ?> changes) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.putAll(changes);
        return of(declared, all);
    }

    public int integer(String key) {
        return (Integer) value(key);
    }

    public double real(String key) {
        return (Double) value(key);
    }

    public boolean flag(String key) {
        return (Boolean) value(key);
    }

    public String choice(String key) {
        return (String) value(key);
    }

    private Object value(String key) {
        Object value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("The option " + key + " is not declared");
        }
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Options options && values.equals(options.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    static double number(Option option, Object raw) {
        if (raw instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return Double.parseDouble(String.valueOf(raw).trim());
        } catch (NumberFormatException e) {
            throw refuse(option, raw, "a number");
        }
    }

    static IllegalArgumentException refuse(Option option, Object raw, String allowed) {
        return new IllegalArgumentException(
                option.label() + " (" + option.key() + ") must be " + allowed + ", not “" + raw + "”");
    }
}
