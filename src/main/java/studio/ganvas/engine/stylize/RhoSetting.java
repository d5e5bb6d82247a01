package studio.ganvas.engine.stylize;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * A ρ to translate with instead of the learnt one.
 *
 * @param from first layer, counted from 0 in the order of {@link RhoReport#layers()}
 * @param to the layer after the last
 * @param value for every channel of these layers, 0 (layer norm) to 1 (instance norm)
 */
public record RhoSetting(int from, int to, double value) {
    public RhoSetting {
        if (from < 0 || to <= from || !(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("Layers " + from + " to " + to + " can't have ρ = " + value);
        }
    }

    /** As few settings as say the same: neighbouring layers of one value are one span. */
    public static List<RhoSetting> of(SortedMap<Integer, Double> layers) {
        List<RhoSetting> spans = new ArrayList<>();
        layers.forEach((layer, value) -> {
            RhoSetting last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (last != null && last.to() == layer && last.value() == value) {
                spans.set(spans.size() - 1, new RhoSetting(last.from(), layer + 1, value));
            } else {
                spans.add(new RhoSetting(layer, layer + 1, value));
            }
        });
        return spans;
    }
}
