package studio.ganvas.gan.stylegan2;

/**
 * Channels at each resolution: {@code base} / resolution, at most {@code max}.
 *
 * @param base 32768 in configuration F
 * @param max 512 in configuration F
 */
public record Widths(int base, int max) {
    public int at(int resolution) {
        return Math.max(1, Math.min(base / resolution, max));
    }
}
