package studio.ganvas.engine.stylize;

import java.util.List;

/**
 * A layer that mixes instance and layer normalization (Kim et al. 2020, U-GAT-IT, equation 1).
 *
 * @param name of the official state dict, without {@code .rho}
 * @param adaptive AdaLIN, whose scale and shift come from the picture, rather than ILN, whose are learnt
 * @param values ρ of each channel, 0 (layer norm) to 1 (instance norm)
 * @param steps training steps at which the mean was recorded, ascending; empty where no history is known
 * @param means the mean over the channels at these steps
 */
public record RhoLayer(String name, boolean adaptive, List<Float> values, List<Long> steps, List<Double> means) {
    public RhoLayer {
        values = List.copyOf(values);
        steps = List.copyOf(steps);
        means = List.copyOf(means);
    }

    public double mean() {
        return values.stream().mapToDouble(Float::doubleValue).average().orElse(0);
    }
}
