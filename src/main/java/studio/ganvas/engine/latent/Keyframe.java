package studio.ganvas.engine.latent;

/**
 * A state on a timeline.
 *
 * @param seconds to the next keyframe; that of the last one counts only in loops
 * @param easing of the way to the next one
 */
public record Keyframe(LatentState state, double seconds, Easing easing) {
    /** A film that is longer than an hour between two keyframes is a mistake. */
    public static final double MOST_SECONDS = 3600;

    public Keyframe {
        if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
            throw new IllegalArgumentException(
                    "From one keyframe to the next it takes more than 0 and at most an hour.");
        }
    }
}
