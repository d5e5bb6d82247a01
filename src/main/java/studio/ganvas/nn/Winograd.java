package studio.ganvas.nn;

import java.util.Optional;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.DType;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.Torch;

/**
 * 3×3 convolutions of stride 1 with a quarter of the multiplications: F(4×4, 3×3) of Lavin and Gray, Fast Algorithms for
 * Convolutional Neural Networks, 2015, arXiv 1509.09308, section 4.3.
 *
 * <p>The picture is seen as tiles of 4×4 outputs that read 6×6 inputs each. With d a tile, g a kernel and Y a tile of the
 * output, Y = Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A; the products ⊙ of all channels are 36 matrix products. Cutting into overlapping
 * tiles, the border and Bᵀ together are one banded matrix for the rows and one for the columns of the picture, and so is
 * Aᵀ for the output: everything is matrix products, and its gradients are matrix products again.
 *
 * <p>The rounding error is 1.4 times that of libtorch's sum over 256 channels (root mean square in float32).
 */
final class Winograd {
    /** What is beyond the edge of the picture. */
    enum Border {
        ZEROS,
        REFLECTION
    }

    /** System property: {@code false} leaves every convolution to libtorch, to compare. */
    static final String PROPERTY = "ganvas.winograd";

    private static final int TILE = 4;
    private static final int SEEN = 6;
    /**
     * Where the polynomials of input and kernel are multiplied, with infinity as the sixth place. Places a and 1/a keep
     * their powers near 1: rounding is half that of the paper's 0, ±1, ±2 (Barabasz et al. 2020, arXiv 1803.10986).
     */
    private static final double[] POINTS = {0, 2 / 3d, -2 / 3d, 3 / 2d, -3 / 2d};

    private static final double[][] BT = inputMap();
    private static final double[][] G = kernelMapOfAnAxis();
    private static final double[][] AT = outputMap();

    // Measured on two cores: fewer channels or tiles are transformed for longer than their products save, and the
    // banded
    // matrices grow with the edge. Gradients gain more than the result alone. GPUs choose such algorithms themselves.
    private static final long FEWEST_CHANNELS_LEARNING = 128;
    private static final long FEWEST_CHANNELS = 256;
    private static final long FEWEST_TILES = 64;
    private static final long LONGEST_EDGE = 128;

    private Winograd() {}

    /** Whether this is faster here than the plain sum for x [N, in, H, W] and weight [out, in, 3, 3]. */
    static boolean pays(Tensor x, Tensor weight, long padding) {
        long channels = Math.min(weight.size(0), weight.size(1));
        if (!mayLearn(weight.shape()) || weight.dtype() != DType.F32) {
            return false;
        }
        long h = x.size(2) + 2 * padding - 2;
        long w = x.size(3) + 2 * padding - 2;
        return channels >= (Autograd.isRecording() ? FEWEST_CHANNELS_LEARNING : FEWEST_CHANNELS)
                && Math.max(h, w) <= LONGEST_EDGE
                && x.size(0) * tiles(h) * tiles(w) >= FEWEST_TILES;
    }

    /** Whether training may take it for a weight of this shape; with it more tensors wait for their gradients. */
    static boolean mayLearn(long... weight) {
        return Math.min(weight[0], weight[1]) >= FEWEST_CHANNELS_LEARNING
                && weight[2] == 3
                && weight[3] == 3
                && !Torch.device().isGpu()
                && !"false".equals(System.getProperty(PROPERTY));
    }

    private static long tiles(long outputs) {
        return (outputs + TILE - 1) / TILE;
    }

    /**
     * The convolution, whether it pays or not.
     *
     * @param x float32 [N, in, H, W]
     * @param weight [out, in, 3, 3]
     * @param bias [out]
     * @param padding rows and columns beyond each edge, 0 or 1
     * @return [N, out, H + 2·padding − 2, W + 2·padding − 2]
     */
    static Tensor convolve(Tensor x, Tensor weight, Optional<Tensor> bias, long padding, Border border) {
        Edge rows = new Edge((int) x.size(2), (int) padding, border);
        Edge columns = new Edge((int) x.size(3), (int) padding, border);
        long n = x.size(0);
        long in = weight.size(1);
        long out = weight.size(0);
        long th = rows.tiles;
        long tw = columns.tiles;
        Tensor seen = Ops.matmul(rows.read(), Ops.matmul(x, columns.read().transpose(0, 1))) // [N, in, 6·th, 6·tw]
                .reshape(n, in, SEEN, th, SEEN, tw)
                .permute(2, 4, 1, 0, 3, 5)
                .reshape(SEEN * SEEN, in, n * th * tw);
        Tensor kernels = Ops.matmul(kernelMap(), weight.reshape(out * in, 9).transpose(0, 1))
                .reshape(SEEN * SEEN, out, in);
        Tensor products = Ops.matmul(kernels, seen) // [36, out, N·th·tw]
                .reshape(SEEN, SEEN, out, n, th, tw)
                .permute(3, 2, 0, 4, 1, 5)
                .reshape(n, out, SEEN * th, SEEN * tw);
        Tensor y = Ops.matmul(
                Ops.matmul(rows.written(), products), columns.written().transpose(0, 1));
        return bias.map(b -> y.add(b.reshape(out, 1, 1))).orElse(y);
    }

