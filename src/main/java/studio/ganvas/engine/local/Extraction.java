package studio.ganvas.engine.local;

import java.util.concurrent.CompletableFuture;
import studio.ganvas.tensor.Scope;

/** Passes all pictures of a source by, a batch a slice; the next batch is decoded meanwhile. */
final class Extraction implements Phase {
    /** An even number, so that neighbours in a batch can be compared in pairs. */
    static final int BATCH = 16;

    /** Looks at a batch, in a scope of its own. */
    interface Visitor {
        void visit(PictureSource.Taken batch);
    }

    private final String words;
    private final PictureSource source;
    private final Visitor visitor;
    private final Runnable wake;
    private int next;
    private CompletableFuture<?> prepared;

    /** @param wake tells the compute thread that a batch is ready */
    Extraction(String words, PictureSource source, Visitor visitor, Runnable wake) {
        this.words = words;
        this.source = source;
        this.visitor = visitor;
        this.wake = wake;
    }

    @Override
    public String words() {
        return words;
    }

    @Override
    public int slices() {
        return (source.size() + BATCH - 1) / BATCH;
    }

    @Override
    public int done() {
        return next;
    }

    @Override
    public boolean ready() {
        if (prepared == null) {
            fetch();
        }
        return prepared.isDone();
    }

    private void fetch() {
        int from = next * BATCH;
        prepared = source.prepare(from, Math.min(source.size(), from + BATCH));
        prepared.whenComplete((value, failure) -> wake.run());
    }

    @Override
    public void advance() {
        prepared.join();
        try (Scope scope = Scope.open()) {
            int from = next * BATCH;
            PictureSource.Taken batch = source.take(from, Math.min(source.size(), from + BATCH));
            next++;
            if (next < slices()) {
                fetch();
            }
            if (batch.numbers().length > 0) {
                visitor.visit(batch);
            }
        }
    }
}
