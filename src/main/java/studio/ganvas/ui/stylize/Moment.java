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
        return isLike(other, wanted) && settings.rho().equals(wanted.rho());
    }

    boolean same(Moment other) {
        return isOf(other.photo, other.settings);
    }

    /** Whether both are the same but for ρ. */
    boolean isLike(Moment other) {
        return isLike(other.photo, other.settings);
    }

    private boolean isLike(Photo other, StylizeSettings wanted) {
        return photo.pixels() == other.pixels()
                && settings.modelId().equals(wanted.modelId())
                && settings.direction().equals(wanted.direction())
                && settings.size() == wanted.size();
    }

    /** Whether it was made with another ρ than the learnt one. */
    boolean forced() {
        return !settings.rho().isEmpty();
    }
}
