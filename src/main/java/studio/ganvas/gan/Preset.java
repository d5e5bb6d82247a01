package studio.ganvas.gan;

import java.util.Map;

/** A named set of option values over the defaults, with a sentence that says for whom it is. */
public record Preset(String id, String label, String help, Map<String, Object> values) {
    public Preset {
        values = Map.copyOf(values);
    }
}
