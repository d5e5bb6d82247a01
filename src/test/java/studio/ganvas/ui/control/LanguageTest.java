package studio.ganvas.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanguageTest {
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)[,}]|%(?:\\.\\d)?([dfg])");

    private static Properties words(String suffix) throws IOException {
        Properties words = new Properties();
        String file = "/studio/ganvas/ui/words" + suffix + ".properties";
        try (Reader reader =
                new InputStreamReader(LanguageTest.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            words.load(reader);
        }
        return words;
    }

    private static Set<String> arguments(String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = ARGUMENT.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    @AfterEach
    void speakEnglish() {
        Words.speak(Language.ENGLISH);
    }

    @Test
    void everyWordIsThereInChineseWithTheSameArguments() throws IOException {
        Properties english = words("");
        Properties chinese = words("_zh_CN");

        Set<Object> missing = new TreeSet<>(english.keySet());
        missing.removeAll(chinese.keySet());
        assertThat(missing).as("not translated").isEmpty();
        english.forEach((key, text) -> {
            String translated = chinese.getProperty((String) key);
            assertThat(arguments(translated)).as("arguments of %s", key).isEqualTo(arguments((String) text));
            if (translated.contains("{0")) {
                assertThat(new MessageFormat(translated, Locale.SIMPLIFIED_CHINESE))
                        .isNotNull();
            }
        });
    }

    @Test
    void noWordIsLeftOfWhatEnglishNoLongerSays() throws IOException {
        Set<Object> over = new TreeSet<>(words("_zh_CN").keySet());
        over.removeAll(words("").keySet());
        over.removeIf(key -> key.toString().startsWith("option.")
                && key.toString().matches(".*\\.(label|help)|option\\.group\\..*"));
        assertThat(over).isEmpty();
    }

    @Test
    void wordsAndNumbersFollowTheLanguage() {
        assertThat(Words.of("training.title")).isEqualTo("Training");
        Words.speak(Language.CHINESE);
        assertThat(Words.of("training.title")).isEqualTo("训练");
        assertThat(Words.of("datasets.count.pictures", 1234)).isEqualTo("1,234 张图片");
        assertThat(Words.orElse("option.of.nobody.label", "Batch size")).isEqualTo("Batch size");
    }

    @Test
    void aLocaleWeDoNotSpeakIsEnglish() {
        assertThat(Language.of(Locale.FRENCH)).isEqualTo(Language.ENGLISH);
        assertThat(Language.of(Locale.TRADITIONAL_CHINESE)).isEqualTo(Language.CHINESE);
        assertThat(Language.named("KLINGON")).isEmpty();
    }
}
