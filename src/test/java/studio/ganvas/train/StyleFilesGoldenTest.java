package studio.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.gan.Update;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.Tensor;

/** Every file of the StyleGAN family opens by one call and makes pictures. */
class StyleFilesGoldenTest extends TensorTestBase {
    @ParameterizedTest
    @CsvSource({
        "stylegan2/main, network-snapshot.pkl, stylegan2",
        "stylegan2/cond, network-snapshot.pkl, stylegan2",
        "stylegan2_rosinality, 010000.pt, stylegan2",
        "stylegan2_rosinality, converted.pt, stylegan2",
        "stylegan1, 010000.model, stylegan",
        "stylegan1, train_step-4.model, stylegan"
    })
    void aFileOfAnotherProgramMakesPictures(String fixture, String name, String system) {
        Path file = Golden.open(fixture).file(name);
        GeneratorFile opened = GeneratorFile.open(file, store);
        assertThat(opened.id()).isEqualTo(system);
        StyleGenerator g = opened.styles();
        Tensor z = new Rng(1).at(0, "z").normal(1, g.zDim());
        Optional<Tensor> c = g.classes() == 0 ? Optional.empty() : Optional.of(Tensor.zeros(1, g.classes()));
        Tensor x = g.synthesise(g.truncate(g.rows(g.w(z, c)), 0.7, OptionalInt.empty()), Rendering.CONST_NOISE);
        assertThat(x.shape()).containsExactly(1, g.channels(), g.resolution(), g.resolution());
        assertThat(x.allFinite()).isTrue();
        assertThat(opened.classes()).hasSize(g.classes());
    }

    @Test
    void networksThatMakeNoPicturesOfLatentsAreRefused() {
        Path file = Golden.open("pix2pix/unet128_batch").file("latest_net_G.pth");
        assertThatThrownBy(() -> GeneratorFile.open(file, store))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("holds no generator of pictures from latents");
    }

    /** A run's networks become files that open again, with the port's keys alone. */
    @Test
    void aStyleGanOfThisStudioLeavesAsTheFilesOfThePort(@TempDir Path temp) throws Exception {
        Path pictures = TinyData.pictures(temp.resolve("pictures"), 4);
        RunPlan plan = TinyData.plan(
                "stylegan",
                pictures,
                Map.of(
                        "imageSize",
                        "8",
                        "zDim",
                        6,
                        "mappingLayers",
                        2,
                        "channelMax",
                        6,
                        "channelBase",
                        64,
                        "batchSize",
                        2),
                Map.of("steps", 1, "samples", 2));
        RunDirectory run = RunDirectory.create(temp.resolve("runs"), "tiny", "stylegan");
        try (TrainingRun training = TrainingRun.begin(run, plan, TinyData.batches(plan))) {
            training.step(Update.BOTH);
        }
        List<Path> files = OfficialExport.write(run.path(), temp.resolve("official"), false);
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("train_step-1.model", "000001.model");
        for (Path file : files) {
            GeneratorFile opened = GeneratorFile.open(file, store);
            assertThat(opened.id()).isEqualTo("stylegan");
            assertThat(opened.styles().resolution()).isEqualTo(8);
        }
        try (Checkpoint bare = Checkpoints.open(files.get(1))) {
            assertThat(bare.stateDicts().get("").names()).noneMatch(name -> name.startsWith("ganvas"));
        }
        assertThat(GeneratorFile.open(run.path(), store).styles().resolution())
                .as("not yet trained at its full size")
                .isEqualTo(8);
    }
}
