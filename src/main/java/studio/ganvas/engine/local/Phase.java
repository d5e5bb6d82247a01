package studio.ganvas.engine.local;

import java.util.function.IntConsumer;
import studio.ganvas.tensor.Scope;

/** A part of a measurement, done slice by slice on the compute thread. */
interface Phase {
    /** What is happening, in words. */
    String words();

    /** How long it takes, in slices of about equal length. */
    int slices();

    /** Slices done. */
    int done();

    /** Whether the next slice can be done now. */
    default boolean ready() {
        return true;
    }

    /** Does the next slice. */
    void advance();

    /** A formula that takes {@code slices} calls, each in a scope of its own. */
    static Phase formula(String words, int slices, IntConsumer body) {
        return new Phase() {
            private int done;

            @Override
            public String words() {
                return words;
            }

            @Override
            public int slices() {
                return slices;
            }

            @Override
            public int done() {
                return done;
            }

            @Override
            public void advance() {
                try (Scope scope = Scope.open()) {
                    body.accept(done++);
                }
            }
        };
    }
}
