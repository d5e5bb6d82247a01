package studio.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.ganvas.data.PictureReader;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.local.LocalStudio;
import studio.ganvas.engine.local.Places;
import studio.ganvas.image.Pixels;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.TinyRun;

class TranslateCommandTest {
    @TempDir
    Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private RunDirectory run;
    private Path photos;

    @BeforeEach
    void make() throws Exception {
        run = TinyRun.pix2pix(temp);
        photos = Files.createDirectories(temp.resolve("photos"));
        for (int width : new int[] {31, 64}) {
            int[] argb = new int[width * 40];
            Arrays.fill(argb, 0xFF336699);
            PngFiles.write(photos.resolve(width + ".png"), new Pixels(width, 40, argb), Map.of());
        }
    }

    private int translate(Path photo, String... more) {
        return translateWith(run, photo, more);
    }

    private int translateWith(RunDirectory run, Path photo, String... more) {
        String[] arguments = {
            "translate",
            photo.toString(),
            "--network",
            run.path().toString(),
            "--outdir",
            temp.resolve("out").toString()
        };
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Cli.run(
                runs -> new LocalStudio(new Places(temp.resolve("home"), temp.resolve("none"), Path.of("assets"))),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                all);
    }

    @Test
    void aPhotoBecomesAPngThatCarriesItsSettings() throws Exception {
        assertThat(translate(photos.resolve("31.png"), "--size-mode", "tiles", "--strength", "0.5"))
                .as(err.toString())
                .isZero();
        Path file = temp.resolve("out").resolve("31-" + run.id() + ".png");
        assertThat(out.toString()).contains(file.toString());
        Pixels result = PngFiles.read(file);
        assertThat(result.width()).isEqualTo(31);
        assertThat(result.height()).isEqualTo(40);
        assertThat(PngFiles.readText(file).get("ganvas.stylize"))
                .contains("\"direction\":\"AtoB\"", "\"size\":\"TILES\"", "\"strength\":0.5", "\"photo\":\"31.png\"");
    }

    @Test
    void aFolderIsTranslatedAndWhatCannotBeReadMakesTheExitCodeOne() throws Exception {
        assertThat(translate(photos)).as(err.toString()).isZero();
        assertThat(temp.resolve("out").toFile().list()).hasSize(2);
        assertThat(out.toString()).contains("2 pictures written");

        Files.writeString(photos.resolve("broken.png"), "no picture at all");
        assertThat(translate(photos, "--size-mode", "resize")).isEqualTo(1);
        assertThat(err.toString()).contains("broken.png: ");
        assertThat(temp.resolve("out").toFile().list()).hasSize(2);
    }

    /** A file of the picture reader's tests. */
    private Path odd(String name) throws Exception {
        try (InputStream in = TranslateCommandTest.class.getResourceAsStream("/data/" + name)) {
            return Files.write(temp.resolve(name), in.readAllBytes());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cmyk.jpg,",
        "rgb16.png,16 bits a sample scaled to 8",
        "animated.gif,the first of",
        "animated.webp,the first of"
    })
    void oddPicturesAreTranslatedAndWhatWasChangedIsSaid(String name, String note) throws Exception {
        Path file = odd(name);
        assertThat(translate(file)).as(err.toString()).isZero();
        Pixels before = PictureReader.readPixels(Files.readAllBytes(file));
        Pixels result =
                PngFiles.read(temp.resolve("out").resolve(name.replaceFirst("\\..*", "") + "-" + run.id() + ".png"));
        assertThat(result.width()).isEqualTo(before.width());
        assertThat(result.height()).isEqualTo(before.height());
        if (note != null) {
            assertThat(err.toString()).contains(name + ": " + note);
        }
    }

    @Test
    void aSinglePixelIsTranslatedInEveryWay() throws Exception {
        Path pixel = temp.resolve("pixel.png");
        PngFiles.write(pixel, new Pixels(1, 1, new int[] {0xFF112233}), Map.of());
        for (String mode : List.of("whole", "tiles", "resize")) {
            assertThat(translate(pixel, "--size-mode", mode)).as(err.toString()).isZero();
            Pixels result = PngFiles.read(temp.resolve("out").resolve("pixel-" + run.id() + ".png"));
            assertThat(result.argb()).hasSize(1);
        }
    }

    @Test
    void aCorruptPictureIsASentence() throws Exception {
        Path cut = temp.resolve("cut.jpg");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(odd("cmyk.jpg")), 300));
        assertThat(translate(cut)).isEqualTo(1);
        assertThat(err.toString()).contains("cut.jpg can't be opened: ").doesNotContain("Exception");
    }

    @Test
    void theStripOfSevenPanelsComesBesideTheResultWhereTheModelHasAttention() throws Exception {
        RunDirectory attentive = TinyRun.ugatit(temp.resolve("attentive"));
        assertThat(translateWith(attentive, photos.resolve("31.png"), "--cam"))
                .as(err.toString())
                .isZero();
        Pixels strip = PngFiles.read(temp.resolve("out").resolve("31-" + attentive.id() + "-cam.png"));
        assertThat(strip.width()).isEqualTo(32);
        assertThat(strip.height()).isEqualTo(7 * 32);
        assertThat(strip.argb()[0]).as("the photo comes first").isEqualTo(0xFF336699);

        assertThat(translateWith(attentive, photos, "--cam", "--direction", "BtoA"))
                .as(err.toString())
                .isZero();
        assertThat(temp.resolve("out").toFile().list())
                .contains("31-" + attentive.id() + "-cam.png", "64-" + attentive.id() + "-cam.png");

        assertThat(translate(photos.resolve("31.png"), "--cam")).isEqualTo(1);
        assertThat(err.toString()).contains("This model has no attention maps");
    }

    @Test
    void wrongUsageIsTwoAndFailuresAreASentence() {
        assertThat(translate(photos.resolve("31.png"), "--size-mode", "huge")).isEqualTo(2);
        assertThat(translate(photos.resolve("31.png"), "--strength", "2")).isEqualTo(2);
        assertThat(translate(photos.resolve("31.png"), "--direction", "BtoA")).isEqualTo(1);
        assertThat(err.toString()).contains("does not go from B to A");
        assertThat(translate(temp.resolve("gone.png"))).isEqualTo(1);
        assertThat(err.toString()).contains("There is no file or folder").doesNotContain("\tat ");
    }
}
