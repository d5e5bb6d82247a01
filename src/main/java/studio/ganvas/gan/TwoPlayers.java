package studio.ganvas.gan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Adam;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * What trainings of one generator against one discriminator share: an Adam for each, noise on D's input, their state, the sheet of samples.
 * The step is the paper's own.
 */
public abstract class TwoPlayers implements GanTraining {
    /** The networks as {@link SystemInfo#networkNames()} and snapshots call them. */
    public static final List<String> NETWORKS = List.of("G", "D");

    private static final int COLUMNS = 8;

    /** Pictures on the sample sheet. */
    public static final String FAKES = "fakes";

    /**
     * The numbers of a step. {@code D_real} and {@code D_fake} are the parts of {@code D_loss}; {@code D_x}, {@code
     * D_G_z1} and {@code D_G_z2} are D's mean answers to real pictures, to made ones while D learns, and to made ones
     * while G learns.
     */
    public static final List<String> LOSSES =
            List.of("G_loss", "D_loss", "D_real", "D_fake", "D_x", "D_G_z1", "D_G_z2");

    protected final Adam adamG;
    protected final Adam adamD;
    protected final InputNoise noise;

    protected TwoPlayers(Module generator, Module discriminator, Options options, TensorStore store) {
        Adam.Settings settings = CommonOptions.adam(options);
        noise = new InputNoise(options);
        adamG = new Adam(generator.parameters(), settings, store);
        adamD = new Adam(discriminator.parameters(), settings, store);
    }

    /** Both networks under their names. */
    public static Map<String, Module> networks(Module generator, Module discriminator) {
        Map<String, Module> networks = new LinkedHashMap<>();
        networks.put("G", generator);
        networks.put("D", discriminator);
        return Collections.unmodifiableMap(networks);
    }

    /**
     * Runs the generator with the statistics of the sheet itself, as while training, without moving the running ones.
     *
     * @param count pictures on the sheet; a single one has no statistics and gets the running ones
     */
    protected static Samples sheet(Module generator, long count, int columns, Draws draws, Supplier<Tensor> generate) {
        boolean before = generator.training();
        try (Module.Kept kept = generator.keepBuffers();
                Draws.Use use = draws.use()) {
            generator.train(count > 1);
            return new Samples(Map.of(FAKES, generate.get()), columns);
        } finally {
            generator.train(before);
        }
    }

    /** Pictures of fresh z in rows of eight. */
    protected static Samples sheet(Layer generator, int zDim, long count, Draws draws) {
        Tensor z = draws.normal(count, zDim);
        return sheet(generator, count, COLUMNS, draws, () -> generator.forward(z));
    }

    @Override
    public StateDict state() {
        return adamG.state()
                .withPrefix("opt_G.")
                .and(adamD.state().withPrefix("opt_D."))
                .and(noise.state());
    }

    @Override
    public void load(StateDict state) {
        adamG.load(state.sub("opt_G."));
        adamD.load(state.sub("opt_D."));
        noise.load(state);
    }
}
