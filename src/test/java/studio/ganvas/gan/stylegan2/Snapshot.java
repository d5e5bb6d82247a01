package studio.ganvas.gan.stylegan2;

import java.util.Map;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.golden.Golden;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.TensorStore;

/** The networks of a fixture's {@code network-snapshot.pkl}, made from the arguments that the file keeps. */
record Snapshot(Generator g, Discriminator d, Generator gEma) {
    static Snapshot load(Golden golden, TensorStore store) {
        try (Checkpoint file = Checkpoints.open(golden.file("network-snapshot.pkl"))) {
            Map<String, StateDict> states = file.stateDicts();
            Generator g = new Generator(GeneratorSpec.ofKwargs(kwargs(file, "G")));
            Discriminator d = new Discriminator(DiscriminatorSpec.ofKwargs(kwargs(file, "D")));
            Generator gEma = new Generator(GeneratorSpec.ofKwargs(kwargs(file, "G_ema")));
            g.load(store, states.get("G"));
            d.load(store, states.get("D"));
            gEma.load(store, states.get("G_ema"));
            return new Snapshot(g, d, gEma);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> kwargs(Checkpoint file, String network) {
        return (Map<String, Object>)
                file.root().at(network, "_init_kwargs").orElseThrow().plain();
    }

    void train(boolean on) {
        g.train(on);
        d.train(on);
        gEma.train(on);
    }
}
