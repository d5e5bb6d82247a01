package studio.ganvas.nn;

import java.util.List;
import java.util.Optional;
import studio.ganvas.tensor.DType;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * Nearest-neighbour doubling, reflection border of 1 and a 3×3 convolution without bias, in one: [N, in, H, W] → [N, out,
 * 2H, 2W].
 *
 * <p>Doubled rows come in equal pairs, so three weights of the kernel meet only two different rows, and each of the four
 * phases of the output is a 2×2 convolution of x itself: 4/9 of the work. A reflected border of the doubled picture is the
 * first row again, that is a replicated border of x. In training the plain way is as fast, because the gradients of four
 * small kernels cost more than they save, so only evaluation takes the short one.
 */
public final class NearestConv2d extends Layer {
    /** Sums of a 3-tap kernel's weights that meet the first and the second row, for even rows and for odd ones. */
    private static final double[][][] TAPS = {{{1, 0, 0}, {0, 1, 1}}, {{1, 1, 0}, {0, 0, 1}}};

    private final long in;
    private final long out;
    private final Slot weight;

    public NearestConv2d(long in, long out) {
        this.in = in;
        this.out = out;
        weight = parameter("weight", Init.torchDefault(9 * in), out, in, 3, 3);
    }

    @Override
    public Tensor forward(Tensor x) {
        return training() ? plain(x) : phased(x);
    }

    private Tensor plain(Tensor x) {
        Tensor doubled = Ops.nearest(x, 2 * x.size(2), 2 * x.size(3));
        return Ops.conv2d(Ops.reflectionPad(doubled, 1), weight.get(), Optional.empty(), 1, 0, 1);
    }

    private Tensor phased(Tensor x) {
        long n = x.size(0);
        long h = x.size(2);
        long w = x.size(3);
        Tensor phases = weight.get().dtype() == DType.F64 ? phases().toFloat64() : phases();
        Tensor kernels = Ops.matmul(weight.get().reshape(out * in, 9), phases) // [out·in, 4 phases · 2·2 taps]
                .reshape(out, in, 4, 2, 2)
                .permute(2, 0, 1, 3, 4)
                .reshape(4 * out, in, 2, 2);
        Tensor y = Ops.conv2d(Ops.replicationPad(x, 1, 1, 1, 1), kernels, Optional.empty(), 1, 0, 1)
                .reshape(n, 4, out, h + 1, w + 1);
        Tensor even = Ops.stack(4, List.of(phase(y, 0, 0, h, w), phase(y, 0, 1, h, w)));
        Tensor odd = Ops.stack(4, List.of(phase(y, 1, 0, h, w), phase(y, 1, 1, h, w)));
        return Ops.stack(3, List.of(even, odd)).reshape(n, out, 2 * h, 2 * w);
    }

    private static Tensor phase(Tensor y, int row, int column, long h, long w) {
        return y.select(1, 2 * row + column).narrow(2, row, row + h).narrow(3, column, column + w); // [N, out, H, W]
    }

    /** [9, 16]: from a 3×3 kernel to the four 2×2 kernels, phases (even, even), (even, odd), … */
    private static Tensor phases() {
        float[] map = new float[9 * 16];
        for (int phase = 0; phase < 4; phase++) {
            for (int tap = 0; tap < 4; tap++) {
                for (int cell = 0; cell < 9; cell++) {
                    map[cell * 16 + phase * 4 + tap] =
                            (float) (TAPS[phase / 2][tap / 2][cell / 3] * TAPS[phase % 2][tap % 2][cell % 3]);
                }
            }
        }
        return Tensor.of(map, 9, 16);
    }
}
