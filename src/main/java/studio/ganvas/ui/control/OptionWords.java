package studio.ganvas.ui.control;

import studio.ganvas.gan.Option;

/** What the window says of an option: the language's own words under {@code option.<key>}, else those it was declared with. */
final class OptionWords {
    private OptionWords() {}

    static String label(Option option) {
        return Words.orElse("option." + option.key() + ".label", option.label());
    }

    static String help(Option option) {
        return Words.orElse("option." + option.key() + ".help", option.help());
    }

    static String group(Option option) {
        return Words.orElse("option.group." + option.group().replace(' ', '-'), option.group());
    }
}
