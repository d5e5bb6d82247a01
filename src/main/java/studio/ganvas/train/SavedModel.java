package studio.ganvas.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.gan.NoiseGenerator;
import studio.ganvas.gan.Translator;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.TensorStore;

/**
 * A network file that Ganvas wrote: it says itself of what system and options it is.
 *
 * @param weights all networks, names {@code <network>.<official name>}
 * @param step training steps behind it
 */
public record SavedModel(RunPlan plan, StateDict weights, long step) {
    /**
     * Reads a {@code network-snapshot-N.safetensors}, or the newest of a run's folder.
     *
     * @throws RunException when it is no snapshot of Ganvas
     */
    public static SavedModel open(Path fileOrRun) {
        return open(fileOrRun, network -> true);
    }

    /** The same with the wanted networks alone; the others are not read. */
    public static SavedModel open(Path fileOrRun, Predicate<String> wanted) {
        Path file = file(fileOrRun);
        try (Checkpoint checkpoint = Checkpoints.open(file)) {
            String plan = checkpoint.metadata().get("ganvas.plan");
            if (plan == null) {
                throw new RunException(file.getFileName()
                        + " was not written by Ganvas, so it does not say what network it is of. Ganvas reads the weights "
                        + "of such files with “ganvas info” and “ganvas convert”.");
            }
            StateDict weights = checkpoint.stateDicts().values().iterator().next();
            long step = Long.parseLong(checkpoint.metadata().getOrDefault("ganvas.step", "0"));
            return new SavedModel(RunPlan.fromJson(plan), Checkpoints.inMemory(of(weights, wanted)), step);
        }
    }

    private static StateDict of(StateDict weights, Predicate<String> wanted) {
        Map<String, HostTensor> kept = new LinkedHashMap<>(weights.entries());
        kept.keySet().removeIf(name -> !wanted.test(name.substring(0, name.indexOf('.'))));
        return new StateDict(kept);
    }

    /** The network file itself, of a run the newest. */
    static Path file(Path fileOrRun) {
        return Files.isDirectory(fileOrRun) ? newest(new RunDirectory(fileOrRun)) : fileOrRun;
    }

    private static Path newest(RunDirectory run) {
        return run.snapshots().stream()
                .filter(step -> Snapshots.whole(run, step))
                .reduce((older, newer) -> newer)
                .map(run::network)
                .orElseThrow(() -> new RunException("There is no snapshot in " + run.path() + "."));
    }

    /** The generator of a system that makes pictures from latents, with these weights; empty for other systems. */
    public Optional<NoiseGenerator> noiseGenerator(TensorStore store) {
        return plan.system().generator(plan.options(), plan.facts(), networks(store, name -> true, SavedModel::makes));
    }

    /** The generator layer by layer, with these weights; empty for systems outside the StyleGAN family. */
    public Optional<StyleGenerator> styles(TensorStore store) {
        return plan.system().styles(plan.options(), plan.facts(), networks(store, name -> true, SavedModel::makes));
    }

    /** The generators of a system that translates pictures, with these weights; empty for other systems. */
    public Optional<Translator> translator(TensorStore store) {
        return plan.system()
                .translator(plan.options(), plan.facts(), networks(store, SavedModel::makes, SavedModel::makes));
    }

    /** The discriminators of a system whose attention can be seen, with these weights; empty for other systems. */
    public Optional<Translator> judges(TensorStore store) {
        Predicate<String> judging = SavedModel::isDiscriminator;
        return plan.system().info().attentionNames().isEmpty()
                ? Optional.empty()
                : plan.system().translator(plan.options(), plan.facts(), networks(store, judging, judging));
    }

    private static boolean makes(String network) {
        return !isDiscriminator(network);
    }

    private Map<String, Module> networks(TensorStore store, Predicate<String> wanted, Predicate<String> filled) {
        Map<String, Module> networks = new LinkedHashMap<>(plan.system().networks(plan.options(), plan.facts()));
        networks.keySet().removeIf(wanted.negate());
        networks.forEach((name, network) -> {
            if (filled.test(name)) {
                network.load(store, weights.sub(name + "."));
                network.train(false);
            }
        });
        return networks;
    }

    /** Whether a network of this name judges pictures: {@code D}, {@code D_A}, {@code disGA}, as all papers call them. */
    public static boolean isDiscriminator(String network) {
        return network.startsWith("D") || network.startsWith("dis");
    }
}
