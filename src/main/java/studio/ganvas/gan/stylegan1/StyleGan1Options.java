package studio.ganvas.gan.stylegan1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.Option;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Preset;
import studio.ganvas.gan.style.Widths;

/** The options of {@link StyleGan1} with the published values, and what they mean. */
final class StyleGan1Options {
    static final String FIRST_SIZE = "firstSize";
    static final String MAPPING_LAYERS = "mappingLayers";
    static final String CHANNEL_BASE = "channelBase";
    static final String CHANNEL_MAX = "channelMax";
    static final String MOST_BATCH = "mostBatch";
    static final String FADE_KIMG = "fadeKimg";
    static final String SETTLE_KIMG = "settleKimg";
    static final String LR_BY_SIZE = "lrBySize";
    static final String FADE_REALS = "fadeReals";
    static final String RESTART_ADAM = "restartAdam";
    static final String LOSS = "loss";
    static final String R1_GAMMA = "r1Gamma";
    static final String GP_WEIGHT = "gpWeight";
    static final String DRIFT = "drift";
    static final String MIXING = "styleMixing";
    static final String EMA_KIMG = "emaKimg";

    static final String R1 = "r1";
    static final String WGAN_GP = "wgan-gp";

    private static final String GROWING = "Growing";
    private static final String LOSSES = "Loss";
    private static final int FULL = 16384;

    private StyleGan1Options() {}

    static List<Option> all() {
        List<Option> all = new ArrayList<>(List.of(
                new Option.Choice(
                        CommonOptions.IMAGE_SIZE,
                        "Picture size",
                        CommonOptions.PICTURES,
                        "",
                        "Edge of the final pictures in pixels. Training begins smaller and grows.",
                        "1024",
                        List.of("8", "16", "32", "64", "128", "256", "512", "1024")),
                CommonOptions.channels(3),
                CommonOptions.flip(),
                CommonOptions.zDim(512, "512 in arXiv 1812.04948, section 2; w is as long"),
                new Option.Int(
                        MAPPING_LAYERS,
                        "Mapping layers",
                        CommonOptions.NETWORK,
                        "f",
                        "Depth of the network from z to w (8 in arXiv 1812.04948, section 2).",
                        8,
                        1,
                        16),
                CommonOptions.width(
                        CHANNEL_MAX,
                        "Widest layer",
                        "Channels at low resolutions; 512 as published. Half of it is about a quarter of the work there.",
                        512),
                new Option.Int(
                        CHANNEL_BASE,
                        "Channel base",
                        CommonOptions.NETWORK,
                        "",
                        "Channels times resolution where layers are narrower than the widest (16384 as published).",
                        FULL,
                        64,
                        131072),
                new Option.Choice(
                        FIRST_SIZE,
                        "First size",
                        GROWING,
                        "",
                        "Edge of the pictures that training begins with (8 in arXiv 1812.04948, section 2).",
                        "8",
                        List.of("4", "8", "16", "32", "64", "128")),
                real(
                        FADE_KIMG,
                        "Fading in",
                        GROWING,
                        "α",
                        "Thousands of pictures while the layers of a new size are blended in (600 as published).",
                        600,
                        0.001,
                        100000),
                real(
                        SETTLE_KIMG,
                        "Settling",
                        GROWING,
                        "",
                        "Thousands of pictures at a size once its layers are in, before the next size (600 as published).",
                        600,
                        0.001,
                        100000),
                CommonOptions.batchSize(32, "32 from 64 pixels on, with eight GPUs"),
                new Option.Int(
                        MOST_BATCH,
                        "Largest batch",
                        GROWING,
                        "",
                        "Small pictures come in batches of 2048 divided by their edge, up to this many; the batch size is "
                                + "the least (512 at 4 pixels as published).",
                        512,
                        2,
                        4096),
                new Option.Flag(
                        LR_BY_SIZE,
                        "Learn faster when large",
                        GROWING,
                        "",
                        "1.5 times the learning rate at 128 pixels, twice at 256, three times from 512 on, as published.",
                        true),
                new Option.Flag(
                        FADE_REALS,
                        "Blend real pictures",
                        GROWING,
                        "",
                        "While a size fades in, real pictures are blended with their next smaller version too, as "
                                + "published.",
                        true),
                new Option.Flag(
                        RESTART_ADAM,
                        "Restart Adam",
                        GROWING,
                        "",
                        "Forget Adam's moments when a size begins to fade in and when it is in, as published.",
                        true)));
        all.addAll(CommonOptions.adam(0.001, 0, 0.99, "arXiv 1812.04948, appendix C"));
        all.addAll(List.of(
                new Option.Choice(
                        LOSS,
                        "Loss",
                        LOSSES,
                        "",
                        "r1: logistic loss with R1 (configuration of FFHQ); wgan-gp: Wasserstein with gradient penalty "
                                + "(CelebA-HQ; arXiv 1710.10196).",
                        R1,
                        List.of(R1, WGAN_GP)),
                real(
                        R1_GAMMA,
                        "R1 weight",
                        LOSSES,
                        "γ",
                        "Keeps D smooth around real pictures (arXiv 1801.04406, equation 9); in every step.",
                        10,
                        0,
                        10000),
                real(
                        GP_WEIGHT,
                        "Gradient penalty",
                        LOSSES,
                        "λ",
                        "Keeps the slope of D at 1 between real and made pictures (arXiv 1704.00028, equation 3).",
                        10,
                        0,
                        10000),
                real(
                        DRIFT,
                        "Drift penalty",
                        LOSSES,
                        "ε_drift",
                        "Keeps the scores of WGAN-GP near 0 (arXiv 1710.10196, appendix A.1).",
                        0.001,
                        0,
                        1),
                real(
                        MIXING,
                        "Style mixing",
                        CommonOptions.TRAINING,
                        "",
                        "Share of batches made from two latents, so that layers stay independent (arXiv 1812.04948, "
                                + "section 3.1).",
                        0.9,
                        0,
                        1),
                real(
                        EMA_KIMG,
                        "Averaging of G",
                        CommonOptions.TRAINING,
                        "",
                        "Thousands of pictures in which a weight's share in the average generator halves; that generator "
                                + "makes the samples.",
                        10,
                        0,
                        10000)));
        return all;
    }

