package studio.ganvas.ui.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.dataset.DatasetContents;
import studio.ganvas.engine.dataset.DatasetDoctor;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.engine.dataset.DatasetLibrary;
import studio.ganvas.engine.dataset.DatasetReport;
import studio.ganvas.engine.dataset.DatasetTools;
import studio.ganvas.engine.dataset.Finding;
import studio.ganvas.engine.dataset.PictureEntry;
import studio.ganvas.gan.DataKind;
import studio.ganvas.image.Pixels;
import studio.ganvas.ui.FakeDoctor;
import studio.ganvas.ui.FakeTools;

/** A library of drawn pictures with delays, that counts what it is asked. */
class FakeDatasets implements DatasetLibrary {
    static final List<String> CLASSES = List.of("boots", "coats", "hats");

    final AtomicInteger thumbnails = new AtomicInteger();
    final AtomicInteger cancelled = new AtomicInteger();
    final AtomicInteger delivered = new AtomicInteger();
    /** What thumbnails wait for; complete unless a test holds them back. */
    volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    final List<Integer> askedThumbnails = new CopyOnWriteArrayList<>();

    /** What the doctor finds, by dataset. */
    final Map<String, List<Finding>> findings = new ConcurrentHashMap<>();

    final FakeTools tools = new FakeTools();
    final FakeDoctor doctor = new FakeDoctor(this::open, id -> findings.getOrDefault(id, List.of()));

    private final Map<String, DatasetContents> contents = new LinkedHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Executor later;

    FakeDatasets(long delayMillis) {
        later = delayMillis == 0
                ? Runnable::run
                : CompletableFuture.delayedExecutor(delayMillis, TimeUnit.MILLISECONDS);
    }

