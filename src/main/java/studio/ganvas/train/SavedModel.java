package studio.ganvas.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.Checkpoints;
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
    /** Of larger networks each weight is read when it is first used: of two directions often one alone is wanted. */
    private static final long LARGE = 64_000_000;

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
            if (!checkpoint.metadata().containsKey("ganvas.plan")) {
                throw new RunException(file.getFileName()
                        + " was not written by Ganvas, so it does not say what network it is of. Ganvas reads the weights "
                        + "of such files with “ganvas info” and “ganvas convert”.");
            }
            SavedModel lazy = of(checkpoint, wanted);
            return new SavedModel(lazy.plan(), Checkpoints.inMemory(lazy.weights()), lazy.step());
        }
    }

    /** Of a file that Ganvas wrote and that stays open as long as networks are read from it. */
    public static SavedModel of(Checkpoint checkpoint, Predicate<String> wanted) {
        StateDict weights = checkpoint.stateDicts().values().iterator().next();
        long step = Long.parseLong(checkpoint.metadata().getOrDefault("ganvas.step", "0"));
        return new SavedModel(RunPlan.fromJson(checkpoint.metadata().get("ganvas.plan")), of(weights, wanted), step);
    }

    /** Fills a network for use: at once, or, when it is large, weight by weight when they are first used. */
    public static void fill(Module network, TensorStore store, StateDict weights) {
        if (network.parameterCount() > LARGE) {
            network.loadLater(store, weights);
        } else {
            network.load(store, weights);
        }
        network.train(false);
    }

    private static StateDict of(StateDict weights, Predicate<String> wanted) {
        Map<String, HostTensor> kept = new LinkedHashMap<>(weights.entries());
        kept.keySet().removeIf(name -> !wanted.test(name.substring(0, name.indexOf('.'))));
        return new StateDict(kept);
    }

    /** The network file itself, of a run the newest. */
    static Path file(Path fileOrRun) {
        return Files.isDirectory(fileOrRun)
                ? newest(fileOrRun).orElseThrow(() -> new RunException("There is no snapshot in " + fileOrRun + "."))
                : fileOrRun;
    }

    /** The newest whole network file in the folder of a run, or the one of a packed model ({@link ModelPack}). */
    public static Optional<Path> newest(Path folder) {
        RunDirectory run = new RunDirectory(folder);
        Path packed = folder.resolve(ModelPack.MODEL);
        return run.snapshots().stream()
                .filter(step -> Snapshots.whole(run, step))
                .reduce((older, newer) -> newer)
                .map(run::network)
                .or(() -> Files.isRegularFile(packed) ? Optional.of(packed) : Optional.empty());
    }

    /**
     * The generator layer by layer, with these weights; empty for systems that make no pictures of latents. Of its networks
     * only the one that makes the pictures need be there.
     */
    public Optional<StyleGenerator> styles(TensorStore store) {
        Predicate<String> there = name -> weights.sub(name + ".").size() > 0;
        Map<String, Module> networks = networks(store, name -> true, name -> makes(name) && there.test(name));
        Optional<StyleGenerator> styles = plan.system().styles(plan.options(), plan.facts(), networks);
        networks.forEach((name, network) -> {
            if (styles.isPresent() && styles.get().network() == network && !there.test(name)) {
                throw new RunException("The network that makes the pictures, " + name + ", is not in this file.");
            }
        });
        return styles;
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
                fill(network, store, weights.sub(name + "."));
            }
        });
        return networks;
    }

    /** Whether a network of this name judges pictures: {@code D}, {@code D_A}, {@code disGA}, as all papers call them. */
    public static boolean isDiscriminator(String network) {
        return network.startsWith("D") || network.startsWith("dis");
    }
}
