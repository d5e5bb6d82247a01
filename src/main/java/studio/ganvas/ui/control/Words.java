package studio.ganvas.ui.control;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Every word that a user reads, from the one bundle {@code words.properties}. */
public final class Words {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("studio.ganvas.ui.words");

    private Words() {}

    /** The text of {@code key}; with arguments it is a {@link MessageFormat}. A missing key fails, so tests find it. */
    public static String of(String key, Object... arguments) {
        String text = BUNDLE.getString(key);
        return arguments.length == 0 ? text : new MessageFormat(text, Locale.getDefault()).format(arguments);
    }
}
