package studio.ganvas.engine.latent;

/** Where a w comes from. */
public sealed interface LatentSource {
    /** Seeds are whole numbers from 0 to this one, as NumPy's are. */
    long MOST_SEED = 0xFFFF_FFFFL;
    /** On the lattice of seeds, a step down is this many seeds on. */
    int ROW = 100;

    /**
     * A place on the lattice of seeds: {@code seed} is at (0, 0), a step right is the next seed, a step down the seed {@value
     * LatentSource#ROW} further on; beyond the last seed comes the first. Between seeds, the four around are blended in W.
     * At (0, 0) the picture is that of NVIDIA's tools: z = NumPy's {@code RandomState(seed).randn(1, z_dim)}.
     */
    record Lattice(long seed, double right, double down) implements LatentSource {
        public Lattice {
            if (seed < 0 || seed > MOST_SEED) {
                throw new IllegalArgumentException("Seeds are whole numbers from 0 to " + MOST_SEED + ".");
            }
            if (!(Math.abs(right) <= 1e9 && Math.abs(down) <= 1e9)) {
                throw new IllegalArgumentException("There is no such place between seeds.");
            }
        }

        /** Whether this is one seed alone, which has a z of its own. */
        public boolean exact() {
            return right == Math.rint(right) && down == Math.rint(down);
        }

        /** The same lattice, some steps on. */
        public Lattice moved(double byRight, double byDown) {
            return new Lattice(seed, right + byRight, down + byDown);
        }

        /** The seed that is nearest to this place. */
        public long nearest() {
            return Math.floorMod(seed + (long) Math.rint(right) + ROW * (long) Math.rint(down), MOST_SEED + 1);
        }
    }

    /**
     * A w that was found, for instance by projection: one row for all layers, or a row for each.
     *
     * @param name what it came from, for people
     */
    record Given(String name, Code code) implements LatentSource {}

    /** A seed alone. */
    static Lattice seed(long seed) {
        return new Lattice(seed, 0, 0);
    }
}
