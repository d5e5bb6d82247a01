package studio.ganvas.gan.style;

import java.util.Map;

/**
 * Channels at each resolution: {@code base} / resolution, at most {@code max}.
 *
 * @param base 32768 in configuration F
 * @param max 512 in configuration F
 * @param own resolutions with other widths than that, as files of other programs may have
 */
public record Widths(int base, int max, Map<Integer, Integer> own) {
    public Widths {
        own = Map.copyOf(own);
    }

    public Widths(int base, int max) {
        this(base, max, Map.of());
    }

    public int at(int resolution) {
        Integer width = own.get(resolution);
        return width == null ? Math.max(1, Math.min(base / resolution, max)) : width;
    }
}
