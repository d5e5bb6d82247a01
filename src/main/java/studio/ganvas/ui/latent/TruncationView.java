package studio.ganvas.ui.latent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Truncation;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** ψ for all layers with its cutoff, or a ψ for each layer. */
final class TruncationView extends VBox {
    private final LatentModel model;
    private final NumberSlider psi;
    private final ComboBox<String> cutoff = new ComboBox<>();
    private final ToggleButton more;
    private final PerLayer layers;
    private final Button same = Nodes.dress(new Button(), "latent-psi-same", "fth-rotate-ccw", "latent.psi.same");
    private int rows;
    private boolean showing;

    TruncationView(LatentModel model) {
        super(6);
        this.model = model;
        psi = new NumberSlider("latent-psi", Truncation.LEAST, Truncation.MOST, 1, 0.01, "latent.psi")
                .onUser(value -> change("psi", now -> new Truncation(value, now.cutoff(), List.of())));
        HBox.setHgrow(psi, Priority.ALWAYS);
        Label label = Nodes.words("latent.psi.symbol");
        label.setMinWidth(16);
        HBox first = new HBox(4, label, psi);
        first.setAlignment(Pos.CENTER_LEFT);

        cutoff.setId("latent-cutoff");
        cutoff.setAccessibleText(Words.of("latent.cutoff"));
        cutoff.setMaxWidth(Double.MAX_VALUE);
        cutoff.setMinWidth(0);
        HBox.setHgrow(cutoff, Priority.ALWAYS);
        Nodes.help(cutoff, Words.of("latent.cutoff.help"));
        cutoff.setOnAction(event -> {
            int chosen = cutoff.getSelectionModel().getSelectedIndex();
            if (!showing && chosen >= 0) {
                OptionalInt next = chosen == 0 ? OptionalInt.empty() : OptionalInt.of(chosen);
                change("", now -> new Truncation(now.psi(), next, List.of()));
            }
        });
        more = Nodes.dress(new ToggleButton(), "latent-psi-layers", "fth-sliders", "latent.psi.layers");
        more.getStyleClass().add("small");
        more.setMinWidth(USE_PREF_SIZE);
        Label cut = Nodes.words("latent.cutoff");
        cut.setMinWidth(USE_PREF_SIZE);
        HBox second = new HBox(8, cut, cutoff, more);
        second.setAlignment(Pos.CENTER_LEFT);

        layers = new PerLayer("latent-psi-row", Truncation.LEAST, Truncation.MOST, "latent.psi", this::row);
        same.getStyleClass().add("small");
        same.setOnAction(event -> change("", now -> new Truncation(now.psi(), now.cutoff(), List.of())));
        VBox fold = new VBox(4, layers, same);
        Runnable folds =
                () -> Nodes.show(fold, more.isSelected() && model.styled().getValue());
        more.selectedProperty().subscribe(folds);
        model.styled().subscribe(styled -> {
            Nodes.show(second, styled);
            folds.run();
        });
        getChildren().addAll(first, second, fold);
        model.factsProperty().subscribe(facts -> facts.ifPresent(this::adopt));
        model.stateProperty().subscribe(this::show);
    }

    private void adopt(LatentFacts facts) {
        rows = facts.rows();
        layers.rows(facts);
        showing = true;
        List<String> choices = new ArrayList<>(List.of(Words.of("latent.cutoff.none")));
        for (int row = 1; row < rows; row++) {
            choices.add(Words.of("latent.cutoff.from", String.valueOf(row), String.valueOf(facts.resolutionOf(row))));
        }
        cutoff.getItems().setAll(choices);
        showing = false;
    }

    private interface How {
        Truncation of(Truncation now);
    }

    private void change(String control, How how) {
        model.change(control, state -> state.with(how.of(state.truncation())));
    }

    private void row(int row, double value) {
        change("psi" + row, now -> {
            List<Double> all = new ArrayList<>(now.perRow(rows));
            all.set(row, value);
            return new Truncation(now.psi(), now.cutoff(), all);
        });
    }

    private void show(Optional<LatentState> state) {
        setDisable(state.isEmpty());
        Truncation now = state.map(LatentState::truncation).orElse(Truncation.NONE);
        showing = true;
        psi.show(now.psi());
        psi.setOpacity(now.rows().isEmpty() ? 1 : 0.55);
        cutoff.getSelectionModel().select(Math.min(now.cutoff().orElse(0), Math.max(0, rows - 1)));
        layers.show(now.perRow(rows));
        same.setDisable(now.rows().isEmpty());
        showing = false;
    }
}
