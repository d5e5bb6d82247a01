package studio.ganvas.gan.style;

/**
 * A layer of a synthesis network that reads a row of ws.
 *
 * @param name in the network's own state dict, below the synthesis network
 * @param row of ws that it reads
 * @param block that it belongs to, see {@link StyleGenerator#block}
 * @param resolution edge of its result
 * @param channels of its result
 * @param picture whether it makes colours of features; such a layer has no noise
 */
public record StyleLayer(String name, int row, int block, int resolution, int channels, boolean picture) {}
