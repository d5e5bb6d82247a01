package studio.ganvas.ui.shell;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.StatusBar;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.EngineStatus;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.Jobs;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** The foot of the window: device, memory, speed, what is running, jobs, theme, shortcuts. Always true. */
final class StatusStrip extends StatusBar {
    private final Button jobsButton = new Button("", Nodes.icon("fth-layers"));
    private final Button themeButton;
    private final FontIcon themeIcon = Nodes.icon("fth-sun");
    private final JobsList list;
    private final PopOver popover;

    StatusStrip(StatusModel model, Jobs jobs, Runnable toggleTheme, Runnable showShortcuts) {
        setId("statusBar");
        getStyleClass().add("status-strip");
        textProperty().bind(model.activityProperty());
        progressProperty().bind(model.progressProperty());

        Label device = cell("statusDevice", "fth-cpu", "shell.status.device", 0);
        device.textProperty().bind(model.deviceProperty());
        model.engineProperty().subscribe(status -> explain(device, status));
        Label memory = cell("statusMemory", "fth-hard-drive", "shell.status.memory", 76);
        memory.textProperty().bind(model.memoryProperty());
        Label rate = cell("statusRate", "fth-zap", "shell.status.rate", 84);
        rate.textProperty().bind(model.rateProperty());
        getLeftItems().addAll(device, line(), memory, line(), rate, line());

        list = new JobsList(jobs);
        popover = new PopOver(new StackPane(list));
        popover.setArrowLocation(PopOver.ArrowLocation.BOTTOM_RIGHT);
        popover.setDetachable(false);
        popover.setAnimated(false);
        popover.setTitle(Words.of("shell.jobs"));
        jobsButton.setId("jobsButton");
        jobsButton.setMinWidth(USE_PREF_SIZE);
        jobsButton.getStyleClass().addAll("flat", "small", "jobs-button");
        Nodes.help(jobsButton, Words.of("shell.jobs.help"));
        jobsButton.setOnAction(event -> {
            if (popover.isShowing()) {
                popover.hide();
            } else {
                Nodes.dressPopup(popover.getRoot(), getScene());
                popover.show(jobsButton);
            }
        });
        model.jobsProperty().subscribe(this::jobs);

        themeButton = Nodes.dressIcon(new Button(), "themeButton", "fth-sun", "shell.theme.toggle");
        themeButton.setGraphic(themeIcon);
        themeButton.setOnAction(event -> toggleTheme.run());
        Button shortcuts = Nodes.dressIcon(new Button(), "shortcutsButton", "fth-command", "shell.shortcuts");
        shortcuts.setOnAction(event -> showShortcuts.run());
        getRightItems().addAll(line(), jobsButton, themeButton, shortcuts);
    }

    void showTheme(boolean dark) {
        themeIcon.setIconLiteral(dark ? "fth-sun" : "fth-moon");
    }

    private void jobs(List<JobInfo> now) {
        long live = now.stream().filter(job -> !job.state().ended()).count();
        jobsButton.setText(Words.of("shell.jobs.count", live));
        if (popover.isShowing()) {
            list.update(now);
        } else {
            // The list must be right at the moment it opens.
            popover.setOnShowing(event -> list.update(now));
        }
    }

    private static void explain(Label device, EngineStatus status) {
        boolean failed = status != null && status.state() == EngineStatus.State.FAILED;
        device.getStyleClass().remove("danger");
        if (failed) {
            device.getStyleClass().add("danger");
        }
        Nodes.help(device, failed ? status.message() : Words.of("shell.status.device"));
    }

    private static Label cell(String id, String icon, String helpKey, double width) {
        Label label = Nodes.label(id, "status-cell");
        label.setGraphic(Nodes.icon(icon));
        label.setAlignment(Pos.CENTER_LEFT);
        label.setMinWidth(width > 0 ? width + 24 : USE_PREF_SIZE);
        return Nodes.help(label, Words.of(helpKey));
    }

    private static Separator line() {
        return new Separator(Orientation.VERTICAL);
    }
}
