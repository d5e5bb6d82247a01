package studio.ganvas.gan.stylegan2;

import java.util.Optional;

/**
 * How a picture is synthesised.
 *
 * @param fused whether every sample has convolution weights of its own; the numbers are the same. Empty: whichever is
 *     faster, which is unfused unless a single picture is made without training
 */
public record Rendering(NoiseMode noise, Optional<Boolean> fused) {
    public static final Rendering RANDOM_NOISE = of(NoiseMode.RANDOM);
    public static final Rendering CONST_NOISE = of(NoiseMode.CONST);

    public static Rendering of(NoiseMode noise) {
        return new Rendering(noise, Optional.empty());
    }

    public Rendering withFused(boolean each) {
        return new Rendering(noise, Optional.of(each));
    }

    boolean fuses(boolean training, long samples) {
        return fused.orElse(!training && samples == 1);
    }
}
