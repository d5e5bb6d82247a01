package studio.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.engine.local.LocalStudio;
import studio.ganvas.engine.local.Places;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.tensor.DType;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.TinyRun;

class PackCommandTest {
    @TempDir
    Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private RunDirectory run;
    private Path packed;

    @BeforeEach
    void train() throws Exception {
        run = TinyRun.pix2pix(temp);
        packed = temp.resolve("assets").resolve("models").resolve("tiny");
    }

    private LocalStudio studio(Path runs) {
        return new LocalStudio(new Places(temp.resolve("home"), runs, temp.resolve("assets")));
    }

    private int ganvas(String... arguments) {
        return Cli.run(this::studio, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void aPackedRunIsAStarterModelThatTranslates() throws Exception {
        assertThat(ganvas("pack", run.path().toString(), packed.toString(), "--networks", "G"))
                .as(err.toString())
                .isZero();

        Path model = packed.resolve("model.safetensors");
        try (Checkpoint checkpoint = Checkpoints.open(model)) {
            assertThat(checkpoint.stateDicts().get("").entries()).allSatisfy((name, tensor) -> {
                assertThat(name).startsWith("G.");
                assertThat(tensor.dtype()).isIn(DType.F16, DType.I64);
            });
        }
        assertThat(Files.readString(packed.resolve("training_options.json")))
                .as("nothing of this machine travels along")
                .doesNotContain(temp.toString());
        assertThat(packed.resolve("stats.jsonl")).exists();
        assertThat(packed.resolve("samples.png")).exists();
        assertThat(packed.resolve("card.json")).content().contains("Pix2Pix", "\"steps\"");
        try (LocalStudio studio = studio(temp.resolve("none"))) {
            assertThat(studio.models().list()).extracting(ModelEntry::id).containsExactly("starter:tiny");
            assertThat(studio.models().facts("starter:tiny").join().directions())
                    .containsExactly("AtoB");
            studio.models().remove("starter:tiny");
            assertThat(studio.models().list()).as("starters stay").hasSize(1);
        }
    }

    @Test
    void anUnknownNetworkIsSaid() {
        assertThat(ganvas("pack", run.path().toString(), packed.toString(), "--networks", "H"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no network “H”").contains("G, D");
    }
}
