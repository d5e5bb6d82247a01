package studio.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.local.LocalStudio;
import studio.ganvas.engine.local.Places;
import studio.ganvas.train.TinyData;

class CliTest {
    @TempDir
    Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int ganvas(String... arguments) {
        return Cli.run(
                runs -> new LocalStudio(new Places(temp.resolve("home"), runs, Path.of("assets"))),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                arguments);
    }

    private Path trained() throws IOException {
        Path pictures = TinyData.pictures(temp.resolve("pictures"), 12);
        List<String> arguments = new ArrayList<>(List.of(
                "train",
                "--system",
                "cgan",
                "--data",
                pictures.toString(),
                "--outdir",
                temp.resolve("runs").toString()));
        for (String option : List.of("imageSize=16", "channels=3", "batchSize=4", "zDim=6", "steps=3", "samples=4")) {
            arguments.addAll(List.of("-o", option));
        }
        assertThat(ganvas(arguments.toArray(String[]::new))).as(err.toString()).isZero();
        return temp.resolve("runs").resolve("00000-pictures-cgan");
    }

    @Test
    void trainsGeneratesInspectsAndConverts() throws IOException {
        Path run = trained();
        Path pictures = temp.resolve("out");

        assertThat(ganvas(
                        "generate",
                        "--network",
                        run.toString(),
                        "--seeds",
                        "85,600-601",
                        "--class",
                        "round",
                        "--grid",
                        "--outdir",
                        pictures.toString()))
                .as(err.toString())
                .isZero();
        assertThat(PngFiles.read(pictures.resolve("seed0085.png")).width()).isEqualTo(16);
        assertThat(PngFiles.readText(pictures.resolve("seed0085.png")).get("ganvas.latent"))
                .contains("\"seed\":85", "00000-pictures-cgan");
        assertThat(pictures.resolve("seed0601.png")).exists();
        assertThat(pictures.resolve("grid.png")).exists();
        assertThat(Arrays.equals(
                        PngFiles.read(pictures.resolve("seed0085.png")).argb(),
                        PngFiles.read(pictures.resolve("seed0600.png")).argb()))
                .isFalse();

        Path snapshot = run.resolve("network-snapshot-000003.safetensors");
        Path exported = temp.resolve("generator.pth");
        assertThat(ganvas("convert", snapshot.toString(), exported.toString(), "--select", "G"))
                .as(err.toString())
                .isZero();
        try (Checkpoint checkpoint = Checkpoints.open(exported)) {
            assertThat(checkpoint.stateDicts().get("").names()).contains("label_emb.weight", "model.0.weight");
        }
        assertThat(ganvas("info", "--tensors", exported.toString())).isZero();
        assertThat(out.toString()).contains("label_emb.weight");
    }

    @Test
    void aConditionalNetworkAsksForItsClass() throws IOException {
        Path run = trained();

        assertThat(ganvas("generate", "--network", run.toString(), "--seeds", "1", "--outdir", temp.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("needs --class, one of: round, square");
    }

    @Test
    void nothingIsOverwrittenUnasked() throws IOException {
        Path existing = Files.writeString(temp.resolve("there.npz"), "precious");

        assertThat(ganvas("convert", "whatever.pt", existing.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("exists already");
        assertThat(existing).hasContent("precious");
    }

    @Test
    void helpAndListsAreZeroAndWrongUsageIsTwo() {
        assertThat(ganvas("--help")).isZero();
        assertThat(ganvas("train", "--list")).isZero();
        assertThat(out.toString()).contains("dcgan", "--preset quick", "fluent3d-64");
        assertThat(ganvas("train")).isEqualTo(2);
        assertThat(err.toString()).contains("--system is missing");
        assertThat(ganvas("generate", "--network", "x", "--seeds", "9-3", "--outdir", "y"))
                .isEqualTo(2);
        assertThat(ganvas("dance")).isEqualTo(2);
    }

    @Test
    void failuresAreASentenceAndExitCodeOne() {
        assertThat(ganvas("train", "--system", "ganesha", "--data", "fluent3d-64"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("There is no system “ganesha”").doesNotContain("Exception");
        assertThat(ganvas("info", temp.resolve("missing.pt").toString())).isEqualTo(1);
        assertThat(err.toString()).doesNotContain("\tat ");
    }
}
