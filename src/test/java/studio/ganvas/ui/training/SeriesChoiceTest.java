package studio.ganvas.ui.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import studio.ganvas.ui.MemorySettings;

/** Which series a chart shows before and after a person chose. */
class SeriesChoiceTest {
    private final MemorySettings settings = new MemorySettings();

    @Test
    void whatIsNamedALossComesFirst() {
        SeriesChoice choice = new SeriesChoice(settings, "dcgan", List.of("G_loss", "D_loss", "D_x"));
        assertThat(choice.shown("G_loss")).isTrue();
        assertThat(choice.shown("D_x")).isFalse();
        assertThat(choice.shown("sec_per_kimg")).isFalse();
    }

    @Test
    void allLossesAreShownWhereNoneIsNamedSo() {
        SeriesChoice choice = new SeriesChoice(settings, "pix2pix", List.of("G_GAN", "G_L1"));
        assertThat(choice.shown("G_L1")).isTrue();
        assertThat(choice.shown("sec_per_kimg")).isFalse();
    }

    @Test
    void aSystemWithoutLossesShowsEverything() {
        assertThat(new SeriesChoice(settings, "unknown", List.of()).shown("anything"))
                .isTrue();
    }

    @Test
    void aChoiceOutlivesTheViewAndStaysWithItsSystem() {
        SeriesChoice choice = new SeriesChoice(settings, "dcgan", List.of("G_loss", "D_x"));
        choice.choose("D_x", true);
        choice.choose("G_loss", false);
        SeriesChoice later = new SeriesChoice(settings, "dcgan", List.of("G_loss", "D_x"));
        assertThat(later.shown("D_x")).isTrue();
        assertThat(later.shown("G_loss")).isFalse();
        assertThat(new SeriesChoice(settings, "gan", List.of("G_loss", "D_x")).shown("D_x"))
                .isFalse();
    }
}