    private static Option real(
            String key, String label, String group, String symbol, String help, double value, double min, double max) {
        return new Option.Real(key, label, group, symbol, help, value, min, max);
    }

    static List<Preset> presets() {
        Map<String, Object> quick = small("64", 16, 64);
        Map<String, Object> tiny = small("32", 16, 64);
        tiny.putAll(Map.of(CHANNEL_BASE, 2048, CHANNEL_MAX, 64, FADE_KIMG, 5.0, SETTLE_KIMG, 5.0));
        return List.of(
                new Preset(
                        "quick",
                        "Quick, 64 px",
                        "Narrow networks for a CPU that grow from 8 to 64 pixels within 70,000 pictures.",
                        quick),
                new Preset("tiny", "Tiny, 32 px", "Grows from 8 to 32 pixels in minutes: to watch how it works.", tiny),
                new Preset("published", "Published, 1024 px", "FFHQ, eight GPUs.", Map.of()),
                new Preset(
                        "one-gpu",
                        "One GPU, 1024 px",
                        "FFHQ with the published batches of one GPU.",
                        Map.of(CommonOptions.BATCH_SIZE, 4, MOST_BATCH, 128)),
                new Preset(
                        "celeba-hq",
                        "CelebA-HQ, 1024 px",
                        "WGAN-GP as in progressive growing.",
                        Map.of(LOSS, WGAN_GP, CommonOptions.FLIP, true)));
    }

    private static Map<String, Object> small(String size, int batch, int most) {
        return new HashMap<>(Map.of(
                CommonOptions.IMAGE_SIZE,
                size,
                CommonOptions.BATCH_SIZE,
                batch,
                MOST_BATCH,
                most,
                CommonOptions.Z_DIM,
                128,
                CHANNEL_BASE,
                4096,
                CHANNEL_MAX,
                128,
                FADE_KIMG,
                10.0,
                SETTLE_KIMG,
                10.0,
                EMA_KIMG,
                2.0));
    }

    static int size(Options options) {
        return Integer.parseInt(options.choice(CommonOptions.IMAGE_SIZE));
    }

    static NetworkSpec networks(Options options) {
        return new NetworkSpec(
                options.integer(CommonOptions.Z_DIM),
                options.integer(MAPPING_LAYERS),
                size(options),
                CommonOptions.channels(options),
                new Widths(options.integer(CHANNEL_BASE), options.integer(CHANNEL_MAX)),
                true,
                true);
    }

    static Growth growth(Options options) {
        int last = index(size(options));
        return new Growth(
                Math.min(last, index(Integer.parseInt(options.choice(FIRST_SIZE)))),
                last,
                pictures(options, FADE_KIMG),
                pictures(options, SETTLE_KIMG),
                options.integer(CommonOptions.BATCH_SIZE),
                options.integer(MOST_BATCH),
                options.real(CommonOptions.LR),
                options.flag(LR_BY_SIZE));
    }

    private static long pictures(Options options, String kimg) {
        return Math.max(1, Math.round(options.real(kimg) * 1000));
    }

    private static int index(int size) {
        return Integer.numberOfTrailingZeros(size) - 2;
    }
}
