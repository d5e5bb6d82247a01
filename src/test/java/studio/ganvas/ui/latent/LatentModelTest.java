package studio.ganvas.ui.latent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Remembered;
import studio.ganvas.engine.latent.Rendered;
import studio.ganvas.engine.latent.Truncation;
import studio.ganvas.ui.FakeLatentLab;

class LatentModelTest {
    private final FakeLatentLab lab = new FakeLatentLab();
    private long now;
    private final LatentModel model = model();

    private LatentModel model() {
        LatentModel made = new LatentModel(lab, Runnable::run, () -> now, "");
        made.refresh();
        return made;
    }

    private LatentState state() {
        return model.stateProperty().get().orElseThrow();
    }

    private void psi(double psi) {
        model.change("psi", state -> state.with(Truncation.of(psi)));
    }

    @Test
    void beginsWithTheFirstModelAndShowsAPictureOfIt() {
        assertThat(state()).isEqualTo(LatentState.of(FakeLatentLab.MODEL, 0));
        assertThat(model.whole().map(Rendered::state)).contains(state());
    }

    @Test
    void beginsWithWhatWasSeenLast() {
        LatentState seen = LatentState.of(FakeLatentLab.MODEL, 77).with(Truncation.of(0.5));
        lab.memory().remember(seen, model.whole().orElseThrow().picture());
        LatentModel next = model();
        assertThat(next.stateProperty().get()).contains(seen);
    }

    @Test
    void movesOfOneSliderInARowAreTakenBackTogether() {
        psi(0.9);
        now += 50;
        psi(0.8);
        now += 50;
        psi(0.7);
        now += 5000;
        psi(0.2);
        model.undo();
        assertThat(state().truncation().psi()).isEqualTo(0.7);
        model.undo();
        assertThat(state().truncation().psi()).isEqualTo(1);
        assertThat(model.undoing().canUndoProperty().get()).isFalse();
        model.redo();
        model.redo();
        assertThat(state().truncation().psi()).isEqualTo(0.2);
        assertThat(model.undoing().canRedoProperty().get()).isFalse();
    }

    @Test
    void aChangeAfterAnUndoForgetsWhatWasUndone() {
        psi(0.5);
        model.undo();
        model.change("", state -> state.with(LatentSource.seed(4)));
        assertThat(model.undoing().canRedoProperty().get()).isFalse();
        model.undo();
        assertThat(state()).isEqualTo(LatentState.of(FakeLatentLab.MODEL, 0));
    }

    @Test
    void whatCantBeIsSaidAndChangesNothing() {
        LatentState before = state();
        model.change("", state -> state.with(LatentSource.seed(-1)));
        assertThat(model.troubleProperty().get()).contains("Seeds are whole numbers");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void whatIsLookedAtIsRememberedOnceAndCanBeAFavourite() {
        psi(0.5);
        model.rested();
        model.rested();
        assertThat(lab.memory().list()).extracting(Remembered::state).containsExactly(state());
        model.favourite();
        assertThat(model.history()).extracting(Remembered::favourite).containsExactly(true);
        model.favourite();
        assertThat(model.history()).extracting(Remembered::favourite).containsExactly(false);
    }

    @Test
    void aStateOfAnotherModelBringsItsModelAndUndoLeadsBack() {
        LatentState before = state();
        model.addModel(Path.of("/models/ffhq.pkl"));
        String other = model.modelProperty().get().orElseThrow().id();
        assertThat(other).isEqualTo("ffhq.pkl");
        model.go(before.with(LatentSource.seed(9)));
        assertThat(model.modelProperty().get().orElseThrow().id()).isEqualTo(FakeLatentLab.MODEL);
        assertThat(state()).isEqualTo(before.with(LatentSource.seed(9)));
        model.undo();
        assertThat(state().model()).isEqualTo(other);
    }

    @Test
    void aStateOfAnUnknownModelIsSaid() {
        model.go(LatentState.of("somebody-elses", 3));
        assertThat(model.troubleProperty().get()).contains("somebody-elses");
    }

    @Test
    void aFileThatIsNoModelIsSaid() {
        model.addModel(Path.of("/models/broken.pkl"));
        assertThat(model.troubleProperty().get()).contains("broken.pkl can't be used as a model");
        assertThat(model.loadingProperty().get()).isFalse();
    }

    @Test
    void withoutModelsThereIsNothing() {
        lab.clearModels();
        assertThat(model.modelProperty().get()).isEqualTo(Optional.empty());
        assertThat(model.stateProperty().get()).isEqualTo(Optional.empty());
        assertThat(model.models()).isEqualTo(List.of());
    }
}
