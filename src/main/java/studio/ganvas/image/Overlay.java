package studio.ganvas.image;

/** A heat map over a photo. */
public final class Overlay {
    private Overlay() {}

    /**
     * The photo with the map, normalized and enlarged to its size, in colour over it.
     *
     * @param opacity 0 (photo alone) to 1 (map alone)
     */
    public static Pixels heat(Pixels photo, HeatMap map, ColourMap colours, double opacity) {
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("Opacity goes from 0 to 1, not " + opacity);
        }
        int weight = (int) Math.round(opacity * 256);
        int[] heat = map.normalized()
                .resized(photo.width(), photo.height())
                .toPixels(colours)
                .argb();
        int[] out = new int[heat.length];
        for (int i = 0; i < out.length; i++) {
            int below = photo.argb()[i];
            out[i] = below & 0xff000000
                    | mix(below >> 16, heat[i] >> 16, weight) << 16
                    | mix(below >> 8, heat[i] >> 8, weight) << 8
                    | mix(below, heat[i], weight);
        }
        return new Pixels(photo.width(), photo.height(), out);
    }

    private static int mix(int below, int above, int weight) {
        return ((below & 255) * (256 - weight) + (above & 255) * weight + 128) >> 8;
    }
}
