package studio.ganvas.gan.stylegan2;

import java.util.Arrays;

/** Wavelet filters of the augmentations (Daubechies 1992, symlets). */
final class Wavelets {
    /** Symlet 6, divided by its sum: the low-pass filter around geometric changes. */
    static final float[] SYM6 = {
        0.01089235f,
        0.00246831f,
        -0.08343160f,
        -0.03416156f,
        0.34722894f,
        0.55694640f,
        0.23895217f,
        -0.05136248f,
        -0.01489187f,
        0.03162528f,
        0.00124996f,
        -0.00551593f
    };

    private static final double[] SYM2 = {
        -0.12940952255092145, 0.22414386804185735, 0.836516303737469, 0.48296291314469025
    };

    private Wavelets() {}

    /** A bank of symmetric filters that sum to the identity, from low frequencies to high: [bands][taps]. */
    static double[][] bank(int bands) {
        double[] lowOnce = SYM2;
        double[] highOnce = new double[SYM2.length];
        for (int i = 0; i < SYM2.length; i++) {
            highOnce[i] = (i % 2 == 0 ? 1 : -1) * SYM2[i];
        }
        double[] low = autocorrelation(lowOnce);
        double[] high = autocorrelation(highOnce);
        double[][] bank = new double[bands][1];
        bank[0][0] = 1;
        for (int band = 1; band < bands; band++) {
            for (int row = 0; row < bands; row++) {
                bank[row] = convolve(spread(bank[row]), low);
            }
            int from = (bank[band].length - high.length) / 2;
            for (int i = 0; i < high.length; i++) {
                bank[band][from + i] += high[i];
            }
        }
        return bank;
    }

    /** Half the convolution of a filter with its mirror image. */
    private static double[] autocorrelation(double... taps) {
        double[] mirrored = new double[taps.length];
        for (int i = 0; i < taps.length; i++) {
            mirrored[i] = taps[taps.length - 1 - i];
        }
        return Arrays.stream(convolve(taps, mirrored)).map(each -> each / 2).toArray();
    }

    /** A zero between every two taps. */
    private static double[] spread(double... taps) {
        double[] wide = new double[2 * taps.length - 1];
        for (int i = 0; i < taps.length; i++) {
            wide[2 * i] = taps[i];
        }
        return wide;
    }

    private static double[] convolve(double[] a, double[] b) {
        double[] sum = new double[a.length + b.length - 1];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                sum[i + k] += a[i] * b[k];
            }
        }
        return sum;
    }
}
