package studio.ganvas.ui.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunFeed;
import studio.ganvas.engine.run.RunPulse;
import studio.ganvas.engine.run.Runs;
import studio.ganvas.engine.run.SampleFrame;

/** One run that is being looked at: its feed and the curves that came through it. */
final class RunWatch implements AutoCloseable {
    private final String id;
    private final RunFeed feed;
    private final RunCurves curves;
    private final List<SampleFrame> samples = new ArrayList<>();
    private Optional<RunEntry> entry = Optional.empty();

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
            samples.clear();
        }
        samples.addAll(pulse.samples());
        entry = Optional.of(pulse.run());
        curves.add(pulse.fresh());
        return pulse;
    }

    String id() {
        return id;
    }

    /** As of the last look. */
    Optional<RunEntry> entry() {
        return entry;
    }

    /** Sample sheets, oldest first. */
    List<SampleFrame> samples() {
        return samples;
    }

    RunCurves curves() {
        return curves;
    }

    @Override
    public void close() {
        feed.close();
    }
}
