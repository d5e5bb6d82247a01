package studio.ganvas.gan.stylegan2;

import java.util.Locale;

/** How resolutions are joined (arXiv 1912.04958, figure 7). */
public enum Architecture {
    /** One chain of convolutions. */
    ORIG,
    /** A picture at every resolution, upsampled and summed (G), or downsampled and fed in (D). */
    SKIP,
    /** Residual blocks. */
    RESNET;

    /** By its official name: {@code orig}, {@code skip} or {@code resnet}. */
    public static Architecture named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
