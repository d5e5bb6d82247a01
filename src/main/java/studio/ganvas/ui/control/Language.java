package studio.ganvas.ui.control;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The languages of the window. A new one is one line here and one {@code words_….properties}. */
public enum Language {
    ENGLISH("English", Locale.ENGLISH),
    CHINESE("简体中文", Locale.SIMPLIFIED_CHINESE);

    private final String title;
    private final Locale locale;

    Language(String title, Locale locale) {
        this.title = title;
        this.locale = locale;
    }

    /** Its name in itself. */
    public String title() {
        return title;
    }

    /** For words, and for numbers within them. */
    public Locale locale() {
        return locale;
    }

    /** The language of a {@link #name()}, as settings keep it. */
    public static Optional<Language> named(String name) {
        return Stream.of(values()).filter(each -> each.name().equals(name)).findFirst();
    }

    /** The language of a locale; English where it is none of ours. */
    public static Language of(Locale locale) {
        return Stream.of(values())
                .filter(each -> each.locale.getLanguage().equals(locale.getLanguage()))
                .findFirst()
                .orElse(ENGLISH);
    }
}
