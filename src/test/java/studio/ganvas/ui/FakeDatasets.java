package studio.ganvas.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.dataset.DatasetContents;
import studio.ganvas.engine.dataset.DatasetDoctor;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.engine.dataset.DatasetLibrary;
import studio.ganvas.engine.dataset.DatasetReport;
import studio.ganvas.engine.dataset.DatasetTools;
import studio.ganvas.engine.dataset.PictureEntry;
import studio.ganvas.gan.DataKind;
import studio.ganvas.image.Pixels;

/** A library of made-up datasets. */
public final class FakeDatasets implements DatasetLibrary {
    private final Map<DatasetEntry, Set<DataKind>> entries = new LinkedHashMap<>();
    private final FakeTools tools = new FakeTools();
    private final FakeDoctor doctor = new FakeDoctor(this::open, id -> List.of());
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public FakeDatasets() {
        put("emoji-pairs-64", true, EnumSet.of(DataKind.DOMAINS, DataKind.PAIRS));
        put("fluent3d-64", true, EnumSet.of(DataKind.IMAGES, DataKind.LABELLED));
        put("lineart-to-colour-64", true, EnumSet.of(DataKind.DOMAINS));
        put("holiday-pictures-from-a-folder-with-a-really-long-name-2019-2026", false, EnumSet.of(DataKind.IMAGES));
    }

    public synchronized void put(String id, boolean starter, Set<DataKind> kinds) {
        entries.put(new DatasetEntry(id, id, Path.of("/data", id), starter), kinds);
        listeners.forEach(Runnable::run);
    }

    public synchronized void clear() {
        entries.clear();
        listeners.forEach(Runnable::run);
    }

    @Override
    public synchronized List<DatasetEntry> list() {
        return new ArrayList<>(entries.keySet());
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public CompletableFuture<DatasetEntry> add(Path location) {
        put(location.getFileName().toString(), false, EnumSet.of(DataKind.IMAGES));
        List<DatasetEntry> all = list();
        return CompletableFuture.completedFuture(all.get(all.size() - 1));
    }

    @Override
    public synchronized void remove(String id) {
        entries.keySet().removeIf(entry -> entry.id().equals(id));
        listeners.forEach(Runnable::run);
    }

    @Override
    public synchronized CompletableFuture<DatasetContents> open(String id) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getKey().id().equals(id))
                .findFirst()
                .map(entry -> CompletableFuture.completedFuture(new DatasetContents(
                        entry.getKey(),
                        IntStream.range(0, 1026)
                                .mapToObj(i -> new PictureEntry(
                                        i,
                                        "img%08d.png".formatted(i),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()))
                                .toList(),
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        entry.getValue(),
                        "a folder of pictures")))
                .orElseGet(() -> CompletableFuture.failedFuture(new StudioException("There is no dataset " + id)));
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
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Pixels> thumbnail(String id, int index, int edge) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Pixels> picture(String id, int index) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Pixels> asNetworkSees(String id, int index, int size, boolean grey) {
        return new CompletableFuture<>();
    }
}
