package studio.ganvas.ui;

import java.util.ArrayList;
import java.util.List;
import studio.ganvas.engine.run.RunQueue;

/** A queue that only remembers. */
public final class FakeQueue implements RunQueue {
    private final List<String> ids = new ArrayList<>();
    private boolean held;

    /** Puts runs into the queue. */
    public synchronized void fill(String... waiting) {
        ids.clear();
        ids.addAll(List.of(waiting));
    }

    @Override
    public synchronized List<String> waiting() {
        return List.copyOf(ids);
    }

    @Override
    public synchronized void move(String id, int places) {
        int from = ids.indexOf(id);
        if (from >= 0) {
            ids.remove(from);
            ids.add(Math.max(0, Math.min(ids.size(), from + places)), id);
        }
    }

    @Override
    public synchronized boolean held() {
        return held;
    }

    @Override
    public synchronized void hold(boolean hold) {
        held = hold;
    }
}
