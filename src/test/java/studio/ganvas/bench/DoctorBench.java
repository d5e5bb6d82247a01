package studio.ganvas.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
 * many pictures (100,000), how many faults of each kind (100), and a folder for the dataset, kept for the next time. What
 * was missed or invented goes to the file {@code <rows>.wrong}.
 */
public final class DoctorBench {
    private static final int FIRST_THUMBNAILS = 60;
    private static final int KINDS = 10;

    private final List<String> rows = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final Path home;
    private final Path pictures;

    private DoctorBench(Path pictures) throws IOException {
        this.pictures = pictures;
        home = Files.createTempDirectory("ganvas-home");
    }

    public static void main(String... arguments) throws Exception {
        int pictures = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        int each = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100;
        Path place = arguments.length > 3 ? Path.of(arguments[3]) : Files.createTempDirectory("ganvas-doctor");
        Path folder = place.resolve("pictures-%d-%d".formatted(pictures, each));
        List<FaultKind> kinds = PlantedDataset.KINDS.subList(0, KINDS);
        Map<FaultKind, Set<String>> planted = PlantedDataset.plant(folder, pictures, kinds, each);
        // the collector's rubbish of drawing is not the doctor's
        System.gc();
        DoctorBench bench = new DoctorBench(folder);
        bench.first(planted);
        bench.again();
        Files.write(Path.of(arguments[0]), bench.rows);
        Files.write(Path.of(arguments[0] + ".wrong"), bench.wrong);
        delete(bench.home);
        if (arguments.length <= 3) {
            delete(place);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private LocalStudio studio() {
        return new LocalStudio(new Places(home, home.resolve("runs"), Path.of("assets")));
    }

    private void first(Map<FaultKind, Set<String>> planted) throws Exception {
        try (LocalStudio studio = studio()) {
            long begin = System.nanoTime();
            String id = studio.datasets().add(pictures).get().id();
            CompletableFuture<DatasetContents> opening = studio.datasets().open(id);
            int shown = Math.min(
                    FIRST_THUMBNAILS, studio.datasets().glance(id).get().size());
            List<CompletableFuture<Pixels>> thumbnails = new ArrayList<>();
            // as a grid asks: the newest request is served first
            for (int i = Math.max(shown, 1) - 1; i >= 0; i--) {
                thumbnails.add(studio.datasets().thumbnail(id, i, 96));
            }
            CompletableFuture.anyOf(thumbnails.toArray(CompletableFuture[]::new))
                    .get();
            double first = seconds(begin);
            CompletableFuture.allOf(thumbnails.toArray(CompletableFuture[]::new))
                    .exceptionally(unreadable -> null)
                    .get();
            double page = seconds(begin);
            DatasetContents contents = opening.get();
            double opened = seconds(begin);
            long looking = System.nanoTime();
            CompletableFuture<Diagnosis> future = studio.datasets().doctor().examine(id);
            long[] memory = memoryDuring(future);
            Diagnosis diagnosis = future.get();
            double took = seconds(looking);
            int count = contents.pictures().size();
            long faults = planted.values().stream().mapToLong(Set::size).sum();
            row(
                    "doctor, %,d pictures of 32 px, %,d planted faults of ten kinds".formatted(count, faults),
                    verdict(planted, diagnosis, faults),
                    "all, none");
            row(
                    "opening it: first thumbnail, a page of %d, the whole list".formatted(shown),
                    "%.2f s, %.2f s, %.1f s".formatted(first, page, opened),
                    "first ≤ 2 s");
            row(
                    "doctor: looking at every picture for the first time and comparing them",
                    "%.1f s, %,.0f pictures/s".formatted(took, count / took),
                    "");
            row(
                    "doctor: heap in use after a collection at a quarter, half and end of that",
                    "%.0f, %.0f, %.0f MB".formatted(memory[0] / 1e6, memory[1] / 1e6, memory[2] / 1e6),
                    "flat");
            row("the same process, resident", "%.0f MB".formatted(ProcessMemory.resident() / 1e6), "");
        }
    }

    private void again() throws Exception {
        try (LocalStudio studio = studio()) {
            String id = studio.datasets().add(pictures).get().id();
            studio.datasets().open(id).get();
            long begin = System.nanoTime();
            Diagnosis diagnosis = studio.datasets().doctor().examine(id).get();
            double took = seconds(begin);
            row(
                    "doctor: the same again, nothing changed: comparing alone",
                    "%.1f s, %,.0f pictures/s".formatted(took, diagnosis.pictures() / took),
                    "");
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private void row(String what, String measured, String goal) {
        rows.add("| " + what + " | " + measured + " | " + goal + " |");
    }

    private String verdict(Map<FaultKind, Set<String>> planted, Diagnosis diagnosis, long faults) {
        long missed = 0, invented = 0;
        for (FaultKind kind : FaultKind.values()) {
            Set<String> found = new TreeSet<>();
            for (Finding finding : diagnosis.findings()) {
                if (finding.kind().name().equals(kind.name())) {
                    found.add(finding.name());
                }
            }
            Set<String> lost = new TreeSet<>(planted.getOrDefault(kind, Set.of()));
            lost.removeAll(found);
            found.removeAll(planted.getOrDefault(kind, Set.of()));
            lost.forEach(name -> wrong.add("missed " + kind + " " + name));
            found.forEach(name -> wrong.add("invented " + kind + " " + name));
            missed += lost.size();
            invented += found.size();
        }
        return String.format(Locale.ROOT, "%,d of %,d found, %d invented", faults - missed, faults, invented);
    }

    /** Heap in use after a collection, looked at every few seconds: at a quarter, half and the end of the time. */
    private static long[] memoryDuring(CompletableFuture<?> work) throws InterruptedException {
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
