package studio.ganvas.data;

/** Independent random streams derived from the run's seed by name and number, so that nothing needs to be saved. */
final class Seeds {
    static final long ORDER = 0x6f72646572L;
    static final long ORDER_B = 0x6f7264657242L;
    static final long AUGMENT = 0x6175676d656e74L;

    private Seeds() {}

    /** One seed from several numbers; every one of them changes all bits. */
    static long derive(long... parts) {
        long h = 0x9E3779B97F4A7C15L;
        for (long part : parts) {
            h = mix(h + 0x9E3779B97F4A7C15L ^ mix(part));
        }
        return h;
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014, variant 13 by Stafford). */
    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
