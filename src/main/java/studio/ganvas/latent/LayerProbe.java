package studio.ganvas.latent;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/** Numbers about the activations of a layer, in host memory. */
public final class LayerProbe {
    private LayerProbe() {}

    /**
     * @param mean of each channel; likewise the others
     * @param wholeMean of all channels together; likewise the others
     * @param spectrum mean power by frequency, see {@link #spectrum}
     */
    public record Summary(
            float[] mean,
            float[] std,
            float[] min,
            float[] max,
            double wholeMean,
            double wholeStd,
            double wholeMin,
            double wholeMax,
            double[] spectrum) {
        /** Channels in the order of {@link #std}, largest first; those of a single number in the order of its magnitude. */
        public List<Integer> strongest() {
            return IntStream.range(0, std.length)
                    .boxed()
                    .sorted(Comparator.comparing((Integer i) -> -std[i]).thenComparing(i -> -Math.abs(mean[i])))
                    .toList();
        }
    }

    /** Statistics of activations [1, C, R, R]. */
    public static Summary of(Tensor x) {
        Tensor.VarMean each = x.varMean(false, false, 0, 2, 3);
        Tensor.VarMean whole = x.varMean(false, false, 0, 1, 2, 3);
        return new Summary(
                each.mean().toFloats(),
                each.var().sqrt().toFloats(),
                x.amin(false, 0, 2, 3).toFloats(),
                x.amax(false, 0, 2, 3).toFloats(),
                whole.mean().item(),
                Math.sqrt(whole.var().item()),
                x.amin(false, 0, 1, 2, 3).item(),
                x.amax(false, 0, 1, 2, 3).item(),
                spectrum(x));
    }

    /**
     * Power by spatial frequency: element f is the mean of |DFT|² / R⁴ over all channels and all frequencies whose length is
     * nearest to f cycles a picture, f = 0 … R / 2. The sum over all frequencies of one channel is its mean square.
     */
    static double[] spectrum(Tensor x) {
        int size = (int) x.size(3);
        float[] power =
                Ops.powerSpectrum(x).mean(false, 0, 1).div(Math.pow(size, 4)).toFloats(); // [R, R]
        double[] sum = new double[size / 2 + 1];
        int[] count = new int[size / 2 + 1];
        for (int y = 0; y < size; y++) {
            int fy = Math.min(y, size - y);
            for (int column = 0; column < size; column++) {
                int fx = Math.min(column, size - column);
                int f = (int) Math.round(Math.sqrt((double) fx * fx + (double) fy * fy));
                if (f < sum.length) {
                    sum[f] += power[y * size + column];
                    count[f]++;
                }
            }
        }
        return IntStream.range(0, sum.length)
                .mapToDouble(f -> sum[f] / Math.max(1, count[f]))
                .toArray();
    }

    /** One channel of [1, C, R, R], row after row. */
    public static float[] channel(Tensor x, int number) {
        return x.select(1, number).contiguous().toFloats();
    }

    /** Power in decibels, with a floor far below anything that is seen. */
    public static List<Double> decibels(double... power) {
        return Arrays.stream(power)
                .map(each -> 10 * Math.log10(Math.max(each, 1e-20)))
                .boxed()
                .toList();
    }
}
