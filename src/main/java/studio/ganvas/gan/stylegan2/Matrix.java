package studio.ganvas.gan.stylegan2;

/** Small square matrices, row-major, for homogeneous transforms of places (3×3) and colours (4×4). */
record Matrix(int n, double[] values) {
    static Matrix identity(int n) {
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            values[i * n + i] = 1;
        }
        return new Matrix(n, values);
    }

    static Matrix translate(double... by) {
        Matrix m = identity(by.length + 1);
        for (int i = 0; i < by.length; i++) {
            m.values[i * m.n + by.length] = by[i];
        }
        return m;
    }

    static Matrix scale(double... by) {
        Matrix m = identity(by.length + 1);
        for (int i = 0; i < by.length; i++) {
            m.values[i * m.n + i] = by[i];
        }
        return m;
    }

    /** Of the plane, by an angle in radians. */
    static Matrix rotate(double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        return new Matrix(3, new double[] {c, -s, 0, s, c, 0, 0, 0, 1});
    }

    /** Of space about the axis (1, 1, 1)/√3, along which colours are grey (Rodrigues' formula). */
    static Matrix rotateAboutGrey(double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle) / Math.sqrt(3);
        double third = (1 - c) / 3;
        double a = third + c;
        double b = third - s;
        double d = third + s;
        return new Matrix(4, new double[] {a, b, d, 0, d, a, b, 0, b, d, a, 0, 0, 0, 0, 1});
    }

    /** What is grey stays times {@code along}, what is colour times {@code across}; the last axis stays times across. */
    static Matrix alongGrey(double along, double across) {
        Matrix m = identity(4);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double projection = i < 3 && j < 3 ? 1 / 3.0 : 0;
                m.values[i * 4 + j] = along * projection + across * ((i == j ? 1 : 0) - projection);
            }
        }
        return m;
    }

    double at(int row, int column) {
        return values[row * n + column];
    }

    /** This · other: {@code other} acts first. */
    Matrix times(Matrix other) {
        double[] product = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    product[i * n + j] += at(i, k) * other.at(k, j);
                }
            }
        }
        return new Matrix(n, product);
    }
}
