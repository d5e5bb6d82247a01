package studio.ganvas.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Looks at every picture of a dataset in the background, on threads of its own: headers only, or, when thorough, every
 * picture decoded, which alone finds damage behind the header.
 */
public final class Scan {
    private static final int CHUNK = 64;

    /** Hears how far a scan is; called from the scan's threads. */
    @FunctionalInterface
    public interface Progress {
        void at(int done, int total);
    }

    private final Dataset dataset;
    private final boolean thorough;
    private final Progress progress;
    private final AtomicInteger claimed = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger running;
    private final PictureInfo[] infos;
    private final Problem[] problems;
    private final CompletableFuture<DatasetStatistics> result = new CompletableFuture<>();

    private Scan(Dataset dataset, boolean thorough, int threads, Progress progress) {
        this.dataset = dataset;
        this.thorough = thorough;
        this.progress = progress;
        this.running = new AtomicInteger(threads);
        this.infos = new PictureInfo[dataset.items().size()];
        this.problems = new Problem[dataset.items().size()];
    }

    /** Starts a scan. The dataset must stay open until {@link #result()} is done. */
    public static Scan start(Dataset dataset, boolean thorough, int threads, Progress progress) {
        Scan scan = new Scan(dataset, thorough, Math.max(1, threads), progress);
        for (int i = 0; i < Math.max(1, threads); i++) {
            Thread thread = new Thread(scan::work, "scan-" + dataset.name() + "-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        return scan;
    }

    /** Done when the scan is; fails with a {@link CancellationException} (as the cause) when it was cancelled. */
    public CompletableFuture<DatasetStatistics> result() {
        return result.copy();
    }

    /** Stops after the pictures in hand. */
    public void cancel() {
        result.cancel(false);
    }

    private void work() {
        try {
            int total = infos.length;
            for (int from = claimed.getAndAdd(CHUNK);
                    from < total && !result.isDone();
                    from = claimed.getAndAdd(CHUNK)) {
                int to = Math.min(from + CHUNK, total);
                for (int i = from; i < to && !result.isDone(); i++) {
                    look(dataset.items().get(i));
                }
                progress.at(done.addAndGet(to - from), total);
            }
            if (running.decrementAndGet() == 0 && !result.isDone()) {
                result.complete(statistics());
            }
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    private void look(Item item) {
        try {
            infos[item.index()] = dataset.info(item);
            if (thorough) {
                dataset.read(item);
            }
        } catch (PictureException e) {
            problems[item.index()] = new Problem(item.name(), e.getMessage());
        }
    }

    private DatasetStatistics statistics() {
        List<Problem> found = new ArrayList<>(dataset.problems());
        Map<String, Long> sizes = new TreeMap<>();
        Map<String, Long> formats = new TreeMap<>();
        Map<Integer, Long> channels = new TreeMap<>();
        int readable = 0;
        long bytes = 0;
        for (Item item : dataset.items()) {
            bytes += item.part() == Item.Part.RIGHT ? 0 : dataset.size(item);
            PictureInfo info = infos[item.index()];
            Problem problem = problems[item.index()];
            if (info != null) {
                sizes.merge(info.width() + "×" + info.height(), 1L, Long::sum);
                formats.merge(info.format(), 1L, Long::sum);
                channels.merge(info.channels(), 1L, Long::sum);
            }
            if (problem != null) {
                found.add(problem);
            } else {
                readable++;
            }
        }
        return new DatasetStatistics(
                dataset.items().size(),
                readable,
                bytes,
                commonestFirst(sizes),
                commonestFirst(formats),
                commonestFirst(channels),
                dataset.classHistogram(),
                List.copyOf(found));
    }

    private static <K> Map<K, Long> commonestFirst(Map<K, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }
}
