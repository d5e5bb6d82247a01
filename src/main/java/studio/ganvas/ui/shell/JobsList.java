package studio.ganvas.ui.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.Jobs;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** All long tasks since the program started, with progress, time left, pause and cancel. Rows are updated in place. */
final class JobsList extends VBox {
    private final Jobs jobs;
    private final VBox rows = new VBox(16);
    private final Label empty = Nodes.words("shell.jobs.empty", "text-muted");
    private final Button clear = Nodes.dress(new Button(), "clearJobsButton", "fth-check", "shell.jobs.clear");
    private final Map<Long, Row> byId = new HashMap<>();

    JobsList(Jobs jobs) {
        super(16);
        this.jobs = jobs;
        setId("jobsList");
        getStyleClass().add("jobs-list");
        empty.setWrapText(true);
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(360);
        scroll.managedProperty().bind(empty.visibleProperty().not());
        scroll.visibleProperty().bind(scroll.managedProperty());
        empty.managedProperty().bind(empty.visibleProperty());
        clear.setOnAction(event -> jobs.clearEnded());
        HBox head = new HBox(8, Nodes.words("shell.jobs", "title-4"), Nodes.spring(), clear);
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, empty, scroll);
        update(List.of());
    }

    void update(List<JobInfo> now) {
        empty.setVisible(now.isEmpty());
        clear.setDisable(now.stream().noneMatch(job -> job.state().ended()));
        byId.keySet().retainAll(now.stream().map(JobInfo::id).toList());
        List<Node> wanted = now.stream()
                .<Node>map(job -> byId.computeIfAbsent(job.id(), Row::new).show(job))
                .toList();
        if (!rows.getChildren().equals(wanted)) {
            rows.getChildren().setAll(wanted);
        }
    }

    private final class Row extends VBox {
        private final Label title = Nodes.eliding("", "text-bold");
        private final Label state = Nodes.label("", "text-muted");
        private final Label detail = Nodes.eliding("", "text-muted", "text-small");
        private final ProgressBar bar = new ProgressBar();
        private final Button pause = Nodes.dressIcon(new Button(), "", "fth-pause", "shell.job.pause");
        private final Button cancel = Nodes.dressIcon(new Button(), "", "fth-x", "shell.job.cancel");
        private final FontIcon pauseIcon = Nodes.icon("fth-pause");
        private boolean paused;

        Row(long id) {
            super(4);
            pause.setGraphic(pauseIcon);
            pause.setOnAction(event -> {
                if (paused) {
                    jobs.resume(id);
                } else {
                    jobs.pause(id);
                }
            });
            cancel.setOnAction(event -> jobs.cancel(id));
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.getStyleClass().add("small");
            HBox.setHgrow(bar, Priority.ALWAYS);
            HBox head = new HBox(8, title, Nodes.spring(), state);
            HBox progress = new HBox(8, bar, pause, cancel);
            progress.setAlignment(Pos.CENTER);
            getChildren().addAll(head, progress, detail);
        }

        Row show(JobInfo job) {
            paused = job.state() == JobInfo.State.PAUSED;
            boolean ended = job.state().ended();
            title.setText(job.title());
            state.setText(job.timeLeft()
                    .filter(left -> !ended && !paused)
                    .map(left -> Words.of("shell.job.left", Formats.duration(left)))
                    .orElse(Words.of("shell.job." + job.state())));
            detail.setText(job.detail());
            bar.setProgress(job.state() == JobInfo.State.DONE ? 1 : ended ? 0 : job.fraction());
            bar.setAccessibleText(job.title());
            pauseIcon.setIconLiteral(paused ? "fth-play" : "fth-pause");
            pause.setAccessibleText(Words.of(paused ? "shell.job.resume" : "shell.job.pause"));
            Nodes.show(pause, job.pausable() && !ended);
            Nodes.show(cancel, !ended);
            return this;
        }
    }
}
