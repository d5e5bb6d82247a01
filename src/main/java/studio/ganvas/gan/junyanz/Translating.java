package studio.ganvas.gan.junyanz;

import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Draws;

/** While open, a generator is in the mode in which it translates; then all is as it was. */
final class Translating implements AutoCloseable {
    private final Layer generator;
    private final boolean before;
    private final Module.Kept buffers;
    private final Draws.Use draws;

    private Translating(Layer generator, boolean before, Module.Kept buffers, Draws.Use draws) {
        this.generator = generator;
        this.before = before;
        this.buffers = buffers;
        this.draws = draws;
    }

    /** @param evaluation otherwise as in training: live dropout, statistics of what it sees */
    static Translating begin(Layer generator, boolean evaluation, Draws source) {
        boolean before = generator.training();
        Module.Kept buffers = generator.keepBuffers();
        Draws.Use draws = source.use();
        generator.train(!evaluation);
        return new Translating(generator, before, buffers, draws);
    }

    @Override
    public void close() {
        generator.train(before);
        draws.close();
        buffers.close();
    }
}
