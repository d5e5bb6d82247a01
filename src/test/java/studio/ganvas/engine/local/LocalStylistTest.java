package studio.ganvas.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.stylize.FolderJob;
import studio.ganvas.engine.stylize.FolderReport;
import studio.ganvas.engine.stylize.FolderRequest;
import studio.ganvas.engine.stylize.Opened;
import studio.ganvas.engine.stylize.Photo;
import studio.ganvas.engine.stylize.SizeMode;
import studio.ganvas.engine.stylize.StylizeRequest;
import studio.ganvas.engine.stylize.StylizeSettings;
import studio.ganvas.engine.stylize.Stylized;
import studio.ganvas.image.Pixels;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.TinyRun;

/** With a real, tiny Pix2Pix that was trained for two steps. */
class LocalStylistTest {
    @TempDir
    Path temp;

    private LocalStudio studio;
    private RunDirectory run;

    @BeforeEach
    void open() throws Exception {
        run = TinyRun.pix2pix(temp);
        studio = new LocalStudio(new Places(temp.resolve("home"), temp.resolve("runs"), Path.of("assets")));
        for (int i = 0; i < 500 && own().isEmpty(); i++) {
            Thread.sleep(10);
        }
    }

    /** The run, once it is listed among the models. */
    private Optional<ModelEntry> own() {
        return studio.models().list().stream()
                .filter(entry -> entry.id().equals(run.id()))
                .findFirst();
    }

    @AfterEach
    void close() {
        studio.close();
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    private static Pixels photo(int width, int height) {
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xFF000000 | (i % width * 255 / width) << 16 | (i / width * 255 / height) << 8 | 0x40;
        }
        return new Pixels(width, height, argb);
    }

    private Stylized stylize(Pixels photo, SizeMode mode) throws Exception {
        return get(studio.stylist().stylize(new StylizeRequest(run.id(), "AtoB", photo, mode), done -> {}));
    }

    @Test
    void aRunOfATranslatingSystemIsAModelWithItsNewestSnapshot() throws Exception {
        ModelEntry entry = own().orElseThrow();
        assertThat(entry.system()).isEqualTo("Pix2Pix");
        assertThat(entry.step()).isEqualTo(2);
        assertThat(entry.ownRun()).isTrue();
        var facts = get(studio.models().facts(entry.id()));
        assertThat(facts.directions()).containsExactly("AtoB");
        assertThat(facts.trainedSize()).isEqualTo(32);
    }

    @Test
    void anySizeGoesThroughInEveryWayAndTheSameRequestGivesTheSamePicture() throws Exception {
        for (SizeMode mode : SizeMode.values()) {
            for (int[] size : new int[][] {{32, 32}, {50, 37}, {1, 1}}) {
                Pixels photo = photo(size[0], size[1]);
                Stylized first = stylize(photo, mode);
                assertThat(first.picture().width()).isEqualTo(size[0]);
                assertThat(first.picture().height()).isEqualTo(size[1]);
                assertThat(first.picture().argb())
                        .isNotEqualTo(photo.argb())
                        .isEqualTo(stylize(photo, mode).picture().argb());
            }
        }
    }

    @Test
    void theNewestRequestWinsAndOlderOnesAreCancelled() throws Exception {
        var requests = Stream.of(400, 401, 402, 403)
                .map(width -> studio.stylist()
                        .stylize(new StylizeRequest(run.id(), "AtoB", photo(width, 300), SizeMode.WHOLE), done -> {}))
                .toList();
        assertThat(get(requests.get(3)).picture().width()).isEqualTo(403);
        assertThat(requests.subList(0, 3)).allMatch(CompletableFuture::isCancelled);
    }

