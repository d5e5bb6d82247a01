package studio.ganvas.engine.stylize;

import java.util.List;

/**
 * Every ρ of a generator.
 *
 * @param network its name
 * @param layers in the order of computation
 */
public record RhoReport(String network, List<RhoLayer> layers) {
    public RhoReport {
        layers = List.copyOf(layers);
    }
}
