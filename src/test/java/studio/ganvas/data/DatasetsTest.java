package studio.ganvas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
    @TempDir
    Path dir;

    private Dataset open(String... names) throws IOException {
        return Datasets.open(TestPictures.folder(dir, names));
    }

    @Test
    void picturesInOneFolderAreFlatAndSorted() throws IOException {
        try (Dataset d = open("b.png", "a.png", "c.jpg")) {
            assertThat(d.layout()).isEqualTo(Layout.FLAT);
            assertThat(d.items()).extracting(Item::name).containsExactly("a.png", "b.png", "c.jpg");
            assertThat(d.read(d.items().get(2)).width()).isEqualTo(4);
            assertThat(d.paired()).isFalse();
        }
    }

    @Test
    void foldersAreClassesInNaturalOrder() throws IOException {
        try (Dataset d = open("all/10/x.png", "all/9/y.png", "all/cat/deep/z.png", "all/9/w.png")) {
            assertThat(d.layout()).isEqualTo(Layout.CLASSES);
            assertThat(d.classes()).containsExactly("9", "10", "cat");
            assertThat(d.classHistogram()).containsEntry("9", 2L).containsEntry("cat", 1L);
            assertThat(d.items())
                    .allMatch(i -> d.classOf(i) == d.classes().indexOf(i.label().orElseThrow()));
        }
    }

    @Test
    void trainAAndTestBAreSplitsAndDomains() throws IOException {
        try (Dataset d = open("trainA/1.png", "trainA/2.png", "trainB/x.png", "testA/3.png", "testB/y.png")) {
            assertThat(d.layout()).isEqualTo(Layout.DOMAINS);
            assertThat(d.domains()).containsExactly("A", "B");
            assertThat(d.splits()).containsExactly("test", "train");
            assertThat(d.trainSplit()).contains("train");
            assertThat(d.paired()).isFalse();
            assertThat(d.items(Optional.of("train"))).hasSize(3);
        }
    }

    @Test
    void aSingleTrainAFolderKeepsItsMeaning() throws IOException {
        try (Dataset d = open("trainA/1.png", "trainA/2.png")) {
            assertThat(d.domains()).containsExactly("A");
        }
    }

    @Test
    void splitsHoldDomainsOrClassesInside() throws IOException {
        try (Dataset d = open("train/A/1.png", "train/B/1.png", "test/A/2.png", "test/B/2.png")) {
            assertThat(d.layout()).isEqualTo(Layout.DOMAINS);
            assertThat(d.splits()).containsExactly("test", "train");
            assertThat(d.pairs()).hasSize(2).allMatch(p -> p.a().split().equals(p.b().split()));
        }
    }

    @Test
    void twoFoldersWithTheSameNamesArePairsAndTheLonelyOneIsReported() throws IOException {
        String[] names = new String[21];
        for (int i = 0; i < 10; i++) {
            names[2 * i] = "photo/x" + i + ".png";
            names[2 * i + 1] = "sketch/x" + i + ".jpg";
        }
        names[20] = "sketch/lonely.png";
        try (Dataset d = open(names)) {
            assertThat(d.domains()).containsExactly("photo", "sketch");
            assertThat(d.pairs()).hasSize(10).allMatch(p -> p.a().name().startsWith("photo/x"));
            assertThat(d.problems()).extracting(Problem::name).containsExactly("sketch/lonely.png");
        }
    }

    @Test
    void twoFoldersOfNumberedPicturesAreClassesUnlessTheyAreNamedLikeDomains() throws IOException {
        TestPictures.folder(dir.resolve("pets"), "cat/1.png", "cat/2.png", "dog/1.png", "dog/2.png");
        TestPictures.folder(dir.resolve("ab"), "A/1.png", "A/2.png", "B/1.png", "B/2.png");
        try (Dataset pets = Datasets.open(dir.resolve("pets"));
                Dataset forced = Datasets.open(dir.resolve("pets"), LayoutHint.DOMAINS);
                Dataset ab = Datasets.open(dir.resolve("ab"))) {
            assertThat(pets.classes()).containsExactly("cat", "dog");
            assertThat(forced.pairs()).hasSize(2);
            assertThat(ab.pairs()).hasSize(2);
        }
    }

    @Test
    void aTitlePictureBesideTheFoldersIsLeftOut() throws IOException {
        TestPictures.put(dir, "title.png", TestPictures.png(4, 4, 0));
        for (int i = 0; i < 60; i++) {
            TestPictures.put(dir, "cat/c" + i + ".png", new byte[1]);
            TestPictures.put(dir, "dog/d" + i + ".png", new byte[1]);
        }
        try (Dataset d = Datasets.open(dir)) {
            assertThat(d.classes()).containsExactly("cat", "dog");
            assertThat(d.items()).hasSize(120);
            assertThat(d.problems()).extracting(Problem::name).containsExactly("title.png");
        }
    }

    @Test
    void longNumbersAsFoldersMeanNothing() throws IOException {
        try (Dataset d = open("00000/00001.png", "01000/01001.png")) {
            assertThat(d.layout()).isEqualTo(Layout.FLAT);
        }
    }

    @Test
    void hintsOverrule() throws IOException {
        TestPictures.folder(dir, "x/1a.png", "y/1b.png", "x/2.png");
        try (Dataset flat = Datasets.open(dir, LayoutHint.FLAT);
                Dataset halves = Datasets.open(dir, LayoutHint.HALVES)) {
            assertThat(flat.classes()).isEmpty();
            assertThat(halves.pairs()).hasSize(3);
        }
    }

    @Test
    void picturesTwiceAsWideAsHighAreHalves() throws IOException {
        TestPictures.put(dir, "train/1.png", TestPictures.gradient(16, 8));
        TestPictures.put(dir, "val/2.png", TestPictures.gradient(16, 8));
        try (Dataset d = Datasets.open(dir)) {
            assertThat(d.layout()).isEqualTo(Layout.HALVES);
            assertThat(d.splits()).containsExactly("train", "val");
            Pair pair = d.pairs(Optional.of("train")).get(0);
            Picture whole = PictureReader.read(TestPictures.gradient(16, 8));
            assertThat(d.read(pair.a()).bytes())
                    .isEqualTo(whole.crop(0, 0, 8, 8).bytes());
            assertThat(d.read(pair.b()).bytes())
                    .isEqualTo(whole.crop(8, 0, 8, 8).bytes());
            assertThat(d.info(pair.b()).width()).isEqualTo(8);
        }
    }

    @Test
    void starterZipsAreUnderstood() throws IOException {
        Path assets = Path.of("assets/datasets");
        try (Dataset emoji = Datasets.open(assets.resolve("emoji-pairs-64.zip"));
                Dataset lines = Datasets.open(assets.resolve("lineart-to-colour-64.zip"));
                Dataset fluent = Datasets.open(assets.resolve("fluent3d-64.zip"))) {
            assertThat(emoji.domains()).containsExactly("noto", "twemoji");
            assertThat(emoji.classes()).hasSize(6);
            assertThat(emoji.pairs()).hasSize(1026);
            assertThat(lines.domains()).containsExactly("A-lineart", "B-colour");
            assertThat(lines.pairs()).hasSize(1591);
            assertThat(fluent.layout()).isEqualTo(Layout.FLAT);
            assertThat(fluent.items()).hasSize(3391);
            assertThat(fluent.name()).isEqualTo("fluent3d-64");
        }
    }

    @Test
    void styleGanZipsHaveNumberedClasses() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("00000/img00000000.png", TestPictures.png(4, 4, 1));
        entries.put("00000/img00000001.png", TestPictures.png(4, 4, 2));
        entries.put(
                "dataset.json",
                "{\"labels\": [[\"00000/img00000000.png\", 6], [\"00000/img00000001.png\", 0]]}"
                        .getBytes(StandardCharsets.UTF_8));
        try (Dataset d = Datasets.open(TestPictures.zip(dir.resolve("s.zip"), entries))) {
            assertThat(d.layout()).isEqualTo(Layout.STYLEGAN);
            assertThat(d.classes()).hasSize(7);
            assertThat(d.classOf(d.items().get(0))).isEqualTo(6);
            assertThat(d.classOf(d.items().get(1))).isZero();
        }
        entries.put("dataset.json", "{\"labels\": null}".getBytes(StandardCharsets.UTF_8));
        try (Dataset d = Datasets.open(TestPictures.zip(dir.resolve("n.zip"), entries))) {
            assertThat(d.layout()).isEqualTo(Layout.STYLEGAN);
            assertThat(d.classes()).isEmpty();
        }
        entries.put("dataset.json", "{\"labels\": [".getBytes(StandardCharsets.UTF_8));
        try (Dataset d = Datasets.open(TestPictures.zip(dir.resolve("broken.zip"), entries))) {
            assertThat(d.items()).hasSize(2);
            assertThat(d.problems()).extracting(Problem::name).containsExactly("dataset.json");
        }
    }

    @Test
    void idxFilesFindTheirLabels() throws IOException {
        byte[] pictures = TestPictures.idx(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2);
        byte[] labels = TestPictures.idx(new byte[] {9, 3}, 2);
        ByteArrayOutputStream gz = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gz)) {
            out.write(pictures);
        }
        TestPictures.put(dir, "train-images-idx3-ubyte", pictures);
        TestPictures.put(dir, "train-labels-idx1-ubyte", labels);
        TestPictures.put(dir, "t10k-images-idx3-ubyte.gz", gz.toByteArray());
        TestPictures.put(dir, "t10k-labels-idx1-ubyte", labels);
        try (Dataset d = Datasets.open(dir);
                Dataset one = Datasets.open(dir.resolve("t10k-images-idx3-ubyte.gz"))) {
            assertThat(d.layout()).isEqualTo(Layout.IDX);
            assertThat(d.items()).hasSize(4);
            assertThat(d.splits()).containsExactly("test", "train");
            assertThat(d.classes()).hasSize(10);
            Item last = d.items(Optional.of("train")).get(1);
            assertThat(d.classOf(last)).isEqualTo(3);
            assertThat(d.read(last).bytes()).containsExactly(5, 6, 7, 8);
            assertThat(one.items()).hasSize(2);
            assertThat(one.read(one.items().get(0)).bytes()).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void damagedIdxFilesAreRefusedWithAReason() {
        TestPictures.put(dir, "huge-idx3-ubyte", TestPictures.idx(new byte[4], 1 << 30, 28, 28));
        assertThatThrownBy(() -> Datasets.open(dir.resolve("huge-idx3-ubyte"))).hasMessageContaining("truncated");
        TestPictures.put(dir, "odd-idx3-ubyte", TestPictures.idx(new byte[4], 1, -3, 28));
        assertThatThrownBy(() -> Datasets.open(dir.resolve("odd-idx3-ubyte"))).hasMessageContaining("sensible");
    }

    @Test
    void clutterIsLeftOutAndForeignPicturesAreReported() throws IOException {
        TestPictures.put(dir, ".hidden.png", new byte[1]);
        TestPictures.put(dir, "__MACOSX/._a.png", new byte[1]);
        TestPictures.put(dir, "Thumbs.db", new byte[1]);
        TestPictures.put(dir, "notes.txt", new byte[1]);
        TestPictures.put(dir, "phone.heic", new byte[1]);
        try (Dataset d = open("a.png")) {
            assertThat(d.items()).hasSize(1);
            assertThat(d.problems()).extracting(Problem::name).containsExactly("phone.heic");
        }
    }

    @Test
    void namesInOtherScriptsWork() throws IOException {
        Path zip = TestPictures.zipOf(dir.resolve("z.zip"), "猫/写真.png", "Größe/ü.png");
        try (Dataset d = Datasets.open(zip)) {
            assertThat(d.classes()).containsExactly("Größe", "猫");
            assertThat(d.read(d.items().get(1)).width()).isEqualTo(4);
        }
        try {
            TestPictures.folder(dir.resolve("f"), "猫/写真.png", "Größe/ü.png");
        } catch (InvalidPathException e) {
            Assumptions.abort("This machine's locale has no such file names");
        }
        try (Dataset d = Datasets.open(dir.resolve("f"))) {
            assertThat(d.classes()).containsExactly("Größe", "猫");
            assertThat(d.read(d.items().get(1)).width()).isEqualTo(4);
        }
    }

    @Test
    void zipEntriesThatLeadOutsideAreRefusedOneByOne() throws IOException {
        Path zip = TestPictures.zipOf(
                dir.resolve("evil.zip"), "ok.png", "../up.png", "/etc/x.png", "C:/x.png", "a/../../b.png");
        try (Dataset d = Datasets.open(zip)) {
            assertThat(d.items()).extracting(Item::name).containsExactly("ok.png");
            assertThat(d.problems()).hasSize(4).allMatch(p -> p.reason().contains("out of the zip"));
        }
    }

    @Test
    void zipBombsAreRefusedWithoutUnpackingThem() throws IOException {
        Path zip = TestPictures.zip(dir.resolve("b.zip"), Map.of("bomb.png", new byte[50_000_000]));
        byte[] bytes = Files.readAllBytes(zip);
        // The central directory's uncompressed size, made small: the entry holds more than it says.
        int central = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("PK\u0001\u0002");
        java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(central + 24, 1000);
        Files.write(zip, bytes);
        try (Dataset d = Datasets.open(zip)) {
            assertThatThrownBy(() -> d.read(d.items().get(0))).isInstanceOf(PictureException.class);
        }
    }

    @Test
    void thingsThatAreNoDatasetAreExplained() throws IOException {
        assertThatThrownBy(() -> Datasets.open(dir)).hasMessageContaining("no pictures");
        assertThatThrownBy(() -> Datasets.open(dir.resolve("gone"))).hasMessageContaining("does not exist");
        Files.writeString(dir.resolve("x.zip"), "not a zip");
        assertThatThrownBy(() -> Datasets.open(dir.resolve("x.zip"))).hasMessageContaining("not a complete zip");
        Files.writeString(dir.resolve("x.doc"), "hello");
        assertThatThrownBy(() -> Datasets.open(dir.resolve("x.doc"))).hasMessageContaining("neither a folder");
    }

    @Test
    void openingReadsNoPictures() throws IOException {
        for (int i = 0; i < 50; i++) {
            TestPictures.put(dir, "a/" + i + ".png", new byte[0]);
            TestPictures.put(dir, "b/x" + i + ".png", new byte[0]);
        }
        try (Dataset d = Datasets.open(dir)) {
            assertThat(d.items()).hasSize(100);
            assertThat(d.problems()).isEqualTo(List.of());
        }
    }
}
