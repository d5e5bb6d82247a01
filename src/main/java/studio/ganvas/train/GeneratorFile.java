package studio.ganvas.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.CheckpointException;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.checkpoint.Node;
import studio.ganvas.gan.NoiseGenerator;
import studio.ganvas.gan.style.StyleFile;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.gan.style.StylePictures;
import studio.ganvas.gan.stylegan1.StyleGan1Files;
import studio.ganvas.gan.stylegan2.RosinalityFiles;
import studio.ganvas.gan.stylegan2.SnapshotFiles;
import studio.ganvas.gan.stylegan2.TensorFlowFiles;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.TensorStore;

/**
 * A trained generator that makes pictures from latents, whatever program wrote its file.
 *
 * @param id of its system, as {@code stylegan2}
 * @param system title, for people
 * @param classes names of the classes; their numbers where the file has no names
 * @param step training steps behind it; 0 where the file does not say
 * @param styles the generator, layer by layer
 */
public record GeneratorFile(String id, String system, List<String> classes, long step, StyleGenerator styles) {
    /** The same generator as one step from z to a picture. */
    public NoiseGenerator pictures() {
        return new StylePictures(styles);
    }

    /**
     * Loads a snapshot of Ganvas, the newest of a run's folder, or a generator of another program.
     *
     * @param store owns the weights
     * @throws RunException when it is no generator of pictures from latents
     * @throws CheckpointException when the file can't be read
     */
    public static GeneratorFile open(Path fileOrRun, TensorStore store) {
        if (Files.isDirectory(fileOrRun)) {
            return own(fileOrRun, store);
        }
        try (Checkpoint checkpoint = Checkpoints.open(fileOrRun)) {
            if (checkpoint.metadata().containsKey("ganvas.plan")) {
                return own(fileOrRun, store);
            }
            return foreign(checkpoint)
                    .map(file -> ofStyles(file, store))
                    .orElseThrow(
                            () -> new RunException(
                                    fileOrRun.getFileName()
                                            + " holds no generator of pictures from latents that Ganvas knows. It takes its own "
                                            + "snapshots, network pickles of StyleGAN2 (PyTorch and TensorFlow), and the files of rosinality's StyleGAN and StyleGAN2."));
        } catch (IllegalArgumentException e) {
            throw new RunException(fileOrRun.getFileName() + " can't be used: " + e.getMessage(), e);
        }
    }

    /** Whether an open file holds such a generator, whoever wrote it; no weights are read. */
    public static boolean isOne(Checkpoint checkpoint) {
        String plan = checkpoint.metadata().get("ganvas.plan");
        if (plan == null) {
            return foreign(checkpoint).isPresent();
        }
        return RunPlan.fromJson(plan).drawsLatents();
    }

    /** Finds out which generator of the StyleGAN family an open file of another program holds, if one. */
    public static Optional<StyleFile> foreign(Checkpoint checkpoint) {
        Map<String, StateDict> states = checkpoint.stateDicts();
        return SnapshotFiles.recognise(arguments(checkpoint), states)
                .or(() -> RosinalityFiles.recognise(states, tensor(checkpoint, "latent_avg")))
                .or(() -> StyleGan1Files.recognise(states))
                .or(() -> TensorFlowFiles.recognise(states, tensorFlowArguments(checkpoint)));
    }

    private static Optional<HostTensor> tensor(Checkpoint checkpoint, String name) {
        return checkpoint.root().child(name).map(node -> node instanceof Node.Tensor tensor ? tensor.value() : null);
    }

    /** What the networks of a tuple (G, D, Gs) were constructed with, by their names. */
    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> tensorFlowArguments(Checkpoint checkpoint) {
        Map<String, Map<String, Object>> arguments = new LinkedHashMap<>();
        if (checkpoint.root() instanceof Node.List networks) {
            networks.items().forEach(network -> network.child("name").ifPresent(name -> network.child("static_kwargs")
                    .filter(Node.Dict.class::isInstance)
                    .ifPresent(kwargs ->
                            arguments.put(String.valueOf(name.plain()), (Map<String, Object>) kwargs.plain()))));
        }
        return arguments;
    }

    /** What the networks of an NVIDIA pickle were constructed with. */
    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> arguments(Checkpoint checkpoint) {
        Map<String, Map<String, Object>> arguments = new LinkedHashMap<>();
        checkpoint.stateDicts().keySet().forEach(network -> checkpoint
                .root()
                .at(network, "_init_kwargs")
                .filter(Node.Dict.class::isInstance)
                .ifPresent(kwargs -> arguments.put(network, (Map<String, Object>) kwargs.plain())));
        return arguments;
    }

    private static GeneratorFile own(Path fileOrRun, TensorStore store) {
        SavedModel saved = SavedModel.open(fileOrRun);
        String title = saved.plan().system().info().title();
        StyleGenerator styles =
                saved.styles(store).orElseThrow(() -> new RunException(title + " does not make pictures from seeds."));
        return new GeneratorFile(
                saved.plan().system().info().id(), title, saved.plan().facts().classes(), saved.step(), styles);
    }

    private static GeneratorFile ofStyles(StyleFile file, TensorStore store) {
        StyleGenerator styles = file.load(store);
        List<String> numbers =
                IntStream.range(0, styles.classes()).mapToObj(Integer::toString).toList();
        return new GeneratorFile(file.id(), file.system(), numbers, 0, styles);
    }
}
