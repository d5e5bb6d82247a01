package studio.ganvas.engine.latent;

/** A direction and how far to go; its layer range is the direction's own. */
public record DirectionUse(Direction direction, double strength) {
    public DirectionUse {
        if (!Double.isFinite(strength)) {
            throw new IllegalArgumentException("The strength of a direction must be a number.");
        }
    }
}
