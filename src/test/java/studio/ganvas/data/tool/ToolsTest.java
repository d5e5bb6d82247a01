package studio.ganvas.data.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Datasets;
import studio.ganvas.data.Item;
import studio.ganvas.data.Layout;
import studio.ganvas.data.Picture;
import studio.ganvas.data.PictureReader;
import studio.ganvas.data.PngFiles;
import studio.ganvas.data.Resample.Filter;
import studio.ganvas.image.Pixels;

class ToolsTest {
    private static final ToolProgress QUIET = new ToolProgress() {
        @Override
        public void at(long done, long total) {}

        @Override
        public boolean cancelled() {
            return false;
        }
    };

    @TempDir
    Path dir;

    private Path put(String name, int width, int height, int seed) throws IOException {
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xff000000 | (i % width * 7 + seed) % 256 << 16 | (i / width * 5 + seed * 3) % 256 << 8 | seed;
        }
        Path file = dir.resolve("data").resolve(name);
        Files.createDirectories(file.getParent());
        PngFiles.write(file, new Pixels(width, height, argb), Map.of());
        return file;
    }

    private Dataset classes() throws IOException {
        for (int i = 0; i < 20; i++) {
            put("cat/" + i + ".png", 24, 16, i);
            put("dog/" + i + ".png", 16, 16, 100 + i);
        }
        return Datasets.open(dir.resolve("data"));
    }

    private Dataset pairs() throws IOException {
        for (int i = 0; i < 10; i++) {
            put("A/p" + i + ".png", 16, 16, i);
            put("B/p" + i + ".png", 16, 16, 50 + i);
        }
        return Datasets.open(dir.resolve("data"));
    }

    private List<String> below(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aStyleGanZipIsLaidOutAsNvidiasToolDoes() throws IOException {
        Files.write(put("cat/broken.png", 4, 4, 0), new byte[] {1});
        Path out = dir.resolve("out/set.zip");
        Shape shape = new Shape(8, 8, Shape.Fit.CROP, Filter.LANCZOS);
        try (Dataset dataset = classes()) {
            ToolReport report = StyleGanZip.make(dataset, shape, false, out, QUIET);
            assertThat(report.written()).isEqualTo(40);
            assertThat(report.leftOut()).singleElement().satisfies(p -> assertThat(p.name())
                    .isEqualTo("cat/broken.png"));
            try (ZipFile zip = new ZipFile(out.toFile());
                    Dataset again = Datasets.open(out)) {
                assertThat(zip.stream().map(ZipEntry::getMethod)).containsOnly(ZipEntry.STORED);
                assertThat(zip.stream().map(ZipEntry::getName))
                        .contains("00000/img00000000.png", "00000/img00000039.png", "dataset.json")
                        .hasSize(41);
                JsonNode json = new ObjectMapper().readTree(zip.getInputStream(zip.getEntry("dataset.json")));
                assertThat(json.path("labels").get(0).toString()).isEqualTo("[\"00000/img00000000.png\",0]");
                assertThat(json.path("labels").get(39).get(1).asInt()).isEqualTo(1);
                assertThat(again.layout()).isEqualTo(Layout.STYLEGAN);
                Picture picture = again.read(again.items().get(0));
                // the middle 16 × 16 of 24 × 16, made half as large
                assertThat(picture)
                        .usingRecursiveComparison()
                        .ignoringFields("notes")
                        .isEqualTo(shape.apply(dataset.read(dataset.items().get(0))));
            }
            assertThatThrownBy(() -> StyleGanZip.make(dataset, shape, false, out, QUIET))
                    .hasMessageContaining("nothing is overwritten");
        }
    }

    @Test
    void withoutClassesTheLabelsAreNull() throws IOException {
        put("x.png", 9, 9, 3);
        Path out = dir.resolve("set.zip");
        try (Dataset dataset = Datasets.open(dir.resolve("data"))) {
            StyleGanZip.make(dataset, new Shape(4, 4, Shape.Fit.PAD, Filter.BOX), true, out, QUIET);
        }
        try (ZipFile zip = new ZipFile(out.toFile())) {
            assertThat(new String(
                            zip.getInputStream(zip.getEntry("dataset.json")).readAllBytes()))
                    .isEqualTo("{\"labels\":null}");
            assertThat(PictureReader.read(zip.getInputStream(zip.getEntry("00000/img00000000.png")))
                            .channels())
                    .isEqualTo(1);
        }
    }

    @Test
    void aSplitKeepsPairsTogetherAndIsTheSameForASeed() throws IOException {
        Set<Set<String>> tests = new HashSet<>();
        try (Dataset dataset = pairs()) {
            for (long seed : new long[] {1, 1, 2, 3}) {
                Path out = dir.resolve("out" + tests.size() + seed + System.nanoTime());
                FolderCopy.split(dataset, 0.3, seed, out, QUIET);
                try (Dataset split = Datasets.open(out)) {
                    assertThat(split.pairs(Optional.of("test"))).hasSize(3);
                    assertThat(split.pairs(Optional.of("train"))).hasSize(7);
                    assertThat(split.pairs()).allMatch(pair -> name(pair.a()).equals(name(pair.b())));
                    tests.add(split.pairs(Optional.of("test")).stream()
                            .map(pair -> name(pair.a()))
                            .collect(Collectors.toSet()));
                }
            }
        }
        assertThat(tests).hasSizeBetween(2, 3);
    }

    private static String name(Item item) {
        return item.name().substring(item.name().lastIndexOf('/') + 1);
    }

    @Test
    void aSplitTakesTheSamePartOfEveryClassAndCopiesByteByByte() throws IOException {
        Path out = dir.resolve("out");
        try (Dataset dataset = classes()) {
            FolderCopy.split(dataset, 0.25, 0, out, QUIET);
        }
        try (Dataset split = Datasets.open(out)) {
            for (String label : List.of("cat", "dog")) {
                assertThat(split.items(Optional.of("test")).stream()
                                .filter(item -> item.label().equals(Optional.of(label))))
                        .hasSize(5);
            }
            Item item = split.items().get(0);
            assertThat(Files.readAllBytes(out.resolve(item.name())))
                    .isEqualTo(Files.readAllBytes(dir.resolve("data")
                            .resolve(item.name().substring(item.name().indexOf('/') + 1))));
        }
    }

    @Test
    void mirroredAndResizedCopies() throws IOException {
        try (Dataset dataset = pairs()) {
            FolderCopy.mirrored(dataset, dir.resolve("mirrored"), QUIET);
            FolderCopy.resized(dataset, new Shape(12, 6, Shape.Fit.PAD, Filter.BICUBIC), dir.resolve("resized"), QUIET);
            try (Dataset mirrored = Datasets.open(dir.resolve("mirrored"));
                    Dataset resized = Datasets.open(dir.resolve("resized"))) {
                assertThat(mirrored.pairs()).hasSize(20);
                Picture one = PictureReader.read(Files.readAllBytes(dir.resolve("mirrored/B/p3.png")));
                Picture other = PictureReader.read(Files.readAllBytes(dir.resolve("mirrored/B/p3-mirrored.png")));
                assertThat(other.bytes()).isEqualTo(one.flipped().bytes());
                assertThat(resized.pairs()).hasSize(10);
                Picture padded = resized.read(resized.items().get(0));
                assertThat(padded.width()).isEqualTo(12);
                assertThat(padded.height()).isEqualTo(6);
                assertThat(padded.bytes()[0]).isEqualTo((byte) 255);
            }
        }
    }

    @Test
    void halvesBecomeTwoFoldersAndFoldersBecomeLabels() throws IOException {
        put("one.png", 32, 16, 3);
        put("two.png", 32, 16, 9);
        try (Dataset dataset = Datasets.open(dir.resolve("data"))) {
            FolderCopy.plain(dataset, dir.resolve("out"), QUIET);
        }
        assertThat(below(dir.resolve("out"))).containsExactly("A/one.png", "A/two.png", "B/one.png", "B/two.png");
        Files.delete(dir.resolve("data/one.png"));
        Files.delete(dir.resolve("data/two.png"));
        try (Dataset dataset = classes()) {
            ClassLabels.write(dataset, dir.resolve("dataset.json"), QUIET);
        }
        JsonNode json = new ObjectMapper().readTree(dir.resolve("dataset.json").toFile());
        assertThat(json.path("labels")).hasSize(40);
        assertThat(json.path("labels").get(39).toString()).isEqualTo("[\"dog/9.png\",1]");
    }

    @Test
    void whatIsCancelledLeavesNothing() throws IOException {
        ToolProgress soon = new ToolProgress() {
            private long seen;

            @Override
            public void at(long done, long total) {
                seen = done;
            }

            @Override
            public boolean cancelled() {
                return seen >= 3;
            }
        };
        Files.createDirectories(dir.resolve("out"));
        try (Dataset dataset = classes()) {
            Shape shape = new Shape(8, 8, Shape.Fit.CROP, Filter.BOX);
            assertThatThrownBy(() -> StyleGanZip.make(dataset, shape, false, dir.resolve("out/a.zip"), soon))
                    .isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> FolderCopy.mirrored(dataset, dir.resolve("out/b"), soon))
                    .isInstanceOf(CancellationException.class);
            assertThat(below(dir.resolve("out"))).isEmpty();
            assertThatThrownBy(() -> FolderCopy.plain(dataset, dir.resolve("data"), QUIET))
                    .hasMessageContaining("nothing is overwritten");
            assertThatThrownBy(() -> DiskSpace.check(dir.resolve("x/y"), Long.MAX_VALUE / 2))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("are free at");
        }
    }

    private Path resource(String name) throws IOException {
        Path file = dir.resolve(name);
        try (var in = ToolsTest.class.getResourceAsStream("/data/" + name)) {
            Files.copy(in, file);
        }
        return file;
    }

    @Test
    void aFilmBecomesItsFramesInTheOrderInWhichTheyAreSeen() throws IOException {
        Path out = dir.resolve("frames");
        assertThat(Frames.write(resource("film.mp4"), 1, 0, Optional.empty(), out, QUIET)
                        .written())
                .isEqualTo(12);
        assertThat(below(out)).hasSize(12).first().isEqualTo("frame-000000.png");
        for (int i = 0; i < 12; i++) {
            Picture frame = PictureReader.read(Files.readAllBytes(out.resolve(String.format("frame-%06d.png", i))));
            assertThat(frame.width()).isEqualTo(64);
            assertThat(frame.height()).isEqualTo(48);
            // frame i was drawn with red 20·i, green 255 − 20·i and blue 4·x
            int at = (24 * 64 + 32) * 3;
            assertThat(frame.bytes()[at] & 255)
                    .as("red of " + i)
                    .isCloseTo(20 * i, org.assertj.core.data.Offset.offset(14));
            assertThat(frame.bytes()[at + 2] & 255)
                    .as("blue of " + i)
                    .isCloseTo(128, org.assertj.core.data.Offset.offset(14));
        }
        Path some = dir.resolve("some");
        Frames.write(resource("film.gif"), 2, 2, Optional.of(new Shape(8, 8, Shape.Fit.CROP, Filter.BOX)), some, QUIET);
        assertThat(below(some)).containsExactly("frame-000000.png", "frame-000002.png");
        Picture second = PictureReader.read(Files.readAllBytes(some.resolve("frame-000002.png")));
        assertThat(second.width()).isEqualTo(8);
        assertThat(second.bytes()[0] & 255).isCloseTo(100, org.assertj.core.data.Offset.offset(12));
    }

    @Test
    void otherFilmsAreRefusedWithAdvice() throws IOException {
        assertThatThrownBy(
                        () -> Frames.write(resource("film-mpeg4.mp4"), 1, 0, Optional.empty(), dir.resolve("f"), QUIET))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ffmpeg");
        byte[] film = Files.readAllBytes(resource("film.mp4"));
        Path cut = dir.resolve("cut.mp4");
        Files.write(cut, java.util.Arrays.copyOf(film, film.length / 3));
        assertThatThrownBy(() -> Frames.write(cut, 1, 0, Optional.empty(), dir.resolve("f"), QUIET))
                .isInstanceOf(IOException.class);
        Files.write(cut, new byte[] {0x1a, 0x45, (byte) 0xdf, (byte) 0xa3, 0, 0});
        assertThatThrownBy(() -> Frames.write(cut, 1, 0, Optional.empty(), dir.resolve("f"), QUIET))
                .hasMessageContaining("WebM");
        assertThat(Files.exists(dir.resolve("f"))).isFalse();
    }
}
