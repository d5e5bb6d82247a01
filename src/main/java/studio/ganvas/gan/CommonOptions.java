package studio.ganvas.gan;

import java.util.List;
import studio.ganvas.tensor.Adam;

/** Options that many systems share, so that they have one key, one range and one text everywhere. */
public final class CommonOptions {
    public static final String IMAGE_SIZE = "imageSize";
    public static final String CHANNELS = "channels";
    public static final String Z_DIM = "zDim";
    public static final String BATCH_SIZE = "batchSize";
    public static final String LR = "lr";
    public static final String BETA1 = "beta1";
    public static final String BETA2 = "beta2";
    public static final String FLIP = "flip";

    public static final String PICTURES = "Pictures";
    public static final String NETWORK = "Network";
    public static final String TRAINING = "Training";

    private CommonOptions() {}

    public static Option imageSize(int published, int min, int max) {
        return new Option.Int(
                IMAGE_SIZE,
                "Picture size",
                PICTURES,
                "",
                "Edge of the square pictures in pixels. Twice the edge is about four times the work.",
                published,
                min,
                max);
    }

    public static Option channels(int published) {
        return new Option.Choice(
                CHANNELS,
                "Colour channels",
                PICTURES,
                "",
                "3 for colour, 1 for grey pictures.",
                Integer.toString(published),
                List.of("1", "3"));
    }

    public static Option flip() {
        return flip(false);
    }

    public static Option flip(boolean published) {
        return new Option.Flag(
                FLIP,
                "Mirror at random",
                PICTURES,
                "",
                "Shows every second picture mirrored. Helps small datasets, unless left and right differ in meaning.",
                published);
    }

    public static Option zDim(int published, String section) {
        return new Option.Int(
                Z_DIM,
                "Latent size",
                NETWORK,
                "z",
                "How many normally distributed numbers a picture is made from (" + section + ").",
                published,
                1,
                1024);
    }

    public static Option batchSize(int published, String section) {
        return batchSize(published, 2, section);
    }

    /** @param least 1 where no batch statistics need a second picture */
    public static Option batchSize(int published, int least, String section) {
        return new Option.Int(
                BATCH_SIZE,
                "Batch size",
                TRAINING,
                "m",
                "Real pictures in one step, and as many made ones (" + section + ").",
                published,
                least,
                1024);
    }

    /** A layer's width. */
    public static Option width(String key, String label, String help, int published) {
        return new Option.Int(key, label, NETWORK, "", help, published, 1, 4096);
    }

    /** Learning rate and decays of Adam, one setting for both players. */
    public static List<Option> adam(double lr, double beta1, double beta2, String section) {
        return List.of(
                new Option.Real(LR, "Learning rate", TRAINING, "α", "Step size of Adam (" + section + ").", lr, 0, 1),
                new Option.Real(
                        BETA1,
                        "β₁ of Adam",
                        TRAINING,
                        "β₁",
                        "Decay of the mean gradient; the usual 0.9 makes two players oscillate (" + section + ").",
                        beta1,
                        0,
                        0.9999),
                new Option.Real(
                        BETA2,
                        "β₂ of Adam",
                        TRAINING,
                        "β₂",
                        "Decay of the mean squared gradient (Kingma and Ba 2015, algorithm 1).",
                        beta2,
                        0,
                        0.999999));
    }

    /** The value of {@link #channels}. */
    public static int channels(Options options) {
        return Integer.parseInt(options.choice(CHANNELS));
    }

    /** The values of {@link #adam}. */
    public static Adam.Settings adam(Options options) {
        return Adam.Settings.of(options.real(LR), options.real(BETA1), options.real(BETA2));
    }

    /** Pictures of {@code size}, the shorter side resized and the middle cropped, as all noise-to-picture systems do. */
    public static PictureSpec square(int size, Options options) {
        return new PictureSpec(size, size, channels(options), true, options.flag(FLIP));
    }
}
