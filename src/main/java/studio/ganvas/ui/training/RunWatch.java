package studio.ganvas.ui.training;

import studio.ganvas.engine.run.RunFeed;
import studio.ganvas.engine.run.RunPulse;
import studio.ganvas.engine.run.Runs;

/** One run that is being looked at: its feed and the curves that came through it. */
final class RunWatch implements AutoCloseable {
    private final String id;
    private final RunFeed feed;
    private final RunCurves curves;

    RunWatch(Runs runs, String id, double smoothing) {
        this.id = id;
        this.feed = runs.feed(id);
        this.curves = new RunCurves(id);
        curves.smooth(smoothing);
    }

    /** Takes what is new into the curves. */
    RunPulse drain() {
        RunPulse pulse = feed.drain();
        if (pulse.restarted()) {
            curves.clear();
        }
        curves.add(pulse.fresh());
        return pulse;
    }

    String id() {
        return id;
    }

    RunCurves curves() {
        return curves;
    }

    @Override
    public void close() {
        feed.close();
    }
}
