package studio.ganvas.data.doctor;

/** Ridge regression of many outputs on many inputs, solved by Cholesky. Rows are standardised by whoever calls. */
final class Ridge {
    private final int n;
    private final double[][] gram;
    private final double[][] cross;
    private double[][] weights = new double[0][];

    Ridge(int inputs, int outputs) {
        n = inputs;
        gram = new double[inputs][inputs];
        cross = new double[inputs][outputs];
    }

    void add(float[] x, float[] y) {
        for (int i = 0; i < n; i++) {
            double xi = x[i];
            double[] g = gram[i];
            for (int j = 0; j <= i; j++) {
                g[j] += xi * x[j];
            }
            double[] c = cross[i];
            for (int j = 0; j < c.length; j++) {
                c[j] += xi * y[j];
            }
        }
    }

    /**
     * To be called once, after the last {@link #add}.
     *
     * @param penalty a fraction of the mean of the inputs' squares
     */
    void solve(double penalty) {
        double trace = 0;
        for (int i = 0; i < n; i++) {
            trace += gram[i][i];
        }
        for (int i = 0; i < n; i++) {
            gram[i][i] += penalty * trace / n + 1e-9;
        }
        double[][] l = cholesky(gram);
        int outputs = cross[0].length;
        weights = new double[n][outputs];
        for (int c = 0; c < outputs; c++) {
            for (int i = 0; i < n; i++) {
                double sum = cross[i][c];
                for (int k = 0; k < i; k++) {
                    sum -= l[i][k] * weights[k][c];
                }
                weights[i][c] = sum / l[i][i];
            }
            for (int i = n - 1; i >= 0; i--) {
                double sum = weights[i][c];
                for (int k = i + 1; k < n; k++) {
                    sum -= l[k][i] * weights[k][c];
                }
                weights[i][c] = sum / l[i][i];
            }
        }
    }

    /** The outputs that the inputs suggest. */
    float[] guess(float[] x) {
        double[] sum = new double[weights[0].length];
        for (int k = 0; k < n; k++) {
            double[] row = weights[k];
            for (int j = 0; j < sum.length; j++) {
                sum[j] += x[k] * row[j];
            }
        }
        float[] y = new float[sum.length];
        for (int j = 0; j < y.length; j++) {
            y[j] = (float) sum[j];
        }
        return y;
    }

    /** The lower triangle L with L·Lᵀ = {@code m}, of which only the lower triangle is read. */
    private static double[][] cholesky(double[][] m) {
        int n = m.length;
        double[][] l = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = m[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                l[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / l[j][j];
            }
        }
        return l;
    }
}
