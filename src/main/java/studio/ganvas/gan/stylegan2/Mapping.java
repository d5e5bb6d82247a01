package studio.ganvas.gan.stylegan2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.ganvas.nn.Activation;
import studio.ganvas.nn.FullyConnected;
import studio.ganvas.nn.Init;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/** The mapping network f: z and a class to w (arXiv 1812.04948, figure 1b). */
public final class Mapping extends Module {
    private final MappingSpec spec;
    private final Optional<FullyConnected> embed;
    private final List<FullyConnected> layers = new ArrayList<>();
    private final Optional<Slot> average;

    public Mapping(MappingSpec spec) {
        this.spec = spec;
        average = spec.averageDecay().isPresent()
                ? Optional.of(buffer("w_avg", Init.constant(0), spec.wDim()))
                : Optional.empty();
        embed = spec.cDim() > 0
                ? Optional.of(child("embed", new FullyConnected(spec.cDim(), spec.embed(), Activation.LINEAR, 1, 0)))
                : Optional.empty();
        int in = spec.zDim() + (spec.cDim() > 0 ? spec.embed() : 0);
        for (int i = 0; i < spec.layers(); i++) {
            int out = i == spec.layers() - 1 ? spec.wDim() : spec.hidden();
            FullyConnected layer = new FullyConnected(in, out, spec.activation(), spec.lrMultiplier(), 0);
            layers.add(child("fc" + i, layer));
            in = out;
        }
    }

    /**
     * Before truncation.
     *
     * @param z [N, zDim], where zDim is not 0
     * @param c [N, cDim], one-hot, where cDim is not 0
     * @return [N, wDim]
     */
    public Tensor forward(Optional<Tensor> z, Optional<Tensor> c) {
        List<Tensor> parts = new ArrayList<>();
        z.ifPresent(each -> parts.add(FullyConnected.normalizeSecondMoment(each)));
        embed.ifPresent(layer -> parts.add(FullyConnected.normalizeSecondMoment(layer.forward(
                c.orElseThrow(() -> new IllegalArgumentException("This network wants a class for every picture."))))));
        Tensor x = Ops.cat(1, parts); // [N, zDim + embed]
        for (FullyConnected layer : layers) {
            x = layer.forward(x);
        }
        return x;
    }

    /** Moves {@code w_avg} towards the mean of these w [N, wDim], as every training pass does. */
    void track(Tensor w) {
        try (Autograd.Recording none = Autograd.pause()) {
            average()
                    .lerpInPlace(
                            w.detach().mean(false, 0), 1 - spec.averageDecay().orElseThrow());
        }
    }

    /** The mean w, [wDim]. */
    public Tensor average() {
        return average.orElseThrow(() -> new IllegalStateException("This mapping keeps no average"))
                .get();
    }
}
