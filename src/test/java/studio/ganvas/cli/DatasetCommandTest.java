package studio.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Datasets;
import studio.ganvas.data.Item;
import studio.ganvas.data.Picture;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.local.LocalStudio;
import studio.ganvas.engine.local.Places;
import studio.ganvas.image.Pixels;
import studio.ganvas.train.TinyData;

/** {@code ganvas dataset …}, each of its commands. */
class DatasetCommandTest {
    @TempDir
    Path temp;

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();
    private Path pictures;

    @BeforeEach
    void draw() throws IOException {
        pictures = TinyData.pictures(temp.resolve("pictures"), 12);
    }

    private int dataset(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return Cli.run(
                runs -> new LocalStudio(new Places(temp.resolve("home"), runs, Path.of("assets"))),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Stream.concat(Stream.of("dataset"), Stream.of(arguments)).toArray(String[]::new));
    }

    private String made(String name) {
        return temp.resolve(name).toString();
    }

    private static long count(Dataset dataset, Predicate<Item> wanted) {
        return dataset.items().stream().filter(wanted).count();
    }

    @Test
    void zipIsWhatStyleGanReads() throws IOException {
        assertThat(dataset("zip", pictures.toString(), "--size=16", "--out", made("set.zip")))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("12 written");
        try (ZipFile zip = new ZipFile(made("set.zip"));
                Dataset dataset = Datasets.open(temp.resolve("set.zip"))) {
            assertThat(zip.getEntry("dataset.json")).isNotNull();
            assertThat(dataset.classes()).hasSize(2);
            assertThat(dataset.read(dataset.items().get(0)).width()).isEqualTo(16);
        }
        assertThat(dataset("zip", pictures.toString(), "--size=16", "--out", made("set.zip")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("nothing is overwritten");
        assertThat(dataset("zip", pictures.toString(), "--out", made("other.zip")))
                .isEqualTo(2);
    }

    @Test
    void resizeCropsPadsAndStretches() throws IOException {
        for (String fit : List.of("crop", "pad", "stretch")) {
            assertThat(dataset(
                            "resize",
                            pictures.toString(),
                            "--size=8",
                            "--width=24",
                            "--fit=" + fit,
                            "--filter=box",
                            "--out",
                            made(fit)))
                    .as(err.toString())
                    .isZero();
        }
        // a disc on white: cut at both ends, whole between white, or wide
        assertThat(inked("crop")).isGreaterThan(inked("pad"));
        assertThat(inked("stretch")).isGreaterThan(inked("pad"));
        assertThat(dataset("resize", pictures.toString(), "--size=8", "--fit=squeeze", "--out", made("x")))
                .isEqualTo(2);
    }

    /** How many pixels of the first picture are not white. */
    private long inked(String name) throws IOException {
        try (Dataset dataset = Datasets.open(temp.resolve(name))) {
            assertThat(dataset.items()).hasSize(12);
            Picture picture = dataset.read(dataset.items().get(0)).withChannels(3);
            assertThat(picture.width()).isEqualTo(24);
            assertThat(picture.height()).isEqualTo(8);
            long inked = 0;
            for (int i = 0; i < 24 * 8; i++) {
                inked += (picture.bytes()[3 * i] & picture.bytes()[3 * i + 1] & picture.bytes()[3 * i + 2] & 255) < 250
                        ? 1
                        : 0;
            }
            return inked;
        }
    }

    @Test
    void splitCopyMirrorAndLabels() throws IOException {
        assertThat(dataset("split", pictures.toString(), "--test=0.34", "--seed=3", "--out", made("split")))
                .as(err.toString())
                .isZero();
        try (Dataset dataset = Datasets.open(temp.resolve("split"))) {
            assertThat(dataset.splits()).containsExactly("test", "train");
            assertThat(count(dataset, item -> item.split().orElseThrow().equals("test")))
                    .isEqualTo(4);
        }
        assertThat(dataset("copy", pictures.toString(), "--out", made("copy"))).isZero();
        assertThat(temp.resolve("copy/round/0.png")).hasSameBinaryContentAs(pictures.resolve("round/0.png"));

        assertThat(dataset("mirror", pictures.toString(), "--out", made("both")))
                .isZero();
        try (Dataset dataset = Datasets.open(temp.resolve("both"))) {
            assertThat(dataset.items()).hasSize(24);
        }
        assertThat(dataset("labels", pictures.toString(), "--out", made("dataset.json")))
                .isZero();
        assertThat(Files.readString(temp.resolve("dataset.json")))
                .contains("round/0.png")
                .contains("labels");
    }

    @Test
    void framesOfAFilm() throws IOException {
        Path film = Path.of("src/test/resources/data/film.gif");
        assertThat(dataset("frames", film.toString(), "--every=2", "--size=8", "--out", made("frames")))
                .as(err.toString())
                .isZero();
        try (Dataset dataset = Datasets.open(temp.resolve("frames"))) {
            assertThat(dataset.items()).hasSizeGreaterThan(2);
            assertThat(dataset.items().get(1).name()).isEqualTo("frame-000002.png");
            assertThat(dataset.read(dataset.items().get(1)).width()).isEqualTo(8);
        }
        assertThat(dataset("frames", pictures.resolve("round/0.png").toString(), "--out", made("none")))
                .isEqualTo(1);
        assertThat(temp.resolve("none")).doesNotExist();
    }

    @Test
    void doctorFindsFixesReportsAndTakesBack() throws IOException {
        assertThat(dataset("doctor", pictures.toString())).as(out.toString()).isZero();
        Files.copy(pictures.resolve("round/0.png"), pictures.resolve("round/zz.png"));
        Files.write(pictures.resolve("round/broken.png"), new byte[] {1, 2, 3});

        assertThat(dataset("doctor", pictures.toString(), "--report", made("findings.csv")))
                .isEqualTo(1);
        assertThat(out.toString()).contains("unreadable (1)", "same-bytes (1)", "2 findings", "Note:");
        assertThat(Files.readAllLines(temp.resolve("findings.csv"))).hasSize(3);
        assertThat(dataset("doctor", pictures.toString(), "--fix")).isZero();
        assertThat(out.toString()).contains("12 pictures are read now. No file was changed");
        assertThat(dataset("copy", pictures.toString(), "--out", made("clean"))).isZero();
        assertThat(out.toString()).contains("12 written");
        assertThat(dataset("doctor", pictures.toString(), "--undo")).isEqualTo(1);
        assertThat(pictures.resolve("round/broken.png")).exists();
    }

    @Test
    void doctorKnowsWhatARunKeepsAside() throws IOException {
        Path flat = Files.createDirectories(temp.resolve("flat"));
        for (int i = 0; i < 12; i++) {
            Path from = pictures.resolve(i % 2 == 0 ? "round" : "square").resolve(i + ".png");
            PngFiles.write(flat.resolve("p" + i + ".png"), PngFiles.read(from), Map.of());
        }
        String first;
        try (Dataset held = Datasets.open(flat).withHeldOut(3)) {
            first = held.items().stream()
                    .filter(item -> item.split().orElseThrow().equals("test"))
                    .findFirst()
                    .orElseThrow()
                    .name();
        }
        Pixels twin = PngFiles.read(flat.resolve(first));
        // a name that is trained on, whatever else is kept aside
        Path copy = flat.resolve("copy.png");
        for (int i = 0; ; i++) {
            PngFiles.write(copy, twin, Map.of());
            try (Dataset held = Datasets.open(flat).withHeldOut(3)) {
                String name = copy.getFileName().toString();
                if (count(
                                held,
                                item -> item.split().orElseThrow().equals("test")
                                        && item.name().equals(first))
                        == count(
                                held,
                                item -> item.split().orElseThrow().equals("train")
                                        && item.name().equals(name))) {
                    break;
                }
            }
            Files.delete(copy);
            copy = flat.resolve("copy" + i + ".png");
        }
        assertThat(dataset("doctor", flat.toString())).isEqualTo(1);
        assertThat(out.toString()).doesNotContain("leakage");
        assertThat(dataset("doctor", flat.toString(), "--keep-aside=3")).isEqualTo(1);
        assertThat(out.toString()).contains("leakage (1)");
        assertThat(dataset("doctor", flat.toString(), "--keep-aside=13")).isEqualTo(1);
        assertThat(err.toString()).contains("can't be kept aside");
        assertThat(dataset("doctor", flat.toString(), "--keep-aside=3", "--fix"))
                .as(out.toString())
                .isZero();
    }
}
