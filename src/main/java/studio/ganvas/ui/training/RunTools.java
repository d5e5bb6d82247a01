package studio.ganvas.ui.training;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.stage.DirectoryChooser;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.PaneHost;

/** What can be done with the runs, in the free room beside the tabs above the list. */
final class RunTools extends HBox {
    private final RunModel model;
    private final RunDesk desk;
    private final Button queue = Nodes.dress(new Button(), "queueButton", "fth-pause", "training.queue.hold");
    private final Button undo =
            Nodes.dress(new Button(), "undeleteButton", "fth-corner-up-left", "training.runs.undelete");
    private final Button compare = Nodes.dress(new Button(), "compareButton", "fth-columns", "training.compare");
    private final Button report = Nodes.dress(new Button(), "reportButton", "fth-file-text", "training.report");
    private final MenuButton more = new MenuButton();

    RunTools(RunModel model, RunDesk desk, PaneHost host, Runnable comparing, Runnable noting, Consumer<Path> open) {
        super(8);
        this.model = model;
        this.desk = desk;
        setId("runTools");
        setAlignment(Pos.CENTER_RIGHT);
        setPickOnBounds(false);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        getStyleClass().add("run-tools");
        queue.setOnAction(event -> desk.hold(!model.queueHeldProperty().get()));
        undo.setOnAction(event -> desk.undelete());
        compare.setOnAction(event -> comparing.run());
        report.setOnAction(
                event -> desk.report(model.entryProperty().get().stream().toList()));
        Nodes.dressIcon(more, "runsMore", "fth-more-horizontal", "training.runs.more");
        more.getItems()
                .setAll(
                        item("runNotes", "fth-edit-3", "training.notes.edit", run -> noting.run()),
                        item("runFolder", "fth-folder", "training.runs.folder", desk::folder),
                        item("queueUp", "fth-arrow-up", "training.queue.up", run -> desk.move(run, -1)),
                        item("queueDown", "fth-arrow-down", "training.queue.down", run -> desk.move(run, 1)),
                        item("runDelete", "fth-trash-2", "training.runs.delete", desk::delete),
                        new SeparatorMenuItem(),
                        opening(host, open));
        more.setOnShowing(event -> enable());
        getChildren().addAll(queue, undo, compare, report, more);
        getChildren().forEach(button -> button.getStyleClass().add("small"));
        getChildren().forEach(button -> ((javafx.scene.control.Control) button).setMinWidth(USE_PREF_SIZE));
        model.queueHeldProperty().subscribe(this::update);
        model.queue().subscribe(this::update);
        model.entryProperty().subscribe(this::update);
        model.chosenVersionProperty().subscribe(this::update);
        desk.deletedProperty().subscribe(this::update);
        update();
    }

    /** Shows icons alone, so that the tabs beside keep their room. */
    void narrow(boolean narrow) {
        for (Button button : new Button[] {compare, report}) {
            button.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
        }
    }

    private MenuItem item(String id, String icon, String key, Consumer<RunEntry> action) {
        MenuItem item = new MenuItem(Words.of(key), Nodes.icon(icon));
        item.setId(id);
        item.setOnAction(event -> model.entryProperty().get().ifPresent(action));
        return item;
    }

    private static MenuItem opening(PaneHost host, Consumer<Path> open) {
        MenuItem item = new MenuItem(Words.of("training.runs.open"), Nodes.icon("fth-folder-plus"));
        item.setId("openRun");
        item.setOnAction(event -> {
            DirectoryChooser chooser = new DirectoryChooser();
            chooser.setTitle(Words.of("training.runs.open"));
            Optional.ofNullable(chooser.showDialog(host.window()))
                    .map(java.io.File::toPath)
                    .ifPresent(open);
        });
        return item;
    }

    private void enable() {
        Optional<RunEntry> run = model.entryProperty().get();
        int place = run.map(entry -> model.queue().indexOf(entry.id())).orElse(-1);
        for (MenuItem item : more.getItems()) {
            if (item.getId() != null) {
                item.setDisable(
                        switch (item.getId()) {
                            case "openRun" -> false;
                            case "queueUp" -> place <= 0;
                            case "queueDown" ->
                                place < 0 || place == model.queue().size() - 1;
                            case "runDelete" ->
                                run.isEmpty() || run.get().state().live();
                            default -> run.isEmpty();
                        });
            }
        }
    }

    private void update() {
        boolean held = model.queueHeldProperty().get();
        int waiting = model.queue().size();
        Nodes.show(queue, waiting > 0 || held);
        queue.setText(Words.of(held ? "training.queue.goon" : "training.queue.hold", waiting));
        queue.setAccessibleText(queue.getText());
        Nodes.help(queue, Words.of(held ? "training.queue.goon.help" : "training.queue.hold.help"));
        queue.setGraphic(Nodes.icon(held ? "fth-play" : "fth-pause"));
        Nodes.show(undo, desk.deletedProperty().get().isPresent());
        int chosen = model.chosen().size();
        compare.setText(chosen > 1 ? Words.of("training.compare.count", chosen) : Words.of("training.compare"));
        compare.setDisable(chosen < 2);
        report.setDisable(model.entryProperty().get().isEmpty());
    }
}
