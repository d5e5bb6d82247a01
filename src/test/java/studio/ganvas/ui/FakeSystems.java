package studio.ganvas.ui;

import java.util.List;
import java.util.Map;
import studio.ganvas.gan.DataKind;
import studio.ganvas.gan.Option;
import studio.ganvas.gan.Preset;
import studio.ganvas.gan.SystemInfo;

/** Declarations in the manner of the real ones, for looking at the window and for tests. */
public final class FakeSystems {
    public static final SystemInfo DCGAN = new SystemInfo(
            "dcgan",
            "DCGAN",
            "Radford, Metz, Chintala: Unsupervised Representation Learning with Deep Convolutional GANs, 2016,"
                    + " arXiv:1511.06434",
            "Strided convolutions learn to draw small pictures from noise.",
            DataKind.IMAGES,
            List.of(
                    new Option.Int("size", "Picture size", "Network", "", "Edge in pixels. Section 4.", 64, 16, 128),
                    new Option.Int(
                            "latent", "Latent size", "Network", "z", "Length of the noise. Section 4.", 100, 1, 1024),
                    new Option.Int(
                            "width", "Base width", "Network", "", "Channels of the last hidden layer.", 64, 8, 256),
                    new Option.Int("batch", "Batch", "Training", "m", "Pictures a step. Section 4.", 128, 1, 1024),
                    new Option.Real(
                            "lr", "Learning rate", "Training", "α", "Step size of Adam. Section 4.", 2e-4, 1e-7, 1),
                    new Option.Real(
                            "beta1", "Momentum", "Training", "β₁", "Adam’s first decay. Section 4.", 0.5, 0, 0.999),
                    new Option.Choice(
                            "loss",
                            "Loss",
                            "Training",
                            "V(D,G)",
                            "Equation 1.",
                            "vanilla",
                            List.of("vanilla", "lsgan")),
                    new Option.Flag("flip", "Mirror", "Data", "", "Also show pictures mirrored.", true)),
            List.of(
                    new Preset(
                            "cpu",
                            "64 px, for a CPU",
                            "Learns something to see within minutes on two cores.",
                            Map.of("batch", 32, "width", 32)),
                    new Preset("paper", "As in the paper", "The settings of section 4.", Map.of())),
            List.of("G_loss", "D_loss", "D_real", "D_fake"),
            List.of("fake"),
            List.of("G", "D"));

    public static final SystemInfo CGAN = new SystemInfo(
            "cgan",
            "Conditional GAN",
            "Mirza, Osindero: Conditional Generative Adversarial Nets, 2014, arXiv:1411.1784",
            "Both networks are told the class.",
            DataKind.LABELLED,
            List.of(new Option.Int("batch", "Batch", "Training", "m", "Pictures a step.", 64, 1, 1024)),
            List.of(new Preset("cpu", "For a CPU", "Small and quick.", Map.of())),
            List.of("G_loss", "D_loss"),
            List.of("fake"),
            List.of("G", "D"));

    public static final SystemInfo TRANSLATION = new SystemInfo(
            "ugatit",
            "U-GAT-IT with a name that goes on for much longer than any form is wide",
            "Kim, Kim, Kang, Lee: U-GAT-IT, 2020, arXiv:1907.10830",
            "Turns pictures of one kind into another, looking where it matters.",
            DataKind.DOMAINS,
            List.of(new Option.Real("camWeight", "CAM weight", "Losses", "λ₄", "Equation 5.", 1000, 0, 1e6)),
            List.of(new Preset("light", "Light, 64 px", "Small enough for a CPU.", Map.of())),
            List.of("G_loss", "D_loss", "cam", "cycle", "identity"),
            List.of("real_A", "fake_B"),
            List.of("genA2B", "genB2A", "disGA", "disGB", "disLA", "disLB"));

    private FakeSystems() {}
}
