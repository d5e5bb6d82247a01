package studio.ganvas.ui.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.model.Showcase.Ability;
import studio.ganvas.engine.model.Showpiece;
import studio.ganvas.ui.FakeModels;
import studio.ganvas.ui.FakeStudio;
import studio.ganvas.ui.shell.Visit;

class WelcomeModelTest {
    private final FakeStudio studio = new FakeStudio(Path.of("/runs"));
    private final List<Runnable> later = new ArrayList<>();

    private static Showpiece piece(String id, Ability... abilities) {
        ModelEntry entry = new ModelEntry(id, id.replace("starter:", ""), "", 1, Path.of("/models", "m"), false);
        return new Showpiece(entry, EnumSet.copyOf(List.of(abilities)), entry.starter());
    }

    @Test
    void aDoorPrefersItsOwnModelThenAnyStarterThenAnyModelThatWillDo() {
        Showpiece own = piece("my-run", Ability.TRANSLATES, Ability.ATTENDS);
        Showpiece other = piece("starter:apples", Ability.TRANSLATES);
        Showpiece meant = piece("starter:lineart-to-colour", Ability.TRANSLATES);
        Showpiece styles = piece("starter:people-3d", Ability.STYLES);

        assertThat(Door.STYLIZE.choose(List.of(own, other, meant, styles))).contains(meant);
        assertThat(Door.STYLIZE.choose(List.of(own, other, styles))).contains(other);
        assertThat(Door.STYLIZE.choose(List.of(own, styles))).contains(own);
        assertThat(Door.STYLIZE.choose(List.of(styles))).isEmpty();
        assertThat(Door.LOOK.choose(List.of(other, meant, own))).contains(own);
        assertThat(Door.EXPLORE.choose(List.of(own, other, styles))).contains(styles);
        assertThat(Door.TRAIN.choose(List.of(own, other, styles))).isEmpty();
    }

    @Test
    void aClickBeforeThePicturesHaveComeOpensWithOneAllTheSame() {
        WelcomeModel model = new WelcomeModel(studio, later::add);
        model.refresh();
        List<Visit> visits = new ArrayList<>();

        model.open(Door.LOOK, visits::add);
        assertThat(visits).as("its pictures are on their way").isEmpty();
        List.copyOf(later).forEach(Runnable::run);

        assertThat(visits).singleElement().isInstanceOfSatisfying(Visit.Translation.class, visit -> {
            assertThat(visit.modelId()).isEqualTo(FakeModels.BOTH.id());
            assertThat(visit.photo()).get().extracting("name").isEqualTo("one.png");
            assertThat(visit.inside()).isTrue();
        });
    }
}
