package studio.ganvas.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.data.Dataset;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.dataset.DatasetDoctor.Repair;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.engine.dataset.Diagnosis;
import studio.ganvas.engine.dataset.FaultKind;
import studio.ganvas.engine.dataset.Finding;
import studio.ganvas.train.TinyData;

class LocalDoctorTest {
    @TempDir
    Path temp;

    private LocalStudio studio;
    private Path pictures;
    private DatasetEntry data;

    @BeforeEach
    void open() throws Exception {
        studio = new LocalStudio(places());
        pictures = TinyData.pictures(temp.resolve("pictures"), 12);
        Path first = picture();
        Files.copy(first, first.resolveSibling("zz-copy.png"));
        Files.write(first.resolveSibling("broken.png"), new byte[] {1, 2, 3});
        data = get(studio.datasets().add(pictures));
    }

    @AfterEach
    void close() {
        studio.close();
    }

    private Places places() {
        return new Places(temp.resolve("home"), temp.resolve("runs"), Path.of("assets"));
    }

    private Path picture() throws Exception {
        try (var files = Files.walk(pictures)) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    private Diagnosis examine() throws Exception {
        return get(studio.datasets().doctor().examine(data.id()));
    }

    private static List<Repair> safe(Diagnosis diagnosis) {
        List<Repair> repairs = new ArrayList<>();
        diagnosis.findings().forEach(finding -> finding.safeFix()
                .ifPresent(fix -> repairs.add(new Repair(finding, fix))));
        return repairs;
    }

    private List<String> onDisk() throws Exception {
        try (var files = Files.walk(pictures)) {
            return files.sorted()
                    .map(file -> file + " " + file.toFile().length() + " "
                            + file.toFile().lastModified())
                    .toList();
        }
    }

    @Test
    void fixesLeaveTheFilesAloneAndCanBeTakenBack() throws Exception {
        List<String> before = onDisk();
        Diagnosis sick = examine();
        assertThat(sick.findings())
                .extracting(Finding::kind)
                .containsExactly(FaultKind.UNREADABLE, FaultKind.SAME_BYTES);
        assertThat(sick.undoable()).isZero();
        assertThat(get(studio.datasets().doctor().apply(sick, safe(sick))).pictures())
                .hasSize(12);
        Diagnosis well = examine();
        assertThat(well.findings()).isEmpty();
        assertThat(well.undoable()).isEqualTo(1);
        assertThat(get(studio.datasets().report(data.id())).problems()).isEmpty();
        assertThat(onDisk()).isEqualTo(before);

        assertThatThrownBy(() -> get(studio.datasets().doctor().apply(sick, safe(sick))))
                .hasCauseInstanceOf(StudioException.class)
                .hasMessageContaining("changed since");

        studio.close();
        studio = new LocalStudio(places());
        assertThat(get(studio.datasets().open(data.id())).pictures()).hasSize(12);
        assertThat(get(studio.datasets().doctor().undo(data.id())).pictures()).hasSize(14);
        assertThat(examine().findings()).hasSize(2);
    }

    @Test
    void aRunGoesOnWithThePicturesThatItBeganWith() throws Exception {
        LocalDatasets datasets = (LocalDatasets) studio.datasets();
        Path began;
        try (Dataset raw = datasets.openData(data.id())) {
            began = raw.path();
        }
        Diagnosis sick = examine();
        get(studio.datasets().doctor().apply(sick, safe(sick)));
        Path mended;
        try (Dataset now = datasets.openData(data.id());
                Dataset then = datasets.openData(data.id(), began)) {
            assertThat(now.items()).hasSize(12);
            assertThat(now.name()).isEqualTo("pictures");
            assertThat(then.items()).hasSize(14);
            mended = now.path();
        }
        get(studio.datasets().doctor().undo(data.id()));
        try (Dataset resumed = datasets.openData(data.id(), mended)) {
            assertThat(resumed.items()).hasSize(12);
        }
    }

    @Test
    void findingsAreExported() throws Exception {
        Diagnosis sick = examine();
        Path csv = get(studio.datasets().doctor().export(sick, temp.resolve("f.csv")));
        Path json = get(studio.datasets().doctor().export(sick, temp.resolve("f.json")));
        assertThat(Files.readAllLines(csv)).hasSize(3).element(1).asString().startsWith("\"unreadable\",");
        assertThat(Files.readString(json)).contains("\"kind\" : \"same-bytes\"", "\"skip\"");
        assertThat(DiagnosisFile.csv(new Diagnosis(
                        "",
                        List.of(new Finding(
                                0,
                                FaultKind.BLANK,
                                List.of(),
                                "=cmd|\"x\"",
                                "a, b",
                                List.of(new Finding.Fix(Finding.Way.KEEP, "", false)))),
                        List.of(),
                        0,
                        0)))
                .endsWith("\"blank\",\"'=cmd|\"\"x\"\"\",\"a, b\",\"keep\"\r\n");
    }

    @Test
    void cancellingTheReportStopsTheJob() throws Exception {
        CompletableFuture<?> report = studio.datasets().report("fluent3d-64");
        report.cancel(true);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (studio.jobs().list().stream().anyMatch(job -> !job.state().ended())) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(5);
        }
        assertThat(studio.jobs().list()).noneMatch(job -> job.state() == JobInfo.State.FAILED);
        assertThat(get(studio.datasets().report(data.id())).pictures()).isEqualTo(14);
    }
}
