package studio.ganvas.gan.stylegan1;

import studio.ganvas.gan.style.Widths;

/**
 * What both networks are made of.
 *
 * @param zDim length of z and of w
 * @param mappingLayers fully connected layers from z to w
 * @param resolution edge of the largest pictures, a power of two from 8
 * @param channels of the pictures
 * @param fused whether layers from 128 pixels on resample within their convolution, as published
 * @param activateRgb whether the discriminator's first layer has an activation, as published
 */
public record NetworkSpec(
        int zDim, int mappingLayers, int resolution, int channels, Widths widths, boolean fused, boolean activateRgb) {
    private static final int FUSED_FROM = 128;

    public NetworkSpec {
        if (resolution < 8 || Integer.bitCount(resolution) != 1) {
            throw new IllegalArgumentException(
                    "StyleGAN makes pictures of 8, 16, 32, 64, 128 … pixels, not of " + resolution);
        }
    }

    /** Sizes that are learned: 4, 8 … {@code resolution}. */
    int sizes() {
        return Integer.numberOfTrailingZeros(resolution) - 1;
    }

    /** Channels of size {@code index}, which is 4·2^index pixels. */
    int width(int index) {
        return widths.at(4 << index);
    }

    /** Whether going from or to this size resamples within the convolution. */
    boolean fusedAt(int index) {
        return fused && 4 << index >= FUSED_FROM;
    }
}
