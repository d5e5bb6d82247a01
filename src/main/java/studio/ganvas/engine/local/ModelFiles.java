package studio.ganvas.engine.local;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.CheckpointException;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.engine.StudioException;
import studio.ganvas.gan.AttentiveTranslator;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.Recognised;
import studio.ganvas.gan.SystemInfo;
import studio.ganvas.gan.Translator;
import studio.ganvas.gan.animegan2.AnimeGanV2;
import studio.ganvas.gan.junyanz.NetworkTranslator;
import studio.ganvas.gan.ugatit.UgatitFiles;
import studio.ganvas.gan.unit.UnitFiles;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.TensorException;
import studio.ganvas.tensor.TensorStore;
import studio.ganvas.train.RunException;
import studio.ganvas.train.SavedModel;

/** Makes translators of files: Ganvas' own, which say what they are, and others', which are recognised by their weights. */
final class ModelFiles {
    private static final Set<String> ENDINGS = Set.of("safetensors", "pt", "pth", "ckpt", "pkl", "bin");
    private static final String PLAN = "ganvas.plan";
    private static final Pattern OFFICIAL_NAME = Pattern.compile(".*net_(G(?:_[AB])?)\\.[a-z]+");

    /** Systems whose bare files are known, in the order of trying; a new one is one line here. */
    private static final List<Recogniser> RECOGNISERS = List.of(
            (file, found, store) -> UgatitFiles.recognise(found).flatMap(known -> official(known, store)),
            (file, found, store) -> UnitFiles.recognise(found).flatMap(known -> official(known, store)),
            (file, found, store) -> anime(found, store),
            ModelFiles::junyanz);

    /** Knows the files of one family. */
    private interface Recogniser {
        /** @param stateDicts of the file by their paths in it, see {@link Checkpoint#stateDicts()} */
        Optional<Known> recognise(Path file, Map<String, StateDict> stateDicts, TensorStore store);
    }

    /**
     * @param system title of the system, for people
     * @param networks what the file holds, loaded or not; empty where only one network can be in such a file
     * @param file stays open as long as the model is used: large networks are read from it when they are first needed
     */
    record Model(Translator translator, String system, long step, Set<String> networks, Checkpoint file)
            implements AutoCloseable {
        @Override
        public void close() {
            file.close();
        }
    }

    /** What a file is, before it is said which file. */
    private record Known(Translator translator, String system, long step, Set<String> networks) {}

    /** Opens a file for {@code body}, which finds a model in it or says why not. */
    private static Model open(Path path, Function<Checkpoint, Known> body) {
        Checkpoint file = null;
        try {
            file = Checkpoints.open(path);
            Known known = body.apply(file);
            return new Model(known.translator(), known.system(), known.step(), known.networks(), file);
        } catch (RuntimeException | Error e) {
            if (file != null) {
                file.close();
            }
            if (e instanceof CheckpointException || e instanceof RunException || e instanceof TensorException) {
                throw new StudioException(path.getFileName() + " can't be used as a model: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private ModelFiles() {}

    static boolean accepts(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /**
     * Loads the generators of a file.
     *
     * @param store owns the weights
     * @throws StudioException when it is no model that translates pictures
     */
    static Model load(Path path, TensorStore store) {
        return open(path, file -> {
            if (file.metadata().containsKey(PLAN)) {
                return own(path, file, store);
            }
            return RECOGNISERS.stream()
                    .map(known -> known.recognise(path, file.stateDicts(), store))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow(() -> new StudioException(path.getFileName()
                            + " holds no network that Ganvas knows how to translate pictures with. It takes its own "
                            + "snapshots, the generators of Pix2Pix and CycleGAN (latest_net_G_A.pth), the files "
                            + "of U-GAT-IT and UNIT, and AnimeGANv2."));
        });
    }

    /**
     * Loads the discriminators of a file whose attention can be seen, and leaves the generators unread.
     *
     * @throws StudioException when it holds none
     */
    static Model judges(Path path, TensorStore store) {
        return open(path, file -> {
            Optional<Known> model = file.metadata().containsKey(PLAN)
                    ? ownJudges(file, store)
                    : UgatitFiles.recognise(file.stateDicts())
                            .flatMap(known -> official(known, SavedModel::isDiscriminator, store));
            return model.filter(judging -> judging.translator() instanceof AttentiveTranslator attentive
                            && !attentive.critics().isEmpty())
                    .orElseThrow(() -> new StudioException(
                            path.getFileName() + " holds no discriminators whose attention could be shown."));
        });
    }

    private static Optional<Known> ownJudges(Checkpoint file, TensorStore store) {
        SavedModel saved = SavedModel.of(file, SavedModel::isDiscriminator);
        SystemInfo info = saved.plan().system().info();
        return saved.judges(store)
                .map(judging -> new Known(judging, info.title(), saved.step(), Set.copyOf(info.networkNames())));
    }

    private static Known own(Path path, Checkpoint file, TensorStore store) {
        SavedModel saved = SavedModel.of(file, name -> !SavedModel.isDiscriminator(name));
        SystemInfo info = saved.plan().system().info();
        return saved.translator(store)
                .map(translator -> new Known(translator, info.title(), saved.step(), Set.copyOf(info.networkNames())))
                .orElseThrow(() -> new StudioException(path.getFileName() + " is a network of " + info.title()
                        + ", which makes pictures from random numbers; it can't translate photos."));
    }

    /** Loads of a recognised file what translates, and leaves the discriminators unread. */
    private static Optional<Known> official(Recognised known, TensorStore store) {
        return official(known, name -> !SavedModel.isDiscriminator(name), store)
                .filter(model -> !model.translator().directions().isEmpty());
    }

    private static Optional<Known> official(Recognised known, Predicate<String> wanted, TensorStore store) {
        DataFacts facts = new DataFacts(List.of());
        Map<String, Module> networks = new LinkedHashMap<>(known.system().networks(known.options(), facts));
        networks.keySet()
                .removeIf(name -> !wanted.test(name) || !known.weights().containsKey(name));
        networks.forEach((name, network) -> {
            SavedModel.fill(network, store, known.weights().get(name));
        });
        String system = known.system().info().title();
        return known.system()
                .translator(known.options(), facts, networks)
                .map(translator -> new Known(
                        translator, system, 0, Set.copyOf(known.weights().keySet())));
    }

    private static Optional<Known> anime(Map<String, StateDict> stateDicts, TensorStore store) {
        return stateDicts.values().stream()
                .filter(AnimeGanV2::recognises)
                .findFirst()
                .map(weights -> new Known(AnimeGanV2.of(weights, true, store), "AnimeGANv2", 0, Set.of()));
    }

    private static Optional<Known> junyanz(Path file, Map<String, StateDict> stateDicts, TensorStore store) {
        Matcher official = OFFICIAL_NAME.matcher(file.getFileName().toString());
        String network = official.matches() ? official.group(1) : "G";
        return stateDicts.values().stream()
                .map(weights -> NetworkTranslator.of(weights, network, false, store))
                .flatMap(Optional::stream)
                .findFirst()
                .map(translator ->
                        new Known(translator, network.contains("_") ? "CycleGAN" : "Pix2Pix / CycleGAN", 0, Set.of()));
    }
}
