package studio.ganvas.ui.control;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.ganvas.gan.Option;

/** What the window says of an option: the language's own words under {@code option.<key>}, else those it was declared with. */
final class OptionWords {
    /** Where in a help text the paper and its section stand: systems share an option's words, but not its source. */
    private static final Pattern SOURCE = Pattern.compile(
            "\\((?:section|appendix|equation|algorithm|arXiv|PyTorch-GAN|Kingma|mingyuliutw|\\d+ (?:in|from) )[^)]*\\)");

    private OptionWords() {}

    static String label(Option option) {
        return Words.orElse("option." + option.key() + ".label", option.label());
    }

    static String help(Option option) {
        Matcher source = SOURCE.matcher(option.help());
        return Words.orElse("option." + option.key() + ".help", option.help())
                .replace("{source}", source.find() ? " " + source.group() : "");
    }

    static String group(Option option) {
        return Words.orElse("option.group." + option.group().replace(' ', '-'), option.group());
    }
}
