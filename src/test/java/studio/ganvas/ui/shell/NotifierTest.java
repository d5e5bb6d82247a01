package studio.ganvas.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Texts of notices. */
class NotifierTest {
    @Test
    void aLongTextIsBrokenAtSpacesAndLosesNothing() {
        String text = "“a file with a name.txt” is neither a picture folder, a zip or IDX dataset, nor a run. Drop "
                + "a folder of pictures, a dataset zip, or a run folder with training_options.json.";
        String lines = Notifier.lines(text);
        assertThat(lines.lines()).allMatch(line -> line.length() <= 60).hasSizeGreaterThan(2);
        assertThat(lines.replace('\n', ' ')).isEqualTo(text);
    }

    @Test
    void aWordLongerThanALineStaysWhole() {
        String path = "x".repeat(90);
        assertThat(Notifier.lines("See " + path + " there")).isEqualTo("See\n" + path + "\nthere");
    }
}
