package studio.ganvas.ui.stylize;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
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
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.stylize.FolderJob;
import studio.ganvas.engine.stylize.FolderReport;
import studio.ganvas.engine.stylize.FolderRequest;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** A folder on its way: how far, how long still, cancel; at the end what was written and what was left out. */
final class FolderView extends VBox {
    private static final Duration LOOK = Duration.millis(200);
    private static final int MOST_SKIPPED = 20;

    private final Studio studio;
    private final ProgressBar bar = new ProgressBar();
    private final Button cancel =
            Nodes.dressIcon(new Button(), "stylize-folder-cancel", "fth-x", "stylize.folder.cancel");
    private final Label words = Nodes.label("stylize-folder-words", "text-small", "text-muted");
    private final HBox row = new HBox(8, bar, cancel);
    private final Timeline look = new Timeline(new KeyFrame(LOOK, event -> look()));
    private Optional<FolderJob> job = Optional.empty();

    FolderView(Studio studio) {
        super(4);
        this.studio = studio;
        setId("stylize-folder-view");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(Words.of("stylize.folder"));
        HBox.setHgrow(bar, Priority.ALWAYS);
        row.setAlignment(Pos.CENTER);
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        cancel.setOnAction(event -> job.ifPresent(now -> studio.jobs().cancel(now.id())));
        look.setCycleCount(Animation.INDEFINITE);
        getChildren().addAll(row, words);
        Nodes.show(this, false);
    }

    boolean busy() {
        return job.isPresent();
    }

    void start(FolderRequest request) {
        FolderJob started = studio.stylist().folder(request);
        job = Optional.of(started);
        Nodes.show(this, true);
        Nodes.show(row, true);
        bar.setProgress(-1);
        words.setText(Words.of("stylize.folder.beginning"));
        look.play();
        Later.take(started.report(), this::end, failure -> end(StylizeModel.words(failure)));
    }

    private void look() {
        job.flatMap(now -> studio.jobs().list().stream()
                        .filter(each -> each.id() == now.id())
                        .findFirst())
                .ifPresent(this::show);
    }

    private void show(JobInfo now) {
        bar.setProgress(now.fraction());
        words.setText(now.detail()
                + now.timeLeft()
                        .map(left -> " · " + Words.of("stylize.folder.left", Formats.duration(left)))
                        .orElse(""));
    }

    private void end(FolderReport report) {
        Path out = report.out().getFileName();
        String done = Words.of(
                report.cancelled() ? "stylize.folder.cancelled" : "stylize.folder.done", report.written(), out);
        String skipped = report.skipped().stream()
                .limit(MOST_SKIPPED)
                .map(each -> each.name() + ": " + each.reason())
                .collect(Collectors.joining("\n"));
        end(
                skipped.isEmpty()
                        ? done
                        : done + "\n"
                                + Words.of(
                                        "stylize.folder.skipped",
                                        report.skipped().size()) + "\n" + skipped);
    }

    private void end(String message) {
        look.stop();
        job = Optional.empty();
        Nodes.show(row, false);
        words.setText(message);
    }
}
