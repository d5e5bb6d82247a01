package studio.ganvas.ui.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.ganvas.ui.MemorySettings;

/** Which series a chart shows before and after a person chose. */
class SeriesChoiceTest {
    private final MemorySettings settings = new MemorySettings();

    @Test
    void whatIsNamedALossComesFirst() {
        SeriesChoice choice = new SeriesChoice(settings, "dcgan", List.of("G_loss", "D_loss", "D_x"));
        assertThat(choice.shown("G_loss", SeriesGroup.LOSSES)).isTrue();
        assertThat(choice.shown("D_x", SeriesGroup.LOSSES)).isFalse();
        assertThat(choice.shown("sec_per_kimg", SeriesGroup.LOSSES)).isFalse();
    }

    @Test
    void allLossesAreShownWhereNoneIsNamedSo() {
        SeriesChoice choice = new SeriesChoice(settings, "pix2pix", List.of("G_GAN", "G_L1"));
        assertThat(choice.shown("G_L1", SeriesGroup.LOSSES)).isTrue();
        assertThat(choice.shown("sec_per_kimg", SeriesGroup.LOSSES)).isFalse();
    }

    @Test
    void aSystemWithoutLossesShowsEverything() {
        assertThat(new SeriesChoice(settings, "unknown", List.of()).shown("anything", SeriesGroup.LOSSES))
                .isTrue();
    }

    @Test
    void aChoiceOutlivesTheViewAndStaysWithItsSystem() {
        SeriesChoice choice = new SeriesChoice(settings, "dcgan", List.of("G_loss", "D_x"));
        choice.choose("D_x", true);
        choice.choose("G_loss", false);
        SeriesChoice later = new SeriesChoice(settings, "dcgan", List.of("G_loss", "D_x"));
        assertThat(later.shown("D_x", SeriesGroup.LOSSES)).isTrue();
        assertThat(later.shown("G_loss", SeriesGroup.LOSSES)).isFalse();
        assertThat(new SeriesChoice(settings, "gan", List.of("G_loss", "D_x")).shown("D_x", SeriesGroup.LOSSES))
                .isFalse();
    }

    @Test
    void manySeriesAreLookedAtInGroups() {
        List<String> few = List.of("G_loss", "D_loss", "rho_genA2B.UpBlock2.3");
        assertThat(SeriesGroup.of(few)).containsExactly(SeriesGroup.ALL);
        List<String> many = new ArrayList<>(few);
        for (int i = 0; i < 12; i++) {
            many.add("rho_genA2B.UpBlock1_" + i + ".norm1");
        }
        assertThat(SeriesGroup.of(many)).containsExactly(SeriesGroup.values());
        SeriesChoice choice = new SeriesChoice(settings, "ugatit", List.of("G_loss", "rho_adalin_genA2B"));
        assertThat(choice.group()).isEqualTo(SeriesGroup.MAIN);
        assertThat(choice.shown(many.get(5), SeriesGroup.RHO)).isTrue();
        assertThat(choice.shown(many.get(5), SeriesGroup.ALL)).isFalse();
        choice.choose(SeriesGroup.RHO);
        choice.choose(many.get(5), false);
        SeriesChoice later = new SeriesChoice(settings, "ugatit", List.of("G_loss"));
        assertThat(later.group()).isEqualTo(SeriesGroup.RHO);
        assertThat(later.shown(many.get(5), SeriesGroup.RHO)).isFalse();
    }
}
