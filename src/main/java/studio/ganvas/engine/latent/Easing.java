package studio.ganvas.engine.latent;

/** How the way from one keyframe to the next is spread over the time. */
public enum Easing {
    LINEAR {
        @Override
        public double at(double t) {
            return t;
        }
    },
    /** Slow at both ends. */
    SMOOTH {
        @Override
        public double at(double t) {
            return t * t * (3 - 2 * t);
        }
    },
    /** Slow at the begin. */
    IN {
        @Override
        public double at(double t) {
            return t * t;
        }
    },
    /** Slow at the end. */
    OUT {
        @Override
        public double at(double t) {
            return t * (2 - t);
        }
    },
    /** Stays, then jumps. */
    HOLD {
        @Override
        public double at(double t) {
            return t < 1 ? 0 : 1;
        }
    };

    /** 0 to 1 → 0 to 1; 0 stays 0 and 1 stays 1. */
    public abstract double at(double t);
}
