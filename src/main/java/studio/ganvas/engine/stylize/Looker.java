package studio.ganvas.engine.stylize;

/**
 * A network whose attention can be seen.
 *
 * @param network its name in the model
 * @param side of a generator its direction, {@code AtoB} or {@code BtoA}; of a discriminator the domain whose real pictures
 *     it knows, {@code A} or {@code B}
 */
public record Looker(String network, Kind kind, String side) {
    /** What it is. */
    public enum Kind {
        GENERATOR,
        /** A discriminator that judges large patches. */
        GLOBAL,
        /** A discriminator that judges small patches. */
        LOCAL
    }
}
