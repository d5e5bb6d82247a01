package studio.ganvas.gan.unit;

import java.util.ArrayList;
import java.util.List;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.Option;
import studio.ganvas.gan.Options;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Tensor;

/** What both forms of UNIT declare alike. */
final class UnitOptions {
    static final String DIM = "dim";
    static final String NDF = "ndf";
    static final String WEIGHT_DECAY = "weightDecay";

    private UnitOptions() {}

    /** Options of pictures, widths, batch and Adam. */
    static List<Option> common(String source) {
        List<Option> options = new ArrayList<>(List.of(
                CommonOptions.imageSize(256, 32, 512),
                CommonOptions.channels(3),
                new Option.Flag(
                        CommonOptions.FLIP,
                        "Mirror at random",
                        CommonOptions.PICTURES,
                        "",
                        "Shows every second picture mirrored (" + source + ").",
                        true),
                CommonOptions.width(
                        DIM,
                        "Width of E and G",
                        "Channels of the first encoder layer; the latent code has four times as many. Half the width is "
                                + "about a quarter of the work.",
                        64),
                CommonOptions.width(NDF, "Width of D", "Channels of the discriminators' first layer.", 64),
                new Option.Int(
                        CommonOptions.BATCH_SIZE,
                        "Batch size",
                        CommonOptions.TRAINING,
                        "",
                        "Pictures of each domain in one step (" + source + ").",
                        1,
                        1,
                        64)));
        options.addAll(CommonOptions.adam(1e-4, 0.5, 0.999, source));
        return options;
    }

    /** The weight of a part of the loss. */
    static Option weight(String key, String label, String symbol, String help, double value) {
        return new Option.Real(key, label, "Losses", symbol, help, value, 0, 100_000);
    }

    /** The edge of the pictures, which the discriminators halve four times. */
    static int size(Options options) {
        int size = options.integer(CommonOptions.IMAGE_SIZE);
        if (size % 16 != 0) {
            throw new IllegalArgumentException("UNIT needs a picture size that is a multiple of 16, not " + size);
        }
        return size;
    }

    /** Runs something in evaluation mode. */
    static Tensor evaluate(Module network, java.util.function.Supplier<Tensor> forward) {
        boolean before = network.training();
        network.train(false);
        try {
            return forward.get();
        } finally {
            network.train(before);
        }
    }
}
