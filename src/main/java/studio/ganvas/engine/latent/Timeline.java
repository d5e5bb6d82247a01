package studio.ganvas.engine.latent;

import java.util.List;

/**
 * A film: keyframes and the way between them. All states are of one model. ψ, noise strengths, classes and directions move
 * along; kinds of noise and seeds of noise are those of the keyframe before.
 *
 * @param keyframes at least one
 * @param loop whether the last leads back to the first
 */
public record Timeline(List<Keyframe> keyframes, boolean loop, Path path) {
    /** The way from one w to the next. */
    public enum Path {
        /** Straight in W. */
        W_LINEAR,
        /** A smooth curve in W through all keyframes; in a loop without a beginning. */
        W_SPLINE,
        /** On the sphere in Z (slerp), where both keyframes are plain seeds of the same classes; straight in W elsewhere. */
        Z_SLERP
    }

    public Timeline {
        keyframes = List.copyOf(keyframes);
        if (keyframes.isEmpty()) {
            throw new IllegalArgumentException("A film needs at least one keyframe.");
        }
        String model = keyframes.get(0).state().model();
        if (keyframes.stream().anyMatch(each -> !each.state().model().equals(model))) {
            throw new IllegalArgumentException("All keyframes of a film must be of the same model.");
        }
    }

    public String model() {
        return keyframes.get(0).state().model();
    }

    /** Stretches between keyframes: as many as keyframes in a loop, one less otherwise. */
    public int stretches() {
        return loop && keyframes.size() > 1 ? keyframes.size() : keyframes.size() - 1;
    }

    /** Seconds from begin to end; 0 with a single keyframe. */
    public double seconds() {
        return keyframes.stream()
                .limit(stretches())
                .mapToDouble(Keyframe::seconds)
                .sum();
    }

    /**
     * A moment.
     *
     * @param from keyframe behind it
     * @param to keyframe before it; the same at the end
     * @param t the way between them, 0 to 1, eased
     */
    public record Moment(int from, int to, double t) {}

    /** What lies at a time; before the begin and after the end the nearest keyframe. */
    public Moment at(double seconds) {
        double left = Math.max(0, seconds);
        for (int i = 0; i < stretches(); i++) {
            Keyframe frame = keyframes.get(i);
            if (left < frame.seconds()) {
                return new Moment(i, (i + 1) % keyframes.size(), frame.easing().at(left / frame.seconds()));
            }
            left -= frame.seconds();
        }
        int last = loop ? 0 : keyframes.size() - 1;
        return new Moment(last, last, 0);
    }
}
