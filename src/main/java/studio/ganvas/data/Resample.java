package studio.ganvas.data;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Resizing with the arithmetic of Pillow's {@code Image.resize} on 8-bit pictures, bit for bit: the filter's support
 * grows with the reduction (antialias), coefficients are fixed-point with 22 fractional bits, the horizontal pass comes
 * first and is rounded to 8 bits before the vertical one. torchvision's {@code Resize} on PIL pictures is the same.
 */
public final class Resample {
    private static final int PRECISION_BITS = 32 - 8 - 2;

    private Resample() {}

    /** Pillow's filters; BICUBIC has a = −0.5, LANCZOS has three lobes. */
    public enum Filter {
        NEAREST(0, x -> 1),
        BOX(0.5, x -> x > -0.5 && x <= 0.5 ? 1 : 0),
        BILINEAR(1, x -> Math.max(0, 1 - Math.abs(x))),
        BICUBIC(2, Filter::cubic),
        LANCZOS(3, x -> x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0);

        private final double support;
        private final DoubleUnaryOperator kernel;

        Filter(double support, DoubleUnaryOperator kernel) {
            this.support = support;
            this.kernel = kernel;
        }

        private static double cubic(double x) {
            double a = -0.5;
            x = Math.abs(x);
            if (x < 1) {
                return ((a + 2) * x - (a + 3)) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
        }

        private static double sinc(double x) {
            return x == 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
        }
    }

    /** {@code picture} stretched to width × height; the same picture when the size is already right. */
    public static Picture resize(Picture picture, int width, int height, Filter filter) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("A picture cannot be resized to " + width + "×" + height);
        }
        if (width == picture.width() && height == picture.height()) {
            return picture;
        }
        int c = picture.channels();
        byte[] bytes = picture.bytes();
        if (filter == Filter.NEAREST) {
            bytes = nearest(picture, width, height);
        } else {
            if (width != picture.width()) {
                bytes = horizontal(
                        bytes, picture.width(), picture.height(), c, Taps.of(picture.width(), width, filter));
            }
            if (height != picture.height()) {
                bytes = vertical(bytes, width * c, Taps.of(picture.height(), height, filter));
            }
        }
        return new Picture(width, height, c, bytes, picture.notes());
    }

    /** For each output sample the first input sample, and {@code stride} fixed-point weights from there. */
    private record Taps(int[] first, int[] count, int[] weights, int stride) {
        static Taps of(int in, int out, Filter filter) {
            double scale = (double) in / out;
            double filterScale = Math.max(scale, 1);
            double support = filter.support * filterScale;
            int stride = (int) Math.ceil(support) * 2 + 1;
            int[] first = new int[out];
            int[] count = new int[out];
            int[] weights = new int[out * stride];
            double[] w = new double[stride];
            for (int o = 0; o < out; o++) {
                double centre = (o + 0.5) * scale;
                first[o] = Math.max((int) (centre - support + 0.5), 0);
                count[o] = Math.min((int) (centre + support + 0.5), in) - first[o];
                double sum = 0;
                for (int i = 0; i < count[o]; i++) {
                    w[i] = filter.kernel.applyAsDouble((i + first[o] - centre + 0.5) * (1 / filterScale));
                    sum += w[i];
                }
                for (int i = 0; i < count[o]; i++) {
                    double exact = (sum == 0 ? w[i] : w[i] / sum) * (1 << PRECISION_BITS);
                    weights[o * stride + i] = (int) (exact < 0 ? exact - 0.5 : exact + 0.5);
                }
            }
            return new Taps(first, count, weights, stride);
        }
    }

    private static byte[] horizontal(byte[] in, int width, int height, int c, Taps taps) {
        int outWidth = taps.first.length;
        byte[] out = new byte[outWidth * height * c];
        int o = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < outWidth; x++) {
                int start = (y * width + taps.first[x]) * c;
                for (int k = 0; k < c; k++) {
                    int sum = 1 << (PRECISION_BITS - 1);
                    int p = start + k;
                    int w = x * taps.stride;
                    for (int i = taps.count[x]; i > 0; i--, p += c) {
                        sum += (in[p] & 255) * taps.weights[w++];
                    }
                    out[o++] = clip(sum);
                }
            }
        }
        return out;
    }

    private static byte[] vertical(byte[] in, int rowLength, Taps taps) {
        int outHeight = taps.first.length;
        byte[] out = new byte[outHeight * rowLength];
        int[] sums = new int[rowLength];
        for (int y = 0; y < outHeight; y++) {
            Arrays.fill(sums, 1 << (PRECISION_BITS - 1));
            for (int i = 0; i < taps.count[y]; i++) {
                int weight = taps.weights[y * taps.stride + i];
                int row = (taps.first[y] + i) * rowLength;
                for (int x = 0; x < rowLength; x++) {
                    sums[x] += (in[row + x] & 255) * weight;
                }
            }
            for (int x = 0; x < rowLength; x++) {
                out[y * rowLength + x] = clip(sums[x]);
            }
        }
        return out;
    }

    private static byte clip(int fixedPoint) {
        int v = fixedPoint >> PRECISION_BITS;
        return (byte) (v < 0 ? 0 : Math.min(v, 255));
    }

    private static byte[] nearest(Picture picture, int width, int height) {
        int c = picture.channels();
        byte[] out = new byte[width * height * c];
        double sx = (double) picture.width() / width;
        double sy = (double) picture.height() / height;
        for (int y = 0; y < height; y++) {
            int row = Math.min((int) ((y + 0.5) * sy), picture.height() - 1) * picture.width();
            for (int x = 0; x < width; x++) {
                int column = Math.min((int) ((x + 0.5) * sx), picture.width() - 1);
                System.arraycopy(picture.bytes(), (row + column) * c, out, (y * width + x) * c, c);
            }
        }
        return out;
    }
}
