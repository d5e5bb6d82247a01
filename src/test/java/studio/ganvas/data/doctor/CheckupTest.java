package studio.ganvas.data.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.DatasetEdits;
import studio.ganvas.data.Datasets;
import studio.ganvas.data.Edit;
import studio.ganvas.data.PngFiles;

class CheckupTest {
    @TempDir
    Path dir;

    private static Diagnosis check(Dataset dataset, Looks looks) throws Exception {
        return Checkup.start(dataset, looks, 2, (stage, done, total) -> {})
                .result()
                .get(120, TimeUnit.SECONDS);
    }

    private static Diagnosis check(Path place) throws Exception {
        try (Dataset dataset = Datasets.open(place)) {
            return check(dataset, new Looks());
        }
    }

    private static Set<String> names(Diagnosis diagnosis, FaultKind kind) {
        Set<String> names = new TreeSet<>();
        diagnosis.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .forEach(finding -> names.add(finding.name()));
        return names;
    }

    @Test
    void allPlantedFaultsAreFoundNoneIsInventedAndFixesLeaveNone() throws Exception {
        Path place = dir.resolve("planted");
        Map<FaultKind, Set<String>> planted = PlantedDataset.plant(place, 2000, PlantedDataset.KINDS, 6);
        Diagnosis diagnosis = check(place);
        for (FaultKind kind : FaultKind.values()) {
            assertThat(names(diagnosis, kind)).as(kind.name()).isEqualTo(planted.getOrDefault(kind, Set.of()));
        }
        assertThat(diagnosis.findings()).hasSize(13 * 6);
        assertThat(diagnosis.notes()).isEmpty();

        List<Edit> edits = new ArrayList<>();
        for (Finding finding : diagnosis.findings()) {
            Fix fix = finding.safeFix().orElse(finding.fixes().get(0));
            edits.addAll(fix.edits());
        }
        Path manifest = dir.resolve("edits").resolve(DatasetEdits.FILE);
        Files.createDirectories(manifest.getParent());
        Files.write(manifest, new DatasetEdits(Optional.of(place), edits).toJson());
        try (Dataset mended = Datasets.open(manifest)) {
            assertThat(mended.name()).isEqualTo("planted");
            assertThat(check(mended, new Looks()).findings()).isEmpty();
        }
    }

    @Test
    void inARealDatasetOnlyWhatIsTheSameToTheEyeIsCalledTheSame() throws Exception {
        try (Dataset dataset = Datasets.open(Path.of("assets/datasets/fluent3d-64.zip"))) {
            Diagnosis diagnosis = check(dataset, new Looks());
            assertThat(diagnosis.counts().keySet()).isSubsetOf(FaultKind.SAME_BYTES, FaultKind.NEAR_DUPLICATE);
            // the set has keycaps, signs and people under two names; skin tones and the like are other pictures
            assertThat(diagnosis.findings()).hasSizeBetween(10, 25);
            for (Finding finding : diagnosis.findings()) {
                byte[] one = dataset.read(dataset.items().get(finding.items().get(0)))
                        .withChannels(3)
                        .bytes();
                byte[] two = dataset.read(dataset.items().get(finding.items().get(1)))
                        .withChannels(3)
                        .bytes();
                long apart = 0;
                for (int i = 0; i < one.length; i++) {
                    apart += Math.abs((one[i] & 255) - (two[i] & 255));
                }
                assertThat((double) apart / one.length).as(finding.words()).isLessThan(2);
            }
            assertThat(diagnosis.statistics().readable()).isEqualTo(3391);
            assertThat(diagnosis.statistics().channels()).containsOnlyKeys("RGB");
        }
    }

