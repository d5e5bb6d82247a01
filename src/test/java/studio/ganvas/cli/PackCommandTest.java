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
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Truncation;
import studio.ganvas.engine.local.LocalStudio;
import studio.ganvas.engine.local.Places;
import studio.ganvas.engine.model.Exhibit;
import studio.ganvas.engine.model.ModelCard;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.model.Showcase;
import studio.ganvas.engine.stylize.Photo;
import studio.ganvas.engine.stylize.SizeMode;
import studio.ganvas.engine.stylize.StylizeRequest;
import studio.ganvas.image.Pixels;
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
        assertThat(out.toString()).contains("pictures to try it with, which it was trained on");
        assertThat(packed.resolve("card.json")).content().contains("\"trainedOn\" : true");
        Files.writeString(packed.resolve("README.md"), "# tiny");
        try (LocalStudio studio = studio(temp.resolve("none"))) {
            Exhibit exhibit = studio.showcase().exhibit("starter:tiny").join();
            assertThat(exhibit.inputs()).hasSize(4).allSatisfy(photo -> assertThat(photo.name())
                    .endsWith(".png"));
            assertThat(exhibit.attention()).isEmpty();
            ModelCard card =
                    studio.showcase().card(studio.models().list().get(0)).join();
            assertThat(card.text()).contains("# tiny");
            assertThat(card.facts().orElseThrow().system()).isEqualTo("Pix2Pix");
            assertThat(card.bytes()).isPositive();
            Pixels again = studio.stylist()
                    .stylize(
                            new StylizeRequest(
                                    "starter:tiny",
                                    "AtoB",
                                    exhibit.inputs().get(1).pixels(),
                                    SizeMode.WHOLE),
                            done -> {})
                    .join()
                    .picture();
            assertThat(exhibit.results()).hasSize(4);
            assertThat(exhibit.results().get(1).argb()).containsExactly(again.argb());
            assertThat(studio.models().list()).extracting(ModelEntry::id).containsExactly("starter:tiny");
            assertThat(studio.models().facts("starter:tiny").join().directions())
                    .containsExactly("AtoB");
            studio.models().remove("starter:tiny");
            assertThat(studio.models().list()).as("starters stay").hasSize(1);
        }
    }

    @Test
    void aStyleGanIsShownByItsSeeds() throws Exception {
        RunDirectory styles = TinyRun.styleGan2(temp.resolve("styles"));
        assertThat(ganvas(
                        "pack",
                        styles.path().toString(),
                        packed.toString(),
                        "--show=7,3",
                        "--trunc=0.5",
                        "--networks=G_ema"))
                .as(err.toString())
                .isZero();

        try (LocalStudio studio = studio(temp.resolve("none"))) {
            assertThat(studio.showcase().list()).singleElement().satisfies(piece -> {
                assertThat(piece.starter()).isTrue();
                assertThat(piece.abilities()).containsExactly(Showcase.Ability.STYLES);
            });
            Exhibit exhibit = studio.showcase().exhibit("starter:tiny").join();
            assertThat(exhibit.seeds()).containsExactly(7L, 3L);
            assertThat(exhibit.psi()).isEqualTo(0.5);
            Pixels again = studio.latent()
                    .render(LatentState.of("starter:tiny", 7).with(Truncation.of(0.5)), preview -> {})
                    .join()
                    .picture();
            assertThat(exhibit.results()).hasSize(2);
            assertThat(exhibit.results().get(0).argb()).containsExactly(again.argb());
        }
    }

    @Test
    void aGeneratorWithoutStylesIsExploredButBehindNoDoorOfStyles() throws Exception {
        RunDirectory plain = TinyRun.gan(temp.resolve("plain"));
        assertThat(ganvas("pack", plain.path().toString(), packed.toString(), "--networks=G"))
                .as(err.toString())
                .isZero();
        try (LocalStudio studio = studio(temp.resolve("none"))) {
            assertThat(studio.showcase().list()).singleElement().satisfies(piece -> assertThat(piece.abilities())
                    .isEmpty());
            assertThat(studio.latent().facts("starter:tiny").join().styled()).isFalse();
            assertThat(studio.showcase().exhibit("starter:tiny").join().results())
                    .hasSize(9);
        }
    }

    @Test
    void aStyleGanWithoutItsAverageIsRefused() throws Exception {
        RunDirectory styles = TinyRun.styleGan2(temp.resolve("styles"));
        assertThat(ganvas("pack", styles.path().toString(), packed.toString(), "--networks=G"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("G_ema, is not in this file");
    }

    @Test
    void whereTheNetworkLooksIsPackedToo() throws Exception {
        RunDirectory attentive = TinyRun.ugatit(temp.resolve("attentive"));
        assertThat(ganvas("pack", attentive.path().toString(), packed.toString()))
                .as(err.toString())
                .isZero();
        // packed again with fewer pictures, the old ones go
        assertThat(ganvas("pack", attentive.path().toString(), packed.toString(), "--show=2,0"))
                .as(err.toString())
                .isZero();
        try (LocalStudio studio = studio(temp.resolve("none"))) {
            Exhibit exhibit = studio.showcase().exhibit("starter:tiny").join();
            assertThat(exhibit.inputs())
                    .as("in the order of the wish")
                    .extracting(Photo::name)
                    .containsExactly("2.png", "0.png");
            assertThat(exhibit.attention()).hasSize(2);
            assertThat(studio.showcase().list().get(0).abilities())
                    .containsExactlyInAnyOrder(Showcase.Ability.TRANSLATES, Showcase.Ability.ATTENDS);
        }
        assertThat(ganvas("pack", attentive.path().toString(), packed.toString(), "--show", "nobody"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no picture “nobody”");
    }

    @Test
    void anUnknownNetworkIsSaid() {
        assertThat(ganvas("pack", run.path().toString(), packed.toString(), "--networks", "H"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no network “H”").contains("G, D");
    }
}
