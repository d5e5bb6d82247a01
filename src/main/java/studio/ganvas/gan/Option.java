package studio.ganvas.gan;

import java.util.List;

/**
 * One setting of a system, with all that a form, a command line and a check of bad values need. {@code symbol} is the
 * paper's (empty where it has none); {@code help} is one or two sentences with the paper's section.
 */
public sealed interface Option {
    /** Key in {@code training_options.json} and name on the command line (kebab case there). */
    String key();

    /** Short words for a form. */
    String label();

    /** Heading in the form: "Network", "Training", … */
    String group();

    String symbol();

    String help();

    Object defaultValue();

    /** The value in its own type, from a number, text or flag; {@link IllegalArgumentException} says what is allowed. */
    Object parse(Object raw);

    /** A whole number in {@code [min, max]}. */
    record Int(String key, String label, String group, String symbol, String help, int value, int min, int max)
            implements Option {
        @Override
        public Integer defaultValue() {
            return value;
        }

        @Override
        public Integer parse(Object raw) {
            double wide = Options.number(this, raw);
            if (wide != Math.rint(wide) || wide < min || wide > max) {
                throw Options.refuse(this, raw, "a whole number from " + min + " to " + max);
            }
            return (int) wide;
        }
    }

    /** A real number in {@code [min, max]}. */
    record Real(
            String key, String label, String group, String symbol, String help, double value, double min, double max)
            implements Option {
        @Override
        public Double defaultValue() {
            return value;
        }

        @Override
        public Double parse(Object raw) {
            double wide = Options.number(this, raw);
            if (!(wide >= min && wide <= max)) {
                throw Options.refuse(this, raw, "a number from " + min + " to " + max);
            }
            return wide;
        }
    }

    /** Yes or no. */
    record Flag(String key, String label, String group, String symbol, String help, boolean value) implements Option {
        @Override
        public Boolean defaultValue() {
            return value;
        }

        @Override
        public Boolean parse(Object raw) {
            return switch (String.valueOf(raw).toLowerCase(java.util.Locale.ROOT)) {
                case "true", "yes", "on", "1" -> true;
                case "false", "no", "off", "0" -> false;
                default -> throw Options.refuse(this, raw, "true or false");
            };
        }
    }

    /** One of a few words. */
    record Choice(
            String key, String label, String group, String symbol, String help, String value, List<String> choices)
            implements Option {
        public Choice {
            choices = List.copyOf(choices);
        }

        @Override
        public String defaultValue() {
            return value;
        }

        @Override
        public String parse(Object raw) {
            String word = String.valueOf(raw);
            if (!choices.contains(word)) {
                throw Options.refuse(this, raw, "one of " + String.join(", ", choices));
            }
            return word;
        }
    }
}
