package studio.ganvas.engine.stylize;

import studio.ganvas.image.ColourMap;

/**
 * How attention is shown.
 *
 * @param network whose, see {@link Looker#network()}; empty for the generator that translates
 * @param onResult what it looks at: the translation rather than the photo
 * @param everywhere whether the map lies over photo and translation, not only over the one that was looked at
 * @param opacity of the map, 0 to 1
 */
public record AttentionSettings(
        boolean shown, String network, boolean onResult, boolean everywhere, double opacity, ColourMap colours) {
    /** Not shown; when it is, the generator's. */
    public static final AttentionSettings HIDDEN =
            new AttentionSettings(false, "", false, false, 0.5, ColourMap.DEFAULT);

    public AttentionSettings {
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("Opacity goes from 0 to 1, not " + opacity);
        }
    }
}
