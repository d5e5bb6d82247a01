package studio.ganvas.engine.local;

import java.util.ArrayList;
import java.util.List;
import studio.ganvas.engine.run.RunQueue;

/**
 * Who trains and who waits. One run is admitted at a time, a paused one keeps its turn. Each waiting run keeps its place
 * in its own state file, so that there is no list that could contradict the runs.
 */
final class TrainingQueue implements RunQueue {
    private final List<ActiveRun> runs = new ArrayList<>();
    private final Runnable wake;
    private final Runnable changed;
    private boolean held;

    /**
     * @param wake tells the compute thread that a run may have been admitted
     * @param changed told when the order changes
     */
    TrainingQueue(Runnable wake, Runnable changed) {
        this.wake = wake;
        this.changed = changed;
    }

    /** Adds a run that was just asked for: it begins at once when none trains, even while the queue is held. */
    void add(ActiveRun run) {
        change(() -> {
            runs.removeIf(ActiveRun::finished);
            boolean idle = runs.stream().noneMatch(ActiveRun::admitted);
            if (idle && held) {
                runs.add(0, run);
                run.admit();
            } else {
                runs.add(run);
            }
        });
    }

    /** Adds runs that were left waiting by an earlier start, and holds the queue so that nothing begins unasked. */
    void restore(List<ActiveRun> left) {
        if (!left.isEmpty()) {
            change(() -> {
                held = true;
                runs.addAll(left);
            });
            changed.run();
        }
    }

    /** Looks again who may train. */
    void next() {
        change(() -> runs.removeIf(ActiveRun::finished));
    }

    private void change(Runnable what) {
        synchronized (runs) {
            what.run();
            boolean idle = runs.stream().noneMatch(run -> run.admitted() && !run.finished());
            if (idle && !held) {
                runs.stream().filter(run -> !run.finished()).findFirst().ifPresent(ActiveRun::admit);
            }
            List<ActiveRun> left = waitingRuns();
            for (int i = 0; i < left.size(); i++) {
                left.get(i).place(i + 1);
            }
        }
        wake.run();
    }

    private List<ActiveRun> waitingRuns() {
        return runs.stream().filter(run -> !run.admitted() && !run.finished()).toList();
    }

    @Override
    public List<String> waiting() {
        synchronized (runs) {
            return waitingRuns().stream().map(ActiveRun::id).toList();
        }
    }

    @Override
    public void move(String id, int places) {
        change(() -> {
            List<ActiveRun> left = new ArrayList<>(waitingRuns());
            left.stream().filter(run -> run.id().equals(id)).findFirst().ifPresent(run -> {
                int to = Math.max(0, Math.min(left.size() - 1, left.indexOf(run) + places));
                left.remove(run);
                left.add(to, run);
                runs.removeAll(left);
                runs.addAll(left);
            });
        });
        changed.run();
    }

    @Override
    public boolean held() {
        synchronized (runs) {
            return held;
        }
    }

    @Override
    public void hold(boolean hold) {
        change(() -> held = hold);
        changed.run();
    }

    /** Stops the run that trains; the waiting ones stay as they are, for the next start. */
    void end() {
        synchronized (runs) {
            held = true;
            runs.stream().filter(ActiveRun::admitted).forEach(ActiveRun::cancel);
        }
    }
}
