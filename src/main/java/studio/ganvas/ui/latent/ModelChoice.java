package studio.ganvas.ui.latent;

import java.util.function.Function;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.model.Showcase;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.ModelAbout;

/** Which model: own runs and files. */
final class ModelChoice extends VBox {
    private final LatentModel model;
    private final ComboBox<ModelEntry> models = new ComboBox<>();
    private final Label about = Nodes.eliding("latent-about", "text-small", "text-muted");

    ModelChoice(LatentModel model, Showcase showcase, Runnable addModel) {
        super(4);
        this.model = model;
        models.setId("latent-model");
        models.setItems(model.models());
        models.setMaxWidth(Double.MAX_VALUE);
        models.setMinWidth(0);
        models.setPrefWidth(200);
        HBox.setHgrow(models, Priority.ALWAYS);
        models.setPromptText(Words.of("latent.model.none"));
        models.setAccessibleText(Words.of("latent.model"));
        Nodes.help(models, Words.of("latent.model.help"));
        models.setCellFactory(list -> new Cell(entry -> entry.name() + " · " + entry.system() + steps(entry)));
        models.setButtonCell(new Cell(ModelEntry::name));
        models.setOnAction(event -> {
            if (models.getValue() != null) {
                model.choose(models.getValue());
            }
        });
        model.modelProperty().subscribe(now -> models.setValue(now.orElse(null)));
        // A list that changes takes the choice out of the box, after all listeners have been told.
        model.models().addListener((ListChangeListener<ModelEntry>) change -> Platform.runLater(this::choose));
        Button add = Nodes.dressIcon(new Button(), "latent-add-model", "fth-plus", "latent.model.add");
        add.setOnAction(event -> addModel.run());
        Button remove = Nodes.dressIcon(new Button(), "latent-remove-model", "fth-x", "latent.model.remove");
        remove.setOnAction(event -> model.modelProperty()
                .get()
                .filter(ModelEntry::removable)
                .ifPresent(entry -> model.lab().removeModel(entry.id())));
        model.modelProperty()
                .subscribe(now ->
                        Nodes.show(remove, now.filter(ModelEntry::removable).isPresent()));
        HBox row = new HBox(4, models, new ModelAbout("latent", showcase, model.modelProperty()), add, remove);
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(row, about);
        model.modelProperty().subscribe(this::tell);
        model.factsProperty().subscribe(this::tell);
    }

    private void choose() {
        models.getSelectionModel().clearSelection();
        model.modelProperty().get().ifPresent(models.getSelectionModel()::select);
    }

    private void tell() {
        about.setText(model.factsProperty().get().map(this::words).orElseGet(() -> model.modelProperty()
                .get()
                .map(entry -> Words.of("latent.model.loading"))
                .orElse("")));
    }

    private String words(LatentFacts facts) {
        String steps = model.modelProperty().get().map(ModelChoice::steps).orElse("");
        if (!facts.styled()) {
            return Words.of(
                    "latent.model.about.direct",
                    facts.system(),
                    facts.resolution() + "×" + facts.resolution(),
                    String.valueOf(facts.zDim()),
                    steps);
        }
        return Words.of(
                "latent.model.about",
                facts.system(),
                facts.resolution() + "×" + facts.resolution(),
                String.valueOf(facts.rows()),
                String.valueOf(facts.wDim()),
                steps);
    }

    private static String steps(ModelEntry entry) {
        return entry.step() > 0 ? " · " + Words.of("latent.model.steps", Formats.count(entry.step())) : "";
    }

    private static final class Cell extends ListCell<ModelEntry> {
        private final Function<ModelEntry, String> words;

        Cell(Function<ModelEntry, String> words) {
            this.words = words;
        }

        @Override
        protected void updateItem(ModelEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            setText(empty || entry == null ? "" : words.apply(entry));
        }
    }
}
