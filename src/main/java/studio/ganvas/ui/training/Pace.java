package studio.ganvas.ui.training;

import java.time.Duration;
import java.util.Optional;
import studio.ganvas.engine.run.RunPulse;
import studio.ganvas.engine.run.RunRequest;
import studio.ganvas.ui.shell.Settings;

/** How fast this machine trained a system with certain options the last time, for an honest forecast of the next run. */
final class Pace {
    private final Settings settings;
    private Optional<String> running = Optional.empty();

    Pace(Settings settings) {
        this.settings = settings;
    }

    /** A run with this request has begun; what it turns out to need will be remembered. */
    void started(RunRequest request) {
        running = Optional.of(key(request));
    }

    /** The run in view is not the one that was started here. */
    void lost() {
        running = Optional.empty();
    }

    /** Takes the seconds a step from a running training's forecast. */
    void learn(RunPulse pulse) {
        long left = pulse.run().totalSteps() - pulse.run().steps();
        if (running.isPresent()
                && left > 0
                && pulse.run().steps() >= 20
                && pulse.timeLeft().isPresent()) {
            double seconds = pulse.timeLeft().get().toMillis() / 1000.0 / left;
            double before = settings.number(running.get(), 0);
            // Small fluctuations are not worth a write to the disk.
            if (Math.abs(seconds - before) > 0.1 * before) {
                settings.put(running.get(), seconds);
            }
        }
    }

    /** A few steps of a run with this request were timed. */
    void measured(RunRequest request, double secondsPerStep) {
        settings.put(key(request), secondsPerStep);
    }

    /** The time that the chosen run will take; empty when nothing like it ran here. */
    Optional<Duration> estimate(SetupModel model) {
        if (!model.readyProperty().get() || !model.schedule().has("steps")) {
            return Optional.empty();
        }
        double seconds = settings.number(key(model.request()), 0);
        Object steps = model.schedule().entry("steps").valueProperty().get();
        return seconds > 0 && steps instanceof Number number
                ? Optional.of(Duration.ofMillis(Math.round(seconds * number.doubleValue() * 1000)))
                : Optional.empty();
    }

    private static String key(RunRequest request) {
        int options = new java.util.TreeMap<>(request.options()).toString().hashCode();
        return "training.pace." + request.systemId() + "." + Integer.toHexString(options);
    }
}
