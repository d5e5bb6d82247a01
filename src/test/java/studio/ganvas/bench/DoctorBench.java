package studio.ganvas.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import studio.ganvas.data.doctor.FaultKind;
import studio.ganvas.data.doctor.PlantedDataset;
import studio.ganvas.engine.dataset.DatasetContents;
import studio.ganvas.engine.dataset.Diagnosis;
import studio.ganvas.engine.dataset.Finding;
import studio.ganvas.engine.local.LocalStudio;
import studio.ganvas.engine.local.Places;
import studio.ganvas.engine.local.ProcessMemory;
import studio.ganvas.image.Pixels;

/**
 * The doctor on a dataset of drawn pictures with planted faults of ten kinds. Arguments: the file for the table's rows, how
 * many pictures (100,000), how many faults of each kind (100), and a folder for the dataset, kept for the next time.
 */
public final class DoctorBench {
    private static final int FIRST_THUMBNAILS = 60;

    private DoctorBench() {}

    public static void main(String... arguments) throws Exception {
        int pictures = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        int each = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100;
        Path place = arguments.length > 3 ? Path.of(arguments[3]) : Files.createTempDirectory("ganvas-doctor");
        List<FaultKind> kinds = PlantedDataset.KINDS.subList(0, 10);
        Map<FaultKind, Set<String>> planted = PlantedDataset.plant(place.resolve("pictures"), pictures, kinds, each);
        List<String> rows = new ArrayList<>();
        Path home = Files.createTempDirectory("ganvas-home");
        try (LocalStudio studio = new LocalStudio(new Places(home, home.resolve("runs"), Path.of("assets")))) {
            String id = studio.datasets().add(place.resolve("pictures")).get().id();
            long begin = System.nanoTime();
            DatasetContents contents = studio.datasets().open(id).get();
            double opened = seconds(begin);
            CompletableFuture<Diagnosis> future = studio.datasets().doctor().examine(id);
            List<CompletableFuture<Pixels>> thumbnails = new ArrayList<>();
            for (int i = 0; i < FIRST_THUMBNAILS; i++) {
                thumbnails.add(studio.datasets().thumbnail(id, i, 96));
            }
            thumbnails.get(FIRST_THUMBNAILS - 1).get();
            double first = seconds(begin);
            CompletableFuture.allOf(thumbnails.toArray(CompletableFuture[]::new))
                    .exceptionally(unreadable -> null)
                    .get();
            double all = seconds(begin);
            long[] memory = memoryDuring(future);
            Diagnosis diagnosis = future.get();
            double took = seconds(begin);
            rows.add(row(
                    "doctor, %,d pictures of 32 px, %,d planted faults of ten kinds"
                            .formatted(contents.pictures().size(), 10 * each),
                    verdict(planted, diagnosis),
                    "all, none"));
            rows.add(row(
                    "doctor: the whole checkup, reading to findings",
                    "%.0f s, %,.0f pictures/s"
                            .formatted(took, contents.pictures().size() / took),
                    ""));
            rows.add(row(
                    "opening it: list, first thumbnail, %d thumbnails, while the doctor works"
                            .formatted(FIRST_THUMBNAILS),
                    "%.1f s, %.1f s, %.1f s".formatted(opened, first, all),
                    "first ≤ 2 s"));
            rows.add(row(
                    "doctor: heap in use after a collection at a quarter, half and end of the reading",
                    "%.0f, %.0f, %.0f MB".formatted(memory[0] / 1e6, memory[1] / 1e6, memory[2] / 1e6),
                    ""));
            rows.add(row("the same process, resident", "%.0f MB".formatted(ProcessMemory.resident() / 1e6), ""));
        }
        try (LocalStudio again = new LocalStudio(new Places(home, home.resolve("runs"), Path.of("assets")))) {
            String id = again.datasets().add(place.resolve("pictures")).get().id();
            long begin = System.nanoTime();
            Diagnosis diagnosis = again.datasets().doctor().examine(id).get();
            double took = seconds(begin);
            rows.add(row(
                    "doctor: the same again, nothing changed",
                    "%.1f s, %,.0f pictures/s".formatted(took, diagnosis.pictures() / took),
                    ""));
        }
        Files.write(Path.of(arguments[0]), rows);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static String row(String what, String measured, String goal) {
        return "| " + what + " | " + measured + " | " + goal + " |";
    }

    private static String verdict(Map<FaultKind, Set<String>> planted, Diagnosis diagnosis) {
        int missed = 0, invented = 0;
        for (FaultKind kind : FaultKind.values()) {
            Set<String> found = new TreeSet<>();
            for (Finding finding : diagnosis.findings()) {
                if (finding.kind().name().equals(kind.name())) {
                    found.add(finding.name());
                }
            }
            Set<String> wanted = planted.getOrDefault(kind, Set.of());
            missed +=
                    (int) wanted.stream().filter(name -> !found.contains(name)).count();
            invented +=
                    (int) found.stream().filter(name -> !wanted.contains(name)).count();
        }
        return String.format(
                Locale.ROOT,
                "%,d found, %d missed, %d invented",
                diagnosis.findings().size(),
                missed,
                invented);
    }

    /** Heap in use after a collection, looked at every few seconds: at a quarter, half and the end of the time. */
    private static long[] memoryDuring(CompletableFuture<?> work) throws IOException, InterruptedException {
        List<Long> seen = new ArrayList<>();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        timer.scheduleAtFixedRate(
                () -> {
                    System.gc();
                    Runtime runtime = Runtime.getRuntime();
                    seen.add(runtime.totalMemory() - runtime.freeMemory());
                },
                0,
                2,
                TimeUnit.SECONDS);
        work.exceptionally(failure -> null).join();
        timer.shutdown();
        timer.awaitTermination(10, TimeUnit.SECONDS);
        int n = seen.size();
        return new long[] {seen.get(n / 4), seen.get(n / 2), seen.get(n - 1)};
    }
}
