package studio.ganvas.ui.latent;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.Jobs;
import studio.ganvas.engine.latent.LatentJob;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** Long work on its way: how far, how long still, cancel; at the end what became of it. Not there before the first. */
final class JobRow extends VBox {
    private static final Duration LOOK = Duration.millis(200);

    private final Jobs jobs;
    private final ProgressBar bar = new ProgressBar();
    private final Label words = Nodes.label("", "text-small", "text-muted");
    private final HBox row;
    private final Timeline look = new Timeline(new KeyFrame(LOOK, event -> look()));
    private Optional<LatentJob<?>> job = Optional.empty();

    JobRow(String id, Jobs jobs) {
        super(4);
        this.jobs = jobs;
        setId(id);
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        words.setId(id + "-words");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        Button cancel = Nodes.dressIcon(new Button(), id + "-cancel", "fth-x", "latent.job.cancel");
        cancel.setOnAction(event -> cancel());
        row = new HBox(8, bar, cancel);
        row.setAlignment(Pos.CENTER);
        look.setCycleCount(Animation.INDEFINITE);
        getChildren().addAll(row, words);
        Nodes.show(this, false);
    }

    boolean busy() {
        return job.isPresent();
    }

    void cancel() {
        job.ifPresent(now -> jobs.cancel(now.id()));
    }

    /**
     * Shows a job until it ends.
     *
     * @param done gets what came of it and says it in words; empty words: the row goes
     */
    <R> void watch(LatentJob<R> started, Function<R, String> done) {
        watch(started, done, failure -> {});
    }

    /** @param failed told too when it failed or was cancelled */
    <R> void watch(LatentJob<R> started, Function<R, String> done, Consumer<Throwable> failed) {
        job = Optional.of(started);
        Nodes.show(this, true);
        Nodes.show(row, true);
        bar.setProgress(-1);
        words.setText(Words.of("latent.job.beginning"));
        look.play();
        started.result()
                .whenComplete((value, thrown) -> Later.onFx(() -> {
                    look.stop();
                    job = Optional.empty();
                    Nodes.show(row, false);
                    if (thrown == null) {
                        say(done.apply(value));
                    } else {
                        boolean cancelled = Later.cause(thrown) instanceof CancellationException;
                        say(cancelled ? Words.of("latent.job.cancelled") : LatentModel.words(thrown));
                        failed.accept(thrown);
                    }
                }));
    }

    private void say(String text) {
        words.setText(text);
        Nodes.show(this, !text.isEmpty());
    }

    private void look() {
        job.flatMap(now -> jobs.list().stream()
                        .filter(each -> each.id() == now.id())
                        .findFirst())
                .ifPresent(this::show);
    }

    private void show(JobInfo now) {
        bar.setProgress(now.fraction());
        bar.setAccessibleText(now.title());
        words.setText(now.detail()
                + now.timeLeft()
                        .map(left -> " · " + Words.of("latent.job.left", Formats.duration(left)))
                        .orElse(""));
    }
}
