package studio.ganvas.engine.latent;

import java.util.Arrays;

/**
 * Latent vectors, row after row; equal when all numbers are. The array is handed over, not copied.
 *
 * @param rows 1 (the same for all layers) or as many as ws has
 * @param length of w
 */
public record Code(int rows, int length, float[] values) {
    public Code {
        if (rows < 1 || length < 1 || (long) rows * length != values.length) {
            throw new IllegalArgumentException(
                    rows + " latent vectors of " + length + " numbers can't have " + values.length + " of them.");
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("A latent vector has a number that is not finite.");
            }
        }
    }

    /** One vector. */
    public static Code of(float... vector) {
        return new Code(1, vector.length, vector);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Code code
                && rows == code.rows
                && length == code.length
                && Arrays.equals(values, code.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + length) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Code[" + rows + " × " + length + "]";
    }
}