    /** Clothes of three classes in train and test; the file of index 5 is damaged. */
    FakeDatasets withClothes(int count) {
        List<PictureEntry> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String label = CLASSES.get(i * i % 7 % 3);
            String split = i < count * 3 / 4 ? "train" : "test";
            pictures.add(new PictureEntry(
                    i,
                    split + "/" + label + "/" + String.format("%06d.png", i),
                    Optional.empty(),
                    Optional.of(label),
                    Optional.of(split),
                    Optional.empty()));
        }
        return with("clothes", "Clothing", true, pictures, CLASSES, List.of(), List.of("train", "test"));
    }

    /** Pairs in two sets, the B half listed before the A half. */
    FakeDatasets withPairs(int pairs) {
        List<PictureEntry> pictures = new ArrayList<>();
        for (int i = 0; i < 2 * pairs; i++) {
            int number = i / 2;
            String domain = i % 2 == 0 ? "B-colour" : "A-lineart";
            pictures.add(new PictureEntry(
                    i,
                    domain + "/picture-" + number + ".png",
                    Optional.of(domain),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(i % 2 == 0 ? i + 1 : i - 1)));
        }
        return with(
                "pairs", "Line art to colour", true, pictures, List.of(), List.of("A-lineart", "B-colour"), List.of());
    }

    FakeDatasets withPlain(String id, String name, int count) {
        List<PictureEntry> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pictures.add(new PictureEntry(
                    i,
                    String.format("%05d/img%08d.png", i / 1000, i),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
        }
        return with(id, name, false, pictures, List.of(), List.of(), List.of());
    }

    /** A dataset whose place is gone. */
    FakeDatasets withMissing(String id, String name) {
        with(id, name, false, List.of(), List.of(), List.of(), List.of());
        return this;
    }

    synchronized FakeDatasets with(
            String id,
            String name,
            boolean starter,
            List<PictureEntry> pictures,
            List<String> classes,
            List<String> domains,
            List<String> splits) {
        boolean paired = pictures.stream().anyMatch(p -> p.partner().isPresent());
        Set<DataKind> kinds = paired
                ? Set.of(DataKind.IMAGES, DataKind.DOMAINS, DataKind.PAIRS)
                : classes.isEmpty() ? Set.of(DataKind.IMAGES) : Set.of(DataKind.IMAGES, DataKind.LABELLED);
        DatasetEntry entry = new DatasetEntry(id, name, Path.of("/data", id), starter);
        contents.put(
                id,
                new DatasetContents(
                        entry,
                        pictures,
                        classes,
                        domains,
                        splits,
                        paired,
                        kinds,
                        classes.isEmpty() ? "one folder of pictures" : "a folder for each class"));
        return this;
    }

    @Override
    public synchronized List<DatasetEntry> list() {
        return contents.values().stream()
                .map(DatasetContents::entry)
                .sorted(Comparator.comparing(entry -> !entry.starter()))
                .toList();
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public CompletableFuture<DatasetEntry> add(Path location) {
        String name = location.getFileName().toString();
        return later(() -> {
            if (name.contains("empty")) {
                throw new StudioException(
                        "There is no picture in " + name + ". Choose a folder with PNG or JPEG files.");
            }
            if (!contents.containsKey(name)) {
                withPlain(name, name, 40);
                listeners.forEach(Runnable::run);
            }
            return contents.get(name).entry();
        });
    }

    @Override
    public synchronized void remove(String id) {
        contents.remove(id);
        listeners.forEach(Runnable::run);
    }

    @Override
    public CompletableFuture<DatasetContents> open(String id) {
        return later(() -> {
            if (id.contains("missing")) {
                throw new StudioException("The folder /data/missing is not there any more. Put it back, or remove"
                        + " this dataset from the library and add it where it is now.");
            }
            return contents.get(id);
        });
    }

    @Override
    public DatasetTools tools() {
        return tools;
    }

    @Override
    public DatasetDoctor doctor() {
        return doctor;
    }

    @Override
    public CompletableFuture<DatasetReport> report(String id) {
        return later(() -> {
            List<PictureEntry> pictures = contents.get(id).pictures();
            Map<String, Integer> classes = new LinkedHashMap<>();
            contents.get(id).classes().forEach(name -> classes.put(name, 0));
            pictures.forEach(p -> p.label().ifPresent(label -> classes.merge(label, 1, Integer::sum)));
            List<DatasetReport.Problem> problems = contents.get(id).classes().isEmpty()
                    ? List.of()
                    : List.of(
                            new DatasetReport.Problem(pictures.get(5).name(), "The file ends before the picture does."),
                            new DatasetReport.Problem(
                                    "train/hats/notes-on-how-these-photographs-were-taken-and-by-whom.png",
                                    "This is not a picture: it begins with text."));
            Map<String, Integer> sizes = new LinkedHashMap<>();
            sizes.put("64×64", pictures.size() - 1);
            sizes.put("640×480", 1);
            return new DatasetReport(
                    pictures.size(),
                    pictures.size() * 4_321L,
                    sizes,
                    Map.of("PNG", pictures.size()),
                    Map.of("RGB", pictures.size()),
                    classes,
                    problems);
        });
    }

    @Override
    public CompletableFuture<Pixels> thumbnail(String id, int index, int edge) {
        thumbnails.incrementAndGet();
        askedThumbnails.add(index);
        CompletableFuture<Pixels> future = gate.thenCompose(open -> later(() -> {
            if (index == 5 && id.equals("clothes")) {
                throw new StudioException("The file ends before the picture does.");
            }
            return draw(index, edge, false);
        }));
        future.whenComplete((pixels, failure) -> (future.isCancelled() ? cancelled : delivered).incrementAndGet());
        return future;
    }

    @Override
    public CompletableFuture<Pixels> picture(String id, int index) {
        return later(() -> draw(index, 160, false));
    }

    @Override
    public CompletableFuture<Pixels> asNetworkSees(String id, int index, int size, boolean grey) {
        return later(() -> draw(index, size, grey));
    }

    private <T> CompletableFuture<T> later(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, later);
    }

    /** A disc on a ground, both coloured by the index. */
    static Pixels draw(int index, int edge, boolean grey) {
        int[] argb = new int[edge * edge];
        double radius = 0.25 + index % 5 * 0.05;
        for (int y = 0; y < edge; y++) {
            for (int x = 0; x < edge; x++) {
                double distance = Math.hypot(x / (double) edge - 0.5, y / (double) edge - 0.5);
                int colour = java.awt.Color.HSBtoRGB(
                        index * 0.618f + (distance < radius ? 0.45f : 0f),
                        0.55f,
                        distance < radius ? 0.9f : 0.35f + 0.3f * y / edge);
                if (grey) {
                    int g = ((colour >> 16 & 255) * 299 + (colour >> 8 & 255) * 587 + (colour & 255) * 114) / 1000;
                    colour = 0xFF000000 | g << 16 | g << 8 | g;
                }
                argb[y * edge + x] = colour;
            }
        }
        return new Pixels(edge, edge, argb);
    }
}
