package studio.ganvas.engine.latent;

/**
 * Directions to compute.
 *
 * @param count the strongest so many
 * @param from first row whose layers count (SeFa), and that the directions will act on
 * @param to the row after the last one
 */
public record DirectionRequest(String model, Direction.Method method, int count, int from, int to) {
    public DirectionRequest {
        if (count < 1 || from < 0 || to <= from) {
            throw new IllegalArgumentException("Choose at least one direction and at least one layer.");
        }
    }
}