    @Test
    void aWrongDirectionAndAnUnknownModelAreSaidInWords() {
        Pixels photo = photo(32, 32);
        assertThatThrownBy(() -> get(studio.stylist()
                        .stylize(new StylizeRequest(run.id(), "BtoA", photo, SizeMode.WHOLE), done -> {})))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(StudioException.class)
                .hasRootCauseMessage("This model does not go from B to A. It goes from A to B.");
        assertThatThrownBy(() -> get(studio.models().facts("gone")))
                .hasRootCauseInstanceOf(StudioException.class)
                .hasStackTraceContaining("There is no model “gone”");
    }

    @Test
    void aSnapshotFileIsAddedOnceAndSurvivesARestart() throws Exception {
        Path file = Files.copy(run.network(2), temp.resolve("my model.safetensors"));
        ModelEntry added = get(studio.models().add(file));
        assertThat(get(studio.models().add(file))).isEqualTo(added);
        studio.close();
        studio = new LocalStudio(new Places(temp.resolve("home"), temp.resolve("runs"), Path.of("assets")));
        assertThat(studio.models().list()).contains(added);
        studio.models().remove(added.id());
        assertThat(studio.models().list()).doesNotContain(added);
    }

    @ParameterizedTest
    @CsvSource({
        "cyclegan/resnet6_instance/latest_net_G_B.pth, CycleGAN, BtoA",
        "ugatit/light/golden_params_latest.pt, U-GAT-IT, AtoB",
        "animegan2/generator.pt.gz, AnimeGANv2, AtoB"
    })
    void officialFilesAreRecognised(String place, String system, String direction) throws Exception {
        Path file = Path.of(System.getProperty("golden.dir")).resolve(place);
        ModelEntry entry = get(studio.models().add(file));
        assertThat(entry.system()).startsWith(system);
        assertThat(get(studio.models().facts(entry.id())).directions()).contains(direction);
    }

    @Test
    void aFileThatIsNoTranslatorIsRefusedInWords() throws Exception {
        Path file = Files.writeString(temp.resolve("notes.pth"), "just text");
        assertThatThrownBy(() -> get(studio.models().add(file)))
                .hasStackTraceContaining("StudioException: notes.pth can't be used as a model");
    }

    @Test
    void aSavedPictureBringsBackItsSettingsAndItsPhoto() throws Exception {
        Path original = temp.resolve("beach.png");
        PngFiles.write(original, photo(40, 30), Map.of());
        Photo photo = ((Opened.Plain) get(studio.stylist().open(original))).photo();
        StylizeSettings settings =
                new StylizeSettings(run.id(), "tiny", "AtoB", SizeMode.TILES, 0.4, photo.name(), photo.print());
        Path elsewhere = Files.createDirectories(temp.resolve("sent")).resolve("result.png");
        get(studio.stylist().save(elsewhere, photo(40, 30), settings));

        Opened.Restored restored = (Opened.Restored) get(studio.stylist().open(elsewhere));
        assertThat(restored.settings()).isEqualTo(settings);
        assertThat(restored.photo().pixels().argb()).isEqualTo(photo.pixels().argb());
        assertThat(PngFiles.readText(elsewhere).get(StylizeSettings.KEYWORD)).doesNotContain(temp.toString());

        PngFiles.write(original, photo(41, 30), Map.of());
        assertThat(get(studio.stylist().open(elsewhere))).isInstanceOf(Opened.PhotoMissing.class);
    }

    @Test
    void aJpegIsAPhotoAndABrokenFileIsSaidInWords() throws Exception {
        Path jpeg = temp.resolve("photo.jpg");
        java.awt.image.BufferedImage image =
                new java.awt.image.BufferedImage(20, 10, java.awt.image.BufferedImage.TYPE_INT_RGB);
        javax.imageio.ImageIO.write(image, "jpg", jpeg.toFile());
        Photo photo = ((Opened.Plain) get(studio.stylist().open(jpeg))).photo();
        assertThat(photo.name()).isEqualTo("photo.jpg");
        assertThat(photo.pixels().width()).isEqualTo(20);
        Path broken = Files.write(temp.resolve("broken.jpg"), Arrays.copyOf(Files.readAllBytes(jpeg), 300));
        assertThatThrownBy(() -> get(studio.stylist().open(broken)))
                .hasCauseInstanceOf(StudioException.class)
                .hasMessageContaining("broken.jpg can't be opened: ");
    }

