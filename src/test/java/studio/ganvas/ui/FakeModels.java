package studio.ganvas.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.model.ModelFacts;
import studio.ganvas.engine.model.Models;
import studio.ganvas.engine.stylize.Looker;

/** Two models at first: one that goes both ways and shows its attention, one that goes from A to B only. */
public final class FakeModels implements Models {
    public static final ModelEntry BOTH =
            new ModelEntry("00002-emoji-cyclegan", "emoji", "CycleGAN", 4000, Path.of("/runs/00002"), true);
    public static final ModelEntry ONE =
            new ModelEntry("lines-1f", "lines", "Pix2Pix", 0, Path.of("/models/lines.safetensors"), false);

    /** As U-GAT-IT has them. */
    public static final List<Looker> LOOKERS = List.of(
            new Looker("genA2B", Looker.Kind.GENERATOR, "AtoB"),
            new Looker("genB2A", Looker.Kind.GENERATOR, "BtoA"),
            new Looker("disGA", Looker.Kind.GLOBAL, "A"),
            new Looker("disGB", Looker.Kind.GLOBAL, "B"),
            new Looker("disLA", Looker.Kind.LOCAL, "A"),
            new Looker("disLB", Looker.Kind.LOCAL, "B"));

    private final List<ModelEntry> entries = new CopyOnWriteArrayList<>(List.of(BOTH, ONE));
    private final Map<String, ModelFacts> bothWays =
            new ConcurrentHashMap<>(Map.of(BOTH.id(), new ModelFacts(List.of("AtoB", "BtoA"), 64, false, LOOKERS)));
    private final List<Runnable> listeners = new ArrayList<>();

    /** One more, which goes both ways. */
    public void put(String id, String system, boolean attentive) {
        String name = id.substring(id.indexOf(':') + 1);
        entries.add(new ModelEntry(id, name, system, 4000, Path.of("/models", name), false));
        bothWays.put(id, new ModelFacts(List.of("AtoB", "BtoA"), 64, false, attentive ? LOOKERS : List.of()));
        listeners.forEach(Runnable::run);
    }

    /** As on the first day. */
    public void clear() {
        entries.clear();
        listeners.forEach(Runnable::run);
    }

    @Override
    public List<ModelEntry> list() {
        return List.copyOf(entries);
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void refresh() {}

    @Override
    public boolean accepts(Path file) {
        return file.toString().endsWith(".pth");
    }

    @Override
    public CompletableFuture<ModelEntry> add(Path file) {
        String name = file.getFileName().toString();
        if (name.startsWith("bad")) {
            return CompletableFuture.failedFuture(new StudioException(name + " holds no network that Ganvas knows."));
        }
        ModelEntry entry = new ModelEntry(name, name.replace(".pth", ""), "CycleGAN", 0, file, false);
        entries.add(entry);
        listeners.forEach(Runnable::run);
        return CompletableFuture.completedFuture(entry);
    }

    @Override
    public void remove(String id) {
        entries.removeIf(entry -> entry.id().equals(id));
        listeners.forEach(Runnable::run);
    }

    @Override
    public CompletableFuture<ModelFacts> facts(String id) {
        return CompletableFuture.completedFuture(bothWays.getOrDefault(id, new ModelFacts(List.of("AtoB"), 64, false)));
    }
}
