package studio.ganvas.gan.stylegan2;

/** What a training step consists of, in this order. Regularisation is lazy (arXiv 1912.04958, section 3.1). */
enum Phase {
    /** The generator's loss. */
    GMAIN,
    /** Path length regularisation of the generator. */
    GREG,
    /** The discriminator's loss. */
    DMAIN,
    /** R1 regularisation of the discriminator. */
    DREG;

    boolean ofGenerator() {
        return this == GMAIN || this == GREG;
    }
}
