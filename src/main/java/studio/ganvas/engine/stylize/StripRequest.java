package studio.ganvas.engine.stylize;

import java.util.List;
import studio.ganvas.image.Pixels;

/**
 * Asks for the paper's strip of seven panels.
 *
 * @param rho tried on the generator that goes in {@code direction}; see {@link StylizeRequest}
 */
public record StripRequest(String modelId, String direction, Pixels photo, List<RhoSetting> rho) {
    public StripRequest {
        rho = List.copyOf(rho);
    }
}
