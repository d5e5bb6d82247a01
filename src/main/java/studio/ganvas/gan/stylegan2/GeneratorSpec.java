package studio.ganvas.gan.stylegan2;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import studio.ganvas.gan.style.Widths;
import studio.ganvas.nn.Activation;

/**
 * What a generator is made of.
 *
 * @param resolution edge of the pictures, a power of two from 4
 * @param channels of the pictures
 * @param convClamp limit of every layer's output; published half-precision networks have 256
 * @param noise whether layers add noise
 * @param taps of the resampling filter
 */
public record GeneratorSpec(
        MappingSpec mapping,
        int resolution,
        int channels,
        Widths widths,
        Architecture architecture,
        OptionalDouble convClamp,
        boolean noise,
        Activation activation,
        List<Float> taps) {
    public GeneratorSpec {
        Resolutions.check(resolution);
        taps = List.copyOf(taps);
    }

    /** The skip architecture with the published filter. */
    public static GeneratorSpec of(MappingSpec mapping, int resolution, int channels, Widths widths) {
        return new GeneratorSpec(
                mapping,
                resolution,
                channels,
                widths,
                Architecture.SKIP,
                OptionalDouble.empty(),
                true,
                Activation.LRELU,
                new Kwargs(Map.of()).taps());
    }

    /** Another architecture and clamp. */
    public GeneratorSpec with(Architecture other, OptionalDouble clamp) {
        return new GeneratorSpec(mapping, resolution, channels, widths, other, clamp, noise, activation, taps);
    }

    /**
     * From the keyword arguments of {@code training.networks.Generator} as a snapshot keeps them ({@code z_dim}, {@code
     * c_dim}, {@code w_dim}, {@code img_resolution}, {@code img_channels}, {@code mapping_kwargs}, {@code
     * synthesis_kwargs}); numbers, texts, flags, lists and maps. Half precision is ignored: Ganvas computes in float32.
     *
     * @throws IllegalArgumentException if a size is missing
     */
    public static GeneratorSpec ofKwargs(Map<String, ?> values) {
        Kwargs kwargs = new Kwargs(values);
        Kwargs synthesis = kwargs.in("synthesis_kwargs");
        return new GeneratorSpec(
                MappingSpec.of(
                        kwargs.required("z_dim"),
                        kwargs.required("c_dim"),
                        kwargs.required("w_dim"),
                        kwargs.in("mapping_kwargs")),
                kwargs.required("img_resolution"),
                kwargs.required("img_channels"),
                synthesis.widths(),
                synthesis.architecture(Architecture.SKIP),
                synthesis.real("conv_clamp"),
                synthesis.flag("use_noise", true),
                synthesis.activation(),
                synthesis.taps());
    }

    /** Rows of ws: 2·log2(resolution) − 2. */
    public int numWs() {
        return 2 * Resolutions.log2(resolution) - 2;
    }
}