    /** Bᵀ [6, 6]: row i has the coefficients of ∏ (x − p) over the other points, the last row over all. */
    private static double[][] inputMap() {
        double[][] map = new double[SEEN][];
        for (int i = 0; i < SEEN; i++) {
            double[] polynomial = {1, 0, 0, 0, 0, 0};
            for (int j = 0; j < POINTS.length; j++) {
                if (j != i) {
                    polynomial = timesRoot(polynomial, POINTS[j]);
                }
            }
            map[i] = polynomial;
        }
        return map;
    }

    /** The coefficients, lowest first, of q(x)·(x − root). */
    private static double[] timesRoot(double[] q, double root) {
        double[] product = new double[q.length];
        for (int i = 0; i < q.length; i++) {
            product[i] = (i > 0 ? q[i - 1] : 0) - root * q[i];
        }
        return product;
    }

    /** G [6, 3]: the kernel's polynomial at each point, divided by what Bᵀ makes of the point. */
    private static double[][] kernelMapOfAnAxis() {
        double[][] map = new double[SEEN][3];
        for (int i = 0; i < POINTS.length; i++) {
            double divisor = 1;
            for (int j = 0; j < POINTS.length; j++) {
                divisor *= j == i ? 1 : POINTS[i] - POINTS[j];
            }
            for (int k = 0; k < 3; k++) {
                map[i][k] = Math.pow(POINTS[i], k) / divisor;
            }
        }
        map[SEEN - 1][2] = 1;
        return map;
    }

    /** Aᵀ [4, 6]: the powers of each point. */
    private static double[][] outputMap() {
        double[][] map = new double[TILE][SEEN];
        for (int o = 0; o < TILE; o++) {
            for (int i = 0; i < POINTS.length; i++) {
                map[o][i] = Math.pow(POINTS[i], o);
            }
        }
        map[TILE - 1][SEEN - 1] = 1;
        return map;
    }

    /** G ⊗ G: [36, 9], from a kernel to its 36 factors. */
    private static Tensor kernelMap() {
        double[][] map = new double[SEEN * SEEN][9];
        for (int i = 0; i < SEEN * SEEN; i++) {
            for (int j = 0; j < 9; j++) {
                map[i][j] = G[i / SEEN][j / 3] * G[i % SEEN][j % 3];
            }
        }
        return tensor(map);
    }

    /** One axis of the picture: the tiles along it. In both matrices element r of tile t has the place r·tiles + t. */
    private static final class Edge {
        final int tiles;
        private final int inputs;
        private final int outputs;
        private final int padding;
        private final Border border;

        Edge(int inputs, int padding, Border border) {
            this.inputs = inputs;
            this.padding = padding;
            this.border = border;
            outputs = inputs + 2 * padding - 2;
            tiles = (int) tiles(outputs);
        }

        /** Bᵀ of every tile, with the border: [6·tiles, inputs]. */
        Tensor read() {
            double[][] band = new double[SEEN * tiles][inputs];
            for (int t = 0; t < tiles; t++) {
                for (int k = 0; k < SEEN; k++) {
                    int place = inside(TILE * t + k - padding);
                    for (int r = 0; r < SEEN && place >= 0; r++) {
                        band[r * tiles + t][place] += BT[r][k];
                    }
                }
            }
            return tensor(band);
        }

        /** The input that stands for a place; −1 for a zero. */
        private int inside(int place) {
            boolean beyond = place < 0 || place >= inputs;
            if (beyond && (border == Border.ZEROS || place > inputs)) {
                return -1; // the last tile may reach past the border: what it makes of that is dropped
            }
            return place < 0 ? -place : place == inputs ? inputs - 2 : place;
        }

        /** Aᵀ of every tile: [outputs, 6·tiles]. */
        Tensor written() {
            double[][] band = new double[outputs][SEEN * tiles];
            for (int o = 0; o < outputs; o++) {
                for (int r = 0; r < SEEN; r++) {
                    band[o][r * tiles + o / TILE] = AT[o % TILE][r];
                }
            }
            return tensor(band);
        }
    }

    private static Tensor tensor(double[][] rows) {
        float[] values = new float[rows.length * rows[0].length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) rows[i / rows[0].length][i % rows[0].length];
        }
        return Tensor.of(values, rows.length, rows[0].length);
    }
}
