package studio.ganvas.gan.stylegan2;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import studio.ganvas.gan.style.Widths;
import studio.ganvas.nn.Activation;

/**
 * What a discriminator is made of.
 *
 * @param mapping from classes to the vectors that scores are projected on; of cDim 0 without classes
 * @param resolution edge of the pictures, a power of two from 8
 * @param channels of the pictures
 * @param convClamp limit of every convolution's output
 * @param stdGroup samples that minibatch-std compares; empty for the whole batch
 * @param stdChannels maps that minibatch-std adds; 0 for none
 * @param frozen layers that do not learn, from the picture inwards (Mo et al. 2020, arXiv 2002.10964)
 */
public record DiscriminatorSpec(
        MappingSpec mapping,
        int resolution,
        int channels,
        Widths widths,
        Architecture architecture,
        OptionalDouble convClamp,
        OptionalInt stdGroup,
        int stdChannels,
        int frozen,
        Activation activation,
        List<Float> taps) {
    public DiscriminatorSpec {
        Resolutions.check(resolution);
        taps = List.copyOf(taps);
    }

    /** The residual architecture with the published filter. */
    public static DiscriminatorSpec of(int cDim, int resolution, int channels, Widths widths, int stdGroup) {
        return new DiscriminatorSpec(
                MappingSpec.of(0, cDim, widths.at(4), 8),
                resolution,
                channels,
                widths,
                Architecture.RESNET,
                OptionalDouble.empty(),
                OptionalInt.of(stdGroup),
                1,
                0,
                Activation.LRELU,
                new Kwargs(Map.of()).taps());
    }

    /** Another architecture and clamp, and so many frozen layers (Freeze-D). */
    public DiscriminatorSpec with(Architecture other, OptionalDouble clamp, int freeze) {
        return new DiscriminatorSpec(
                mapping, resolution, channels, widths, other, clamp, stdGroup, stdChannels, freeze, activation, taps);
    }

    /**
     * From the keyword arguments of {@code training.networks.Discriminator} as a snapshot keeps them; values as in {@link
     * GeneratorSpec#ofKwargs}.
     *
     * @throws IllegalArgumentException if a size is missing
     */
    public static DiscriminatorSpec ofKwargs(Map<String, ?> values) {
        Kwargs kwargs = new Kwargs(values);
        Kwargs block = kwargs.in("block_kwargs");
        Kwargs epilogue = kwargs.in("epilogue_kwargs");
        Widths widths = kwargs.widths();
        int cDim = kwargs.required("c_dim");
        boolean wholeBatch = kwargs.values().get("epilogue_kwargs") instanceof Map<?, ?> map
                && map.containsKey("mbstd_group_size")
                && map.get("mbstd_group_size") == null;
        return new DiscriminatorSpec(
                MappingSpec.of(0, cDim, kwargs.integer("cmap_dim", widths.at(4)), kwargs.in("mapping_kwargs")),
                kwargs.required("img_resolution"),
                kwargs.required("img_channels"),
                widths,
                kwargs.architecture(Architecture.RESNET),
                kwargs.real("conv_clamp"),
                wholeBatch ? OptionalInt.empty() : OptionalInt.of(epilogue.integer("mbstd_group_size", 4)),
                epilogue.integer("mbstd_num_channels", 1),
                block.integer("freeze_layers", 0),
                block.activation(),
                block.taps());
    }
}
