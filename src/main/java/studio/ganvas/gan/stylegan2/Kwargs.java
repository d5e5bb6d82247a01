package studio.ganvas.gan.stylegan2;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import studio.ganvas.gan.style.Widths;
import studio.ganvas.nn.Activation;

/** The keyword arguments that a network of stylegan2-ada-pytorch was constructed with, as plain values. */
record Kwargs(Map<String, ?> values) {
    private static final List<Float> TAPS = List.of(1f, 3f, 3f, 1f);

    /** A nested dictionary; empty where it is missing. */
    Kwargs in(String key) {
        return values.get(key) instanceof Map<?, ?> map
                ? new Kwargs(map.entrySet().stream()
                        .filter(each -> each.getValue() != null)
                        .collect(java.util.stream.Collectors.toMap(
                                each -> String.valueOf(each.getKey()), Map.Entry::getValue)))
                : new Kwargs(Map.of());
    }

    int required(String key) {
        return integer(key)
                .orElseThrow(() -> new IllegalArgumentException(
                        "This is no network of StyleGAN2-ADA: its arguments lack " + key + "."));
    }

    OptionalInt integer(String key) {
        return values.get(key) instanceof Number number ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
    }

    int integer(String key, int otherwise) {
        return integer(key).orElse(otherwise);
    }

    OptionalDouble real(String key) {
        return values.get(key) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    boolean flag(String key, boolean otherwise) {
        return values.get(key) instanceof Boolean flag ? flag : otherwise;
    }

    /** Whether the key is there with the value None, which differs from its being absent. */
    boolean isNone(String key) {
        return values.containsKey(key) && values.get(key) == null;
    }

    Architecture architecture(Architecture otherwise) {
        return values.get("architecture") instanceof String name ? Architecture.named(name) : otherwise;
    }

    Activation activation() {
        return values.get("activation") instanceof String name ? Activation.named(name) : Activation.LRELU;
    }

    Widths widths() {
        return new Widths(integer("channel_base", 32768), integer("channel_max", 512));
    }

    List<Float> taps() {
        return values.get("resample_filter") instanceof List<?> list
                ? list.stream().map(each -> ((Number) each).floatValue()).toList()
                : TAPS;
    }
}