    @Test
    void headersThatPromiseTransparencyAreNotBelieved() throws Exception {
        Files.createDirectories(dir.resolve("d"));
        for (int i = 0; i < 12; i++) {
            BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);
            for (int p = 0; p < 256; p++) {
                image.setRGB(p % 16, p / 16, PlantedDataset.drawB(i).argb()[p]);
            }
            ImageIO.write(image, "png", dir.resolve("d/" + i + ".png").toFile());
        }
        Diagnosis diagnosis = check(dir.resolve("d"));
        assertThat(diagnosis.statistics().channels()).containsExactly(Map.entry("RGB", 12L));
        assertThat(diagnosis.findings()).isEmpty();
    }

    @Test
    void whatWasLookedAtIsNotReadAgain() throws Exception {
        PlantedDataset.plant(dir.resolve("p"), 60, List.of(), 0);
        Path file = dir.resolve("looks.bin");
        Looks looks = new Looks();
        Diagnosis first;
        try (Dataset dataset = Datasets.open(dir.resolve("p"))) {
            first = check(dataset, looks);
            looks.write(file);
        }
        Looks again = Looks.read(file);
        assertThat(again.size()).isEqualTo(60);
        // unreadable now, with its size and time as they were: only a look at the file would tell
        try (Stream<Path> files = Files.walk(dir.resolve("p"))) {
            for (Path each : files.filter(Files::isRegularFile).limit(5).toList()) {
                FileTime time = Files.getLastModifiedTime(each);
                Files.write(each, new byte[(int) Files.size(each)]);
                Files.setLastModifiedTime(each, time);
            }
        }
        try (Dataset dataset = Datasets.open(dir.resolve("p"))) {
            assertThat(check(dataset, again)).isEqualTo(first);
            assertThat(check(dataset, new Looks()).counts()).containsEntry(FaultKind.UNREADABLE, 5);
        }
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));
        assertThat(Looks.read(file).size()).isZero();
    }

    @Test
    void rareClassesAreTold() throws Exception {
        for (int i = 0; i < 44; i++) {
            Path file = dir.resolve(i < 40 ? "many" : "few").resolve(i + ".png");
            Files.createDirectories(file.getParent());
            PngFiles.write(file, PlantedDataset.drawB(i), Map.of());
        }
        Diagnosis diagnosis = check(dir);
        assertThat(diagnosis.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FaultKind.CLASS_IMBALANCE);
            assertThat(finding.name()).isEqualTo("few");
            assertThat(finding.words()).contains("“few” has 4 pictures");
            assertThat(finding.safeFix()).isEmpty();
        });
    }

    @Test
    void hostileFilesAreFindingsAndHarmless() throws Exception {
        Path place = dir.resolve("hostile");
        for (int i = 0; i < 12; i++) {
            Path file = place.resolve(i + ".png");
            Files.createDirectories(file.getParent());
            PngFiles.write(file, PlantedDataset.drawB(i), Map.of());
        }
        byte[] huge = Files.readAllBytes(place.resolve("0.png"));
        // a header of 100,000 × 100,000 pixels
        ByteBuffer.wrap(huge).putInt(16, 100_000).putInt(20, 100_000);
        Files.write(place.resolve("huge.png"), huge);
        Files.write(place.resolve("zero.jpg"), new byte[0]);
        Files.write(
                place.resolve("an odd name \u2013 \u00fc, \"quoted\"; $(x) & \ud83d\ude00.png"),
                Files.readAllBytes(place.resolve("1.png")));
        Files.createSymbolicLink(place.resolve("loop"), place);
        Diagnosis diagnosis = check(place);
        assertThat(names(diagnosis, FaultKind.UNREADABLE)).containsExactly("huge.png", "loop", "zero.jpg");
        assertThat(names(diagnosis, FaultKind.SAME_BYTES)).hasSize(1);
        assertThat(diagnosis.findings()).hasSize(4);
    }

    @Test
    void aCancelledCheckupStops() throws IOException, InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        try (Dataset d = Datasets.open(Path.of("assets/datasets/fluent3d-64.zip"))) {
            Checkup checkup = Checkup.start(d, new Looks(), 1, (stage, done, total) -> {
                calls.incrementAndGet();
                begun.countDown();
                try {
                    cancelled.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            begun.await();
            checkup.cancel();
            cancelled.countDown();
            assertThatThrownBy(() -> checkup.result().get(20, TimeUnit.SECONDS))
                    .isInstanceOfAny(CancellationException.class, ExecutionException.class);
        }
        assertThat(calls).hasValueLessThan(3);
    }
}
