package studio.ganvas.ui.control;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/** Every word that a user reads, from one bundle a language: {@code words.properties} is the English one. */
public final class Words {
    private static final String BUNDLE = "studio.ganvas.ui.words";

    private static volatile Spoken spoken = new Spoken(Language.ENGLISH);

    /** A language with its words. */
    private record Spoken(Language language, ResourceBundle words) {
        Spoken(Language language) {
            this(
                    language,
                    ResourceBundle.getBundle(
                            BUNDLE,
                            language.locale(),
                            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
        }
    }

    private Words() {}

    /** From now on words are of this language; what is on the screen must be made anew. */
    public static void speak(Language language) {
        spoken = new Spoken(language);
    }

    /** The language of the words. */
    public static Language language() {
        return spoken.language();
    }

    /** The text of {@code key}; with arguments it is a {@link MessageFormat}. A missing key fails, so tests find it. */
    public static String of(String key, Object... arguments) {
        Spoken now = spoken;
        String text = now.words().getString(key);
        return arguments.length == 0
                ? text
                : new MessageFormat(text, now.language().locale()).format(arguments);
    }

    /** The text of {@code key}, where the language has one of its own for what the engine says in English. */
    public static String orElse(String key, String english) {
        ResourceBundle words = spoken.words();
        return words.containsKey(key) ? words.getString(key) : english;
    }
}
