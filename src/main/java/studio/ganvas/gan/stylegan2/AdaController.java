package studio.ganvas.gan.stylegan2;

/**
 * Adaptive augmentation (arXiv 2006.06676, section 3.1): the probability p grows while D is too sure of real pictures
 * and falls otherwise, judged by r_t, the mean sign of its scores of them.
 */
final class AdaController {
    /** Steps between two changes of p. */
    static final int INTERVAL = 4;

    private final double target;
    private final double pictures;
    private double p;
    private double signs;
    private double count;

    /**
     * @param target wanted r_t, 0.6 in the paper
     * @param pictures real pictures in which p can go from 0 to 1
     * @param p at the beginning
     */
    AdaController(double target, double pictures, double p) {
        this.target = target;
        this.pictures = pictures;
        this.p = p;
    }

    double p() {
        return p;
    }

    /** D gave {@code n} scores to real pictures, whose signs have this mean. */
    void observe(double meanSign, long n) {
        signs += meanSign * n;
        count += n;
    }

    /** Moves p once in {@value #INTERVAL} steps; {@code step} counts finished ones. */
    void update(long step, long batch) {
        if (step % INTERVAL == 0 && count > 0) {
            double direction = Math.signum(signs / count - target);
            p = Math.max(0, p + direction * (batch * INTERVAL) / pictures);
            signs = 0;
            count = 0;
        }
    }

    double[] state() {
        return new double[] {p, signs, count};
    }

    void load(double... state) {
        p = state[0];
        signs = state[1];
        count = state[2];
    }
}
