package studio.ganvas.gan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Scope;

/**
 * What is open while two players take a training step: a scope for its tensors, recording for gradients, the step's
 * draws for dropout; both players in training mode. A player that this step does not train keeps its running statistics
 * too.
 */
public final class StepScope implements AutoCloseable {
    private final Scope scope = Scope.open();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private StepScope() {}

    public static StepScope open(Draws draws, Update update, Module generator, Module discriminator) {
        return open(draws, update, List.of(generator), List.of(discriminator));
    }

    /** For players of several networks each. */
    public static StepScope open(Draws draws, Update update, List<Module> generators, List<Module> discriminators) {
        StepScope step = new StepScope();
        try {
            generators.forEach(generator -> step.enter(generator, update.generator()));
            discriminators.forEach(discriminator -> step.enter(discriminator, update.discriminator()));
            step.open.push(Autograd.record());
            step.open.push(draws.use());
            return step;
        } catch (RuntimeException e) {
            step.close();
            throw e;
        }
    }

    private void enter(Module network, boolean learns) {
        network.train(true);
        if (!learns) {
            open.push(network.keepBuffers());
        }
    }

    @Override
    public void close() {
        try {
            for (AutoCloseable each : open) {
                each.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("A training step could not be tidied up", e);
        } finally {
            scope.close();
        }
    }
}
