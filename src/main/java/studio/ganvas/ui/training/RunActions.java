package studio.ganvas.ui.training;

import java.util.Optional;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import studio.ganvas.engine.run.Continuation;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.engine.run.Runs;
import studio.ganvas.gan.Update;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.Notice;
import studio.ganvas.ui.shell.PaneHost;

/** What a person can do with the run in view. Without one, or in the wrong state, nothing happens. */
final class RunActions {
    private final Runs runs;
    private final RunModel model;
    private final PaneHost host;
    private final ReadOnlyLongWrapper stepsOfG = new ReadOnlyLongWrapper();
    private final ReadOnlyLongWrapper stepsOfD = new ReadOnlyLongWrapper();

    RunActions(Runs runs, RunModel model, PaneHost host) {
        this.runs = runs;
        this.model = model;
        this.host = host;
    }

    /** Whether a run in this state can go on from its last snapshot. */
    static boolean resumable(RunState state) {
        return !state.live() && state != RunState.FINISHED && state != RunState.ELSEWHERE;
    }

    void pauseOrGoOn() {
        in(RunState.RUNNING).ifPresentOrElse(run -> runs.pause(run.id()), () -> in(RunState.PAUSED)
                .ifPresent(run -> runs.unpause(run.id())));
    }

    /** Holds a running training, so that a stray Esc costs nothing. */
    void hold() {
        in(RunState.RUNNING).ifPresent(run -> {
            runs.pause(run.id());
            host.notify(Notice.information(Words.of("training.held"), Words.of("training.held.text")));
        });
    }

    void step(Update update) {
        in(RunState.PAUSED).ifPresent(run -> {
            runs.step(run.id(), update);
            stepsOfG.set(stepsOfG.get() + (update.generator() ? 1 : 0));
            stepsOfD.set(stepsOfD.get() + (update.discriminator() ? 1 : 0));
        });
    }

    /** How often G was let do a step by hand. */
    ReadOnlyLongProperty stepsOfG() {
        return stepsOfG.getReadOnlyProperty();
    }

    /** The same of D. */
    ReadOnlyLongProperty stepsOfD() {
        return stepsOfD.getReadOnlyProperty();
    }

    void snapshot() {
        live().ifPresent(run -> {
            runs.snapshot(run.id());
            host.notify(Notice.success(
                    Words.of("training.snapshot.taken"), Words.of("training.snapshot.taken.text", run.id())));
        });
    }

    void stop() {
        live().ifPresent(run -> runs.stop(run.id()));
    }

    void resume() {
        resume(Continuation.EXACT);
    }

    /** Goes back to the last snapshot of a diverged run and on at half the learning rate. */
    void resumeSlower() {
        resume(Continuation.slower(0.5));
    }

    private void resume(Continuation how) {
        model.entryProperty()
                .get()
                .filter(run -> resumable(run.state()))
                .ifPresent(run -> Later.take(runs.resume(run.id(), how), model::watch, host::error));
    }

    private Optional<RunEntry> live() {
        return model.entryProperty().get().filter(run -> run.state().live());
    }

    private Optional<RunEntry> in(RunState state) {
        return model.entryProperty().get().filter(run -> run.state() == state);
    }
}
