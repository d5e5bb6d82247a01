package studio.ganvas.nn;

import java.util.Optional;
import studio.ganvas.nn.Fir.Padding;
import studio.ganvas.nn.Fir.Plan;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * A convolution of an enlarged picture, or one whose result is made smaller, with the resampling filter of {@link Fir}
 * in between, in the order that costs least: enlarging convolves before it filters (a transposed convolution), reducing
 * filters before a strided convolution.
 *
 * @param up factor of enlarging before the convolution
 * @param down factor of reducing after it
 * @param padding of the convolution, as pixels of the enlarged picture
 * @param groups of channels
 * @param correlate PyTorch's usual orientation of weights; otherwise they are flipped
 */
public record ResampledConv(long up, long down, Padding padding, long groups, boolean correlate) {
    /** With PyTorch's orientation of weights, one group, and borders that keep the size. */
    public static ResampledConv same(long kernel, long up, long down) {
        return new ResampledConv(up, down, Padding.all(kernel / 2), 1, true);
    }

    /** x [N, in, H, W], weight [out, in / groups, kH, kW], filter as {@link Fir#filter} makes it, bias [out]. */
    public Tensor apply(Tensor x, Tensor weight, Optional<Tensor> filter, Optional<Tensor> bias) {
        Tensor f = filter.orElseGet(() -> Tensor.full(1, 1, 1));
        Padding p = padding;
        p = up > 1 ? Fir.upsamplePadding(f, up, p) : p;
        p = down > 1 ? Fir.downsamplePadding(f, down, p) : p;
        boolean pointwise = weight.size(2) == 1 && weight.size(3) == 1;
        double gain = (double) up * up;
        if (up > 1 && down > 1) {
            Tensor enlarged = Fir.apply(x, Optional.of(f), Plan.of(up, 1, p).withGain(gain));
            Tensor y = plain(enlarged, weight, 1, Padding.NONE, Optional.empty());
            return biased(Fir.apply(y, Optional.of(f), Plan.of(1, down, Padding.NONE)), bias);
        } else if (up > 1 && pointwise) {
            Tensor y = plain(x, weight, 1, Padding.NONE, Optional.empty());
            return biased(Fir.apply(y, Optional.of(f), Plan.of(up, 1, p).withGain(gain)), bias);
        } else if (up > 1) {
            Padding rest = p.plus(1 - weight.size(3), up - weight.size(3), 1 - weight.size(2), up - weight.size(2));
            Plan smooth = Plan.of(1, 1, rest).withGain(gain);
            return biased(Fir.apply(transposed(x, weight), Optional.of(f), smooth), bias);
        } else if (down > 1 && pointwise) {
            return plain(Fir.apply(x, Optional.of(f), Plan.of(1, down, p)), weight, 1, Padding.NONE, bias);
        } else if (down > 1) {
            return plain(Fir.apply(x, Optional.of(f), Plan.of(1, 1, p)), weight, down, Padding.NONE, bias);
        }
        return plain(x, weight, 1, p, bias);
    }

    private static Tensor biased(Tensor y, Optional<Tensor> bias) {
        return bias.map(b -> y.add(b.reshape(1, -1, 1, 1))).orElse(y);
    }

    private Tensor plain(Tensor x, Tensor weight, long stride, Padding p, Optional<Tensor> bias) {
        Tensor w = correlate || weight.size(2) * weight.size(3) == 1 ? weight : weight.flip(2, 3);
        long[] strides = {stride, stride};
        return p.isEven()
                ? Ops.conv2d(x, w, bias, strides, new long[] {p.top(), p.left()}, groups)
                : Ops.conv2d(Fir.pad(x, p), w, bias, strides, new long[] {0, 0}, groups);
    }

    private Tensor transposed(Tensor x, Tensor weight) {
        long out = weight.size(0);
        long in = weight.size(1);
        long kH = weight.size(2);
        long kW = weight.size(3);
        Tensor w = groups == 1
                ? weight.transpose(0, 1)
                : weight.reshape(groups, out / groups, in, kH, kW)
                        .transpose(1, 2)
                        .reshape(groups * in, out / groups, kH, kW);
        return Ops.convTranspose2d(x, correlate ? w.flip(2, 3) : w, new long[] {up, up}, new long[] {0, 0}, groups);
    }
}
