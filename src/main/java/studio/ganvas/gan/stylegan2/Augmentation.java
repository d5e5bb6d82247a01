package studio.ganvas.gan.stylegan2;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The changes that {@link AugmentPipe} makes, in its order (arXiv 2006.06676, appendix B). */
public enum Augmentation {
    XFLIP,
    ROTATE90,
    XINT,
    SCALE,
    ROTATE,
    ANISO,
    XFRAC,
    BRIGHTNESS,
    CONTRAST,
    LUMAFLIP,
    HUE,
    SATURATION,
    IMGFILTER,
    NOISE,
    CUTOUT;

    /** The group of an official name: blit, geom, color, filter, noise, cutout, or initials such as bgc. */
    public static Set<Augmentation> group(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "blit" -> EnumSet.range(XFLIP, XINT);
            case "geom" -> EnumSet.range(SCALE, XFRAC);
            case "color" -> EnumSet.range(BRIGHTNESS, SATURATION);
            case "filter" -> EnumSet.of(IMGFILTER);
            case "noise" -> EnumSet.of(NOISE);
            case "cutout" -> EnumSet.of(CUTOUT);
            case "bg" -> EnumSet.range(XFLIP, XFRAC);
            case "bgc" -> EnumSet.range(XFLIP, SATURATION);
            case "bgcf" -> EnumSet.range(XFLIP, IMGFILTER);
            case "bgcfn" -> EnumSet.range(XFLIP, NOISE);
            case "bgcfnc" -> EnumSet.allOf(Augmentation.class);
            default -> throw new IllegalArgumentException("There is no group of augmentations called " + name);
        };
    }
}