    @Test
    void transparencySurvivesOpeningAndTranslating() throws Exception {
        Pixels opaque = photo(40, 30);
        Pixels faded = new Pixels(
                40,
                30,
                Arrays.stream(opaque.argb())
                        .map(argb -> argb & 0xFFFFFF | 0x80000000)
                        .toArray());
        Path file = temp.resolve("cut-out.png");
        PngFiles.write(file, faded, Map.of());
        Pixels opened =
                ((Opened.Plain) get(studio.stylist().open(file))).photo().pixels();
        for (int i = 0; i < faded.argb().length; i++) {
            assertThat(opened.argb()[i] >>> 24).isEqualTo(128);
            assertThat(Math.abs((opened.argb()[i] & 255) - (faded.argb()[i] & 255)))
                    .isLessThanOrEqualTo(1);
        }
        assertThat(Arrays.stream(stylize(opened, SizeMode.WHOLE).picture().argb())
                        .map(argb -> argb >>> 24))
                .containsOnly(128);
    }

    private Path folder() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("photos"));
        PngFiles.write(folder.resolve("a.png"), photo(40, 30), Map.of());
        PngFiles.write(folder.resolve("b.png"), photo(33, 50), Map.of());
        Files.write(folder.resolve("c.jpg"), new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3});
        Files.writeString(folder.resolve("notes.txt"), "no picture");
        PngFiles.write(folder.resolve("d.png"), photo(20, 20), Map.of());
        return folder;
    }

    @Test
    void aFolderIsTranslatedWithoutWhatCannotBeRead() throws Exception {
        Path out = temp.resolve("out");
        FolderJob job =
                studio.stylist().folder(new FolderRequest(folder(), out, run.id(), "AtoB", SizeMode.WHOLE, 0.5));
        FolderReport report = get(job.report());
        assertThat(report.written()).isEqualTo(3);
        assertThat(report.cancelled()).isFalse();
        assertThat(report.skipped()).extracting(FolderReport.Skipped::name).containsExactly("c.jpg");
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "a-" + run.id() + ".png", "b-" + run.id() + ".png", "d-" + run.id() + ".png");
        }
        JobInfo info = studio.jobs().list().stream()
                .filter(each -> each.id() == job.id())
                .findFirst()
                .orElseThrow();
        assertThat(info.state()).isEqualTo(JobInfo.State.DONE);
    }

    @Test
    void aCancelledFolderKeepsWhatIsWrittenAndSaysSo() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("many"));
        for (int i = 0; i < 200; i++) {
            PngFiles.write(folder.resolve(i + ".png"), photo(64, 64), Map.of());
        }
        Path out = temp.resolve("out");
        FolderJob job = studio.stylist().folder(new FolderRequest(folder, out, run.id(), "AtoB", SizeMode.WHOLE, 1));
        while (!Files.isDirectory(out) || out.toFile().list().length == 0) {
            Thread.sleep(1);
        }
        studio.jobs().cancel(job.id());
        FolderReport report = get(job.report());
        assertThat(report.cancelled()).isTrue();
        assertThat(report.written()).isLessThan(200).isEqualTo(out.toFile().list().length);
    }

    @Test
    void anEmptyFolderFailsInWords() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("empty"));
        FolderJob job = studio.stylist()
                .folder(new FolderRequest(folder, temp.resolve("out"), run.id(), "AtoB", SizeMode.WHOLE, 1));
        assertThatThrownBy(() -> get(job.report())).hasRootCauseMessage("There are no pictures in " + folder + ".");
        assertThat(List.of(JobInfo.State.FAILED))
                .contains(studio.jobs().list().get(0).state());
    }
}
