package studio.ganvas.image;

/**
 * A map of numbers to show in colour, such as a class activation map.
 *
 * @param width cells
 * @param height cells
 * @param values row-major, any range
 */
public record HeatMap(int width, int height, float[] values) {
    public HeatMap {
        if (width < 1 || height < 1 || (long) width * height != values.length) {
            throw new IllegalArgumentException(
                    "A map of " + width + "×" + height + " cannot have " + values.length + " values");
        }
    }

    /** Stretched to 0…1; a constant map becomes all 0, and so does NaN. */
    public HeatMap normalized() {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (float v : values) {
            min = v < min ? v : min;
            max = v > max ? v : max;
        }
        float range = max - min;
        float[] out = new float[values.length];
        if (range > 0 && Float.isFinite(range)) {
            for (int i = 0; i < out.length; i++) {
                out[i] = Float.isNaN(values[i]) ? 0 : (values[i] - min) / range;
            }
        }
        return new HeatMap(width, height, out);
    }

    /** Bilinear with half-pixel centres and repeated borders, as OpenCV's resize. */
    public HeatMap resized(int newWidth, int newHeight) {
        float[] out = new float[Math.multiplyExact(newWidth, newHeight)];
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                out[y * newWidth + x] = at((x + 0.5) / newWidth, (y + 0.5) / newHeight);
            }
        }
        return new HeatMap(newWidth, newHeight, out);
    }

    /** The value at a place, from 0 (left, top) to 1 (right, bottom): bilinear between the middles of the cells. */
    public float at(double across, double down) {
        float sx = place(across, width);
        float sy = place(down, height);
        int x0 = (int) sx, x1 = Math.min(x0 + 1, width - 1);
        int y0 = (int) sy, y1 = Math.min(y0 + 1, height - 1);
        float fx = sx - x0;
        float fy = sy - y0;
        float upper = values[y0 * width + x0] * (1 - fx) + values[y0 * width + x1] * fx;
        float lower = values[y1 * width + x0] * (1 - fx) + values[y1 * width + x1] * fx;
        return upper * (1 - fy) + lower * fy;
    }

    private static float place(double share, int cells) {
        return (float) Math.min(Math.max(share * cells - 0.5, 0), cells - 1);
    }

    /** The values, taken as 0…1, in colour. */
    public Pixels toPixels(ColourMap map) {
        int[] argb = new int[values.length];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = map.argb(values[i]);
        }
        return new Pixels(width, height, argb);
    }
}
