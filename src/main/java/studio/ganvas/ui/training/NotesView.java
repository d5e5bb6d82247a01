package studio.ganvas.ui.training;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunNote;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** Title, tags, notes and kept snapshots of the run in view; what is typed is kept a moment later. */
final class NotesView extends VBox {
    private final RunModel model;
    private final RunDesk desk;
    private final TextField title = new TextField();
    private final TextField tags = new TextField();
    private final TextArea text = new TextArea();
    private final FlowPane snapshots = new FlowPane(12, 4);
    private final PauseTransition rest = new PauseTransition(Duration.millis(700));
    private Optional<String> run = Optional.empty();
    private Set<Long> kept = new TreeSet<>();
    private boolean filling;

    NotesView(RunModel model, RunDesk desk) {
        super(8);
        this.model = model;
        this.desk = desk;
        getStyleClass().add("section");
        setId("notes");
        dress(title, "noteTitle", "training.notes.title");
        dress(tags, "noteTags", "training.notes.tags");
        text.setId("noteText");
        text.setPromptText(Words.of("training.notes.text"));
        text.setAccessibleText(Words.of("training.notes.text"));
        Nodes.help(text, Words.of("training.notes.text.help"));
        text.setPrefRowCount(2);
        text.setWrapText(true);
        HBox.setHgrow(title, Priority.ALWAYS);
        HBox.setHgrow(tags, Priority.ALWAYS);
        VBox.setVgrow(text, Priority.ALWAYS);
        snapshots.setId("noteSnapshots");
        VBox content = new VBox(8, new HBox(8, title, tags), text, snapshots);
        VBox.setVgrow(content, Priority.ALWAYS);
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("edge-to-edge");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().add(scroll);
        Stream.of(title.textProperty(), tags.textProperty(), text.textProperty())
                .forEach(property -> property.subscribe(this::edited));
        rest.setOnFinished(event -> save());
        model.entryProperty().subscribe(entry -> show(entry));
    }

    private static void dress(TextField field, String id, String key) {
        field.setId(id);
        field.setPromptText(Words.of(key));
        field.setAccessibleText(Words.of(key));
        Nodes.help(field, Words.of(key + ".help"));
    }

    /** Puts the cursor where a title is typed. */
    void edit() {
        title.requestFocus();
        title.selectAll();
    }

    private void show(Optional<RunEntry> entry) {
        setDisable(entry.isEmpty());
        if (entry.map(RunEntry::id).equals(run)) {
            return;
        }
        if (rest.getStatus() == javafx.animation.Animation.Status.RUNNING) {
            rest.stop();
            save();
        }
        run = entry.map(RunEntry::id);
        RunNote note = entry.map(RunEntry::note).orElse(RunNote.NONE);
        filling = true;
        title.setText(note.title());
        title.setPromptText(entry.map(RunEntry::id).orElse(Words.of("training.notes.title")));
        tags.setText(String.join(", ", note.tags()));
        text.setText(note.text());
        kept = new TreeSet<>(note.kept());
        snapshots.getChildren().clear();
        filling = false;
        refresh();
    }

    /** Reads anew which snapshots there are. */
    void refresh() {
        run.ifPresent(id -> Later.take(
                desk.keeping().snapshots(id),
                steps -> {
                    if (run.filter(id::equals).isPresent()) {
                        boxes(steps);
                    }
                },
                failure -> snapshots.getChildren().clear()));
    }

    private void boxes(List<Long> steps) {
        Label heading = Nodes.words("training.notes.kept", "text-muted");
        snapshots.getChildren().setAll(heading);
        for (long step : steps) {
            CheckBox box = new CheckBox(Formats.count(step));
            box.setId("keep-" + step);
            box.setSelected(kept.contains(step));
            box.setAccessibleText(Words.of("training.notes.keep", Formats.count(step)));
            Nodes.help(box, Words.of("training.notes.kept.help"));
            box.setOnAction(event -> {
                if (box.isSelected()) {
                    kept.add(step);
                } else {
                    kept.remove(step);
                }
                save();
            });
            snapshots.getChildren().add(box);
        }
        Nodes.show(snapshots, !steps.isEmpty());
    }

    private void edited() {
        if (!filling && run.isPresent()) {
            rest.playFromStart();
        }
    }

    private void save() {
        List<String> words = Stream.of(tags.getText().split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .toList();
        run.ifPresent(id -> desk.note(
                id, new RunNote(title.getText().strip(), text.getText().strip(), words, kept)));
    }
}
