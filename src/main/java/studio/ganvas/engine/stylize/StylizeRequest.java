package studio.ganvas.engine.stylize;

import java.util.List;
import studio.ganvas.image.Pixels;

/**
 * A photo to translate.
 *
 * @param direction {@code AtoB} or {@code BtoA}
 * @param photo with its transparency, which the result keeps
 * @param rho what to try instead of the learnt ρ, later ones over earlier ones; no weight changes
 */
public record StylizeRequest(String modelId, String direction, Pixels photo, SizeMode size, List<RhoSetting> rho) {
    public StylizeRequest {
        rho = List.copyOf(rho);
    }

    /** As learnt. */
    public StylizeRequest(String modelId, String direction, Pixels photo, SizeMode size) {
        this(modelId, direction, photo, size, List.of());
    }
}
