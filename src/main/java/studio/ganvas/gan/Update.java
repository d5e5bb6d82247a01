package studio.ganvas.gan;

/** Which networks one training step changes. */
public enum Update {
    BOTH,
    GENERATOR,
    DISCRIMINATOR;

    public boolean generator() {
        return this != DISCRIMINATOR;
    }

    public boolean discriminator() {
        return this != GENERATOR;
    }
}
