package studio.ganvas.ui.stylize;

import studio.ganvas.engine.stylize.Photo;
import studio.ganvas.engine.stylize.StylizeSettings;
import studio.ganvas.engine.stylize.Stylized;

/**
 * A result to come back to.
 *
 * @param result at full strength
 */
record Moment(Photo photo, StylizeSettings settings, Stylized result) {
    /** Whether this is what these settings make of this photo, whatever the strength. */
    boolean isOf(Photo other, StylizeSettings wanted) {
        return photo.pixels() == other.pixels()
                && settings.modelId().equals(wanted.modelId())
                && settings.direction().equals(wanted.direction())
                && settings.size() == wanted.size();
    }
}
