package studio.ganvas.ui.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.ui.FakeStudio;
import studio.ganvas.ui.FakeSystems;
import studio.ganvas.ui.MemorySettings;

/** What is chosen, refused and remembered before a run starts; no toolkit. */
class SetupModelTest {
    @TempDir
    private Path directory;

    private final MemorySettings settings = new MemorySettings();
    private FakeStudio studio;
    private SetupModel model;

    @BeforeEach
    void make() {
        studio = new FakeStudio(directory);
        model = new SetupModel(studio, settings, Runnable::run);
    }

    @Test
    void somethingThatFitsIsChosenFromTheStart() {
        assertThat(model.systemProperty().get()).isEqualTo(FakeSystems.CGAN);
        assertThat(model.datasetProperty().get().id()).isEqualTo("fluent3d-64");
        assertThat(model.presetProperty().get().id()).isEqualTo("cpu");
        assertThat(model.readyProperty().get()).isTrue();
    }

    @Test
    void onlyDatasetsThatFitTheSystemAreOffered() {
        model.systemProperty().set(FakeSystems.TRANSLATION);
        assertThat(model.datasets()).extracting("id").containsExactly("emoji-pairs-64", "lineart-to-colour-64");
        assertThat(model.datasetProperty().get().id()).isEqualTo("emoji-pairs-64");
    }

    @Test
    void aPresetSetsItsValuesAndResetGoesBackToThem() {
        model.systemProperty().set(FakeSystems.DCGAN);
        var batch = model.optionsProperty().get().entry("batch");
        assertThat(batch.valueProperty().get()).isEqualTo(32);
        assertThat(batch.changedProperty().get()).isFalse();
        batch.edit("48");
        assertThat(batch.changedProperty().get()).isTrue();
        assertThat(model.request().options()).isEqualTo(Map.of("batch", 48, "width", 32));
        batch.reset();
        assertThat(batch.valueProperty().get()).isEqualTo(32);
        model.presetProperty().set(FakeSystems.DCGAN.presets().get(1));
        assertThat(model.request().options()).isEmpty();
    }

    @Test
    void aBadValueSaysWhyAndHoldsTheStart() {
        model.systemProperty().set(FakeSystems.DCGAN);
        var batch = model.optionsProperty().get().entry("batch");
        batch.edit("many");
        assertThat(batch.messageProperty().get()).contains("Batch").contains("many");
        assertThat(model.readyProperty().get()).isFalse();
        assertThat(model.problemProperty().get()).contains("red field");
        batch.edit("16");
        assertThat(model.readyProperty().get()).isTrue();
    }

    @Test
    void whatTheEngineRefusesIsSaidInItsWordsUntilSomethingChanges() {
        model.systemProperty().set(FakeSystems.DCGAN);
        var batch = model.optionsProperty().get().entry("batch");
        batch.edit(1024);
        model.refreshEstimate();
        assertThat(model.problemProperty().get()).contains("38 GB");
        assertThat(model.readyProperty().get()).isFalse();
        batch.edit(64);
        model.refreshEstimate();
        assertThat(model.readyProperty().get()).isTrue();
        assertThat(model.estimateProperty().get()).isPresent();
    }

    @Test
    void aRunThatIsTooLargeIsChangedByWhatWouldFit() {
        model.systemProperty().set(FakeSystems.DCGAN);
        var batch = model.optionsProperty().get().entry("batch");
        batch.edit(512);
        model.refreshEstimate();
        var estimate = model.estimateProperty().get().orElseThrow();
        assertThat(estimate.fits()).isFalse();
        var smaller = estimate.reliefs().get(0);
        assertThat(model.describe(smaller)).isEqualTo(batch.option().label() + " 128");
        model.apply(smaller);
        assertThat(batch.valueProperty().get()).isEqualTo(128);
        model.refreshEstimate();
        assertThat(model.estimateProperty().get().orElseThrow().fits()).isTrue();
        var preset = estimate.reliefs().get(1);
        assertThat(model.describe(preset))
                .isEqualTo(FakeSystems.DCGAN.presets().get(0).label());
        model.apply(preset);
        assertThat(model.presetProperty().get())
                .isEqualTo(FakeSystems.DCGAN.presets().get(0));
        assertThat(batch.valueProperty().get()).isEqualTo(32);
    }

    @Test
    void choicesComeBackInTheNextSession() {
        model.systemProperty().set(FakeSystems.DCGAN);
        model.optionsProperty().get().entry("lr").edit("0.001");
        model.datasetProperty().set(model.datasets().get(1));
        model.remember();
        SetupModel next = new SetupModel(studio, settings, Runnable::run);
        assertThat(next.systemProperty().get()).isEqualTo(FakeSystems.DCGAN);
        assertThat(next.datasetProperty().get())
                .isEqualTo(model.datasetProperty().get());
        assertThat(next.optionsProperty().get().entry("lr").valueProperty().get())
                .isEqualTo(0.001);
    }

    @Test
    void aDatasetFromElsewhereBringsASystemThatItFits() {
        model.use("lineart-to-colour-64");
        assertThat(model.systemProperty().get()).isEqualTo(FakeSystems.TRANSLATION);
        assertThat(model.datasetProperty().get().id()).isEqualTo("lineart-to-colour-64");
    }

    @Test
    void withoutDatasetsItSaysWhatToDo() {
        studio.fakeDatasets().clear();
        SetupModel empty = new SetupModel(studio, new MemorySettings(), Runnable::run);
        assertThat(empty.readyProperty().get()).isFalse();
        assertThat(empty.problemProperty().get()).contains("Drop a folder");
    }
}
