package studio.ganvas.ui.training;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunPulse;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.gan.Update;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** The run in view: its name and state, what can be done with it, how far it is and how fast. */
final class RunHeader extends VBox {
    private static final double NARROW = 680;

    private final RunActions actions;
    private final Label title = Nodes.eliding("runTitle", "title-4");
    private final Label state = Nodes.label("runState", "state-badge");
    private final FontIcon pauseIcon = Nodes.icon("fth-pause");
    private final Button pause = Nodes.dress(new Button(), "pauseButton", "fth-pause", "training.pause");
    private final Button stepG = Nodes.dress(new Button(), "stepGButton", "fth-skip-forward", "training.stepG");
    private final Button stepD = Nodes.dress(new Button(), "stepDButton", "fth-skip-forward", "training.stepD");
    private final Button stepBoth =
            Nodes.dress(new Button(), "stepBothButton", "fth-skip-forward", "training.stepBoth");
    private final Button snapshot = Nodes.dress(new Button(), "snapshotButton", "fth-save", "training.snapshot");
    private final Button stop = Nodes.dress(new Button(), "stopButton", "fth-square", "training.stop");
    private final Button resume = Nodes.dress(new Button(), "resumeButton", "fth-play", "training.resume");
    private final ProgressBar progress = new ProgressBar(0);
    private final Label step = readout("readStep", 104);
    private final Label kimg = readout("readKimg", 48);
    private final Label rate = readout("readRate", 48);
    private final Label left = readout("readLeft", 72);
    private final Label memory = readout("readMemory", 56);
    private final Supplier<Long> residentBytes;

    RunHeader(RunActions actions, Supplier<Long> residentBytes) {
        super(8);
        this.actions = actions;
        this.residentBytes = residentBytes;
        getStyleClass().add("run-header");
        pause.setGraphic(pauseIcon);
        pause.setMinWidth(104);
        pause.setOnAction(event -> actions.pauseOrGoOn());
        stepG.setOnAction(event -> actions.step(Update.GENERATOR));
        stepD.setOnAction(event -> actions.step(Update.DISCRIMINATOR));
        stepBoth.setOnAction(event -> actions.step(Update.BOTH));
        snapshot.setOnAction(event -> actions.snapshot());
        stop.setOnAction(event -> actions.stop());
        resume.setOnAction(event -> actions.resume());
        resume.getStyleClass().add("accent");

        HBox head = new HBox(12, title, state);
        head.setAlignment(Pos.CENTER_LEFT);
        state.setMinWidth(USE_PREF_SIZE);
        FlowPane buttons = new FlowPane(8, 8, resume, pause, stepG, stepD, stepBoth, snapshot, stop);
        buttons.setId("runActions");
        buttons.getChildren().forEach(button -> button.getStyleClass().add("small"));
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.getStyleClass().add("small");
        progress.setAccessibleText(Words.of("training.read.step"));
        HBox thousand = reading("training.read.kimg", kimg);
        // it says the same as the pictures a second, and the others shall stand in one line
        widthProperty().subscribe(width -> Nodes.show(thousand, width.doubleValue() > NARROW));
        FlowPane readouts = new FlowPane(
                16,
                4,
                reading("training.read.step", step),
                reading("training.read.rate", rate),
                thousand,
                reading("training.read.left", left),
                reading("training.read.memory", memory));
        getChildren().addAll(head, buttons, readouts, progress);
    }

    /**
     * Takes the focus from a button that is gone or grey now. It must not fall on that button's neighbour, which may be Stop:
     * it waits here until the button that takes the change back is ready.
     */
    void holdFocus(RunEntry run) {
        Button next = run.state().live() ? pause : resume;
        if (next.isVisible() && !next.isDisabled()) {
            next.requestFocus();
        } else {
            requestFocus();
        }
    }

    void show(RunEntry run) {
        title.setText(run.name());
        state.setText(Words.of("training.state." + run.state()));
        state.getStyleClass().removeIf(style -> style.startsWith("state-") && !style.equals("state-badge"));
        state.getStyleClass().add("state-" + tone(run.state()));
        boolean live = run.state().live();
        boolean paused = run.state() == RunState.PAUSED;
        boolean moving = run.state() == RunState.RUNNING || paused;
        pauseIcon.setIconLiteral(paused ? "fth-play" : "fth-pause");
        pause.setText(Words.of(paused ? "training.goon" : "training.pause"));
        pause.setAccessibleText(pause.getText());
        Nodes.help(pause, Words.of(paused ? "training.goon.help" : "training.pause.help"));
        Nodes.show(pause, live);
        pause.setDisable(!moving);
        for (Button button : new Button[] {stepG, stepD, stepBoth}) {
            Nodes.show(button, live);
            button.setDisable(!paused);
        }
        Nodes.show(snapshot, live);
        snapshot.setDisable(!moving);
        Nodes.show(stop, live);
        // After a crash or a divergence the banner says why and has the button.
        Nodes.show(resume, run.state() == RunState.STOPPED && run.message().isEmpty());
        step.setText(Formats.count(run.steps()) + " / " + Formats.count(run.totalSteps()));
        progress.setProgress(
                run.state() == RunState.PREPARING ? -1 : run.steps() / (double) Math.max(1, run.totalSteps()));
    }

    void show(RunPulse pulse) {
        boolean moving = pulse.run().state() == RunState.RUNNING || pulse.run().state() == RunState.ELSEWHERE;
        rate.setText(moving && pulse.imagesPerSecond() > 0 ? Formats.figure(pulse.imagesPerSecond()) : "–");
        kimg.setText(
                pulse.secondsPerKimg() > 0 && Double.isFinite(pulse.secondsPerKimg())
                        ? Formats.figure(pulse.secondsPerKimg())
                        : "–");
        Optional<Duration> remaining = pulse.timeLeft().filter(time -> moving);
        left.setText(remaining.map(Formats::duration).orElse("–"));
        memory.setText(Formats.bytes(residentBytes.get()));
    }

    static String tone(RunState state) {
        return switch (state) {
            case WAITING, PREPARING, RUNNING, ELSEWHERE -> "accent";
            case PAUSED, INTERRUPTED -> "warning";
            case FINISHED -> "success";
            case DIVERGED, FAILED -> "danger";
            case STOPPED -> "plain";
        };
    }

    private static Label readout(String id, double width) {
        Label label = Nodes.label(id, "figures", "readout");
        label.setMinWidth(width);
        label.setText("–");
        return label;
    }

    private static HBox reading(String key, Label value) {
        Label caption = Nodes.words(key, "text-muted", "text-small");
        Nodes.help(caption, Words.of(key + ".help"));
        Nodes.help(value, Words.of(key + ".help"));
        caption.setLabelFor(value);
        HBox reading = new HBox(8, caption, value);
        reading.setAlignment(Pos.BASELINE_LEFT);
        return reading;
    }
}
