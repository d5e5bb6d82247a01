package studio.ganvas.gan.junyanz;

import java.util.List;
import studio.ganvas.nn.BatchNorm;
import studio.ganvas.nn.Init;
import studio.ganvas.nn.Module;
import studio.ganvas.nn.Weighted;

/** First values: weights as chosen, with gain 0.02; biases 0; batch norms normal (1, 0.02) (appendix 7.1 and 6.2). */
final class InitialValues {
    static final String NORMAL = "normal";
    static final List<String> ALL = List.of(NORMAL, "xavier", "kaiming", "orthogonal");

    private static final double GAIN = 0.02;

    private InitialValues() {}

    /** Declares them for all of {@code network} and returns it. */
    static <M extends Module> M declare(M network, String kind) {
        Init weights =
                switch (kind) {
                    case "xavier" -> Init.xavier(GAIN);
                    case "kaiming" -> Init.kaiming();
                    case "orthogonal" -> Init.orthogonal(GAIN);
                    default -> Init.normal(0, GAIN);
                };
        network.each(layer -> {
            if (layer instanceof Weighted weighted) {
                weighted.weight().init(weights);
                weighted.bias().ifPresent(bias -> bias.init(Init.constant(0)));
            } else if (layer instanceof BatchNorm norm) {
                norm.weight().init(Init.normal(1, GAIN));
            }
        });
        return network;
    }
}
