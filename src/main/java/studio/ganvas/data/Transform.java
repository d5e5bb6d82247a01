package studio.ganvas.data;

import java.util.Arrays;
import java.util.SplittableRandom;
import studio.ganvas.image.Pixels;

/**
 * Turns pictures into a network's input: float CHW in [−1, 1]. The part without chance, {@link #prepare}, is worth
 * keeping; the rest is a crop, a flip and a table look-up.
 */
public final class Transform {
    /** torchvision's ToTensor and Normalize(0.5, 0.5), step by step in float32. */
    private static final float[] LEVELS = new float[256];

    static {
        for (int i = 0; i < 256; i++) {
            LEVELS[i] = (i / 255f - 0.5f) / 0.5f;
        }
    }

    private final TransformSpec spec;

    /**
     * The part that is left to chance, as fractions, so that two pictures of one pair get the same.
     *
     * @param x place of the crop, 0 (left) to 1 (right, excluded)
     * @param y place of the crop, 0 (top) to 1 (bottom, excluded)
     * @param flip mirrored left to right
     */
    record Chance(double x, double y, boolean flip) {}

    public Transform(TransformSpec spec) {
        this.spec = spec;
    }

    public TransformSpec spec() {
        return spec;
    }

    /** Floats that one picture takes. */
    public int length() {
        return spec.channels() * spec.size() * spec.size();
    }

    /** Channels and resize; and the centre crop, unless the crop is left to chance. */
    public Picture prepare(Picture picture) {
        Picture p = picture.withChannels(spec.channels());
        int side = spec.loadSize();
        return switch (spec.mode()) {
            case STRETCH -> Resample.resize(p, side, side, spec.filter());
            case CROP -> {
                Picture resized = shorterSide(p, side);
                yield side > spec.size() ? resized : centre(resized, side);
            }
            case PAD -> pad(p, side);
        };
    }

    /** torchvision's Resize(int): the longer side is truncated to whole pixels. */
    private Picture shorterSide(Picture p, int side) {
        int w = p.width() <= p.height() ? side : (int) ((long) side * p.width() / p.height());
        int h = p.width() <= p.height() ? (int) ((long) side * p.height() / p.width()) : side;
        // A crop cuts the middle out anyway: of a ribbon a thousand times longer than wide only that is resized.
        if ((long) w * h > PictureReader.MAX_PIXELS) {
            int keep = Math.min(p.width(), p.height());
            return Resample.resize(centre(p, keep), side, side, spec.filter());
        }
        return Resample.resize(p, w, h, spec.filter());
    }

    /** torchvision's CenterCrop: an odd rest is rounded half to even. */
    private static Picture centre(Picture p, int side) {
        int x = (int) Math.rint((p.width() - side) / 2.0);
        int y = (int) Math.rint((p.height() - side) / 2.0);
        return p.crop(x, y, side, side);
    }

    private Picture pad(Picture p, int side) {
        double scale = (double) side / Math.max(p.width(), p.height());
        int w = Math.max(1, (int) Math.round(p.width() * scale));
        int h = Math.max(1, (int) Math.round(p.height() * scale));
        Picture fitted = Resample.resize(p, w, h, spec.filter());
        int c = p.channels();
        byte[] out = new byte[side * side * c];
        Arrays.fill(out, (byte) 255);
        int left = (side - w) / 2;
        int top = (side - h) / 2;
        for (int y = 0; y < h; y++) {
            System.arraycopy(fitted.bytes(), y * w * c, out, ((top + y) * side + left) * c, w * c);
        }
        return new Picture(side, side, c, out, p.notes());
    }

    Chance chance(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new Chance(random.nextDouble(), random.nextDouble(), random.nextBoolean() && spec.flip());
    }

    /** Writes a prepared picture as {@link #length()} floats, CHW, to {@code out} from {@code offset}. */
    void write(Picture prepared, Chance chance, float[] out, int offset) {
        int size = spec.size(), c = spec.channels(), width = prepared.width();
        int left = (int) (chance.x * (width - size + 1));
        int top = (int) (chance.y * (prepared.height() - size + 1));
        byte[] in = prepared.bytes();
        int step = chance.flip ? -c : c;
        for (int y = 0; y < size; y++) {
            int start = ((top + y) * width + left + (chance.flip ? size - 1 : 0)) * c;
            for (int k = 0; k < c; k++) {
                int o = offset + (k * size + y) * size;
                for (int x = 0, p = start + k; x < size; x++, p += step) {
                    out[o + x] = LEVELS[in[p] & 255];
                }
            }
        }
    }

    /**
     * A picture as the network sees it, [C, size, size] in [−1, 1].
     *
     * @param seed chooses crop and flip, where the spec leaves them to chance
     */
    public float[] apply(Picture picture, long seed) {
        float[] out = new float[length()];
        write(prepare(picture), chance(seed), out, 0);
        return out;
    }

    /** The same picture for the screen, pixel by pixel. */
    public Pixels preview(Picture picture, long seed) {
        Picture prepared = prepare(picture);
        Chance chance = chance(seed);
        int size = spec.size();
        int left = (int) (chance.x * (prepared.width() - size + 1));
        int top = (int) (chance.y * (prepared.height() - size + 1));
        Picture seen = prepared.crop(left, top, size, size);
        return (chance.flip ? seen.flipped() : seen).toPixels();
    }
}
