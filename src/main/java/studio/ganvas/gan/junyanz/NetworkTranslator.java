package studio.ganvas.gan.junyanz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Translator;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * Finished generators. Unless in evaluation mode, dropout stays live and batch norms use the statistics of the one picture
 * at hand, as the official test script does: the draws are those of {@link Draws#use()}, or without such always the same,
 * so that a picture comes out the same again.
 */
public final class NetworkTranslator implements Translator {
    private static final Rng SAME = new Rng(0);

    private final Map<Direction, Layer> generators;
    private final GeneratorSpec spec;
    private final int trainedSize;
    private final boolean evaluation;

    private NetworkTranslator(
            Map<Direction, Layer> generators, GeneratorSpec spec, int trainedSize, boolean evaluation) {
        this.generators = generators;
        this.spec = spec;
        this.trainedSize = trainedSize;
        this.evaluation = evaluation;
    }

    /**
     * Generators of a run.
     *
     * @param forward name of the one that learnt the run's direction
     * @param back name of the one that goes the other way, where the system has one
     * @return empty when none of them is in {@code networks}
     */
    public static Optional<Translator> of(
            Options options, Map<String, Module> networks, String forward, Optional<String> back) {
        boolean swapped = TranslationOptions.swapped(options);
        Map<Direction, Layer> generators = new LinkedHashMap<>();
        put(generators, networks, forward, swapped ? Direction.B_TO_A : Direction.A_TO_B);
        back.ifPresent(name -> put(generators, networks, name, swapped ? Direction.A_TO_B : Direction.B_TO_A));
        return generators.isEmpty()
                ? Optional.empty()
                : Optional.of(new NetworkTranslator(
                        generators,
                        TranslationOptions.generatorSpec(options),
                        options.integer(CommonOptions.IMAGE_SIZE),
                        options.flag(TranslationOptions.EVAL)));
    }

    private static void put(Map<Direction, Layer> into, Map<String, Module> networks, String name, String direction) {
        if (networks.get(name) instanceof Layer generator) {
            into.put(new Direction(direction, name), generator);
        }
    }

    /**
     * A bare file such as {@code latest_net_G_A.pth}, of whatever generator of this family its names and shapes say.
     *
     * @param network its name, such as {@code G_A}; {@code G_B} goes from B to A
     * @param store owns the weights
     * @return empty when the weights are no generator of this family
     */
    public static Optional<Translator> of(StateDict file, String network, boolean evaluation, TensorStore store) {
        return GeneratorFile.recognise(file).map(spec -> {
            Layer generator = spec.build();
            generator.load(store, GeneratorFile.clean(file, generator));
            String id = network.equals("G_B") ? Direction.B_TO_A : Direction.A_TO_B;
            return new NetworkTranslator(Map.of(new Direction(id, network), generator), spec, 0, evaluation);
        });
    }

    @Override
    public List<Direction> directions() {
        return List.copyOf(generators.keySet());
    }

    @Override
    public int channels() {
        return spec.inputs();
    }

    @Override
    public int multipleOf() {
        return spec.multipleOf();
    }

    @Override
    public int trainedSize() {
        return trainedSize;
    }

    @Override
    public Tensor translate(Tensor x, Direction direction) {
        Layer generator = Optional.ofNullable(generators.get(direction))
                .orElseThrow(() -> new IllegalArgumentException(
                        "The generator for " + direction.id() + " is not loaded. Open its file too."));
        if (evaluation || spec.norm().perSample() && !spec.dropout()) {
            return run(generator, x);
        }
        List<Tensor> pictures = new ArrayList<>();
        for (long n = 0; n < x.size(0); n++) {
            pictures.add(run(generator, x.narrow(0, n, n + 1)));
        }
        return Ops.cat(0, pictures);
    }

    private Tensor run(Layer generator, Tensor x) {
        Draws draws = Draws.isInUse() ? Draws.current() : SAME.at(0, "dropout");
        try (Translating mode = Translating.begin(generator, evaluation, draws)) {
            return generator.forward(x);
        }
    }
}
