package studio.ganvas.ui.latent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.ui.control.Words;

/** A slider for every row of ws, coarse ones first. */
final class PerLayer extends VBox {
    private final String id;
    private final double least;
    private final double most;
    private final String key;
    private final BiConsumer<Integer, Double> told;
    private final List<NumberSlider> sliders = new ArrayList<>();

    /** @param told of the row and its new value */
    PerLayer(String id, double least, double most, String key, BiConsumer<Integer, Double> told) {
        super(2);
        this.id = id;
        this.least = least;
        this.most = most;
        this.key = key;
        this.told = told;
        getStyleClass().add("per-layer");
    }

    /** Makes the sliders of a model. */
    void rows(LatentFacts facts) {
        sliders.clear();
        getChildren().clear();
        for (int i = 0; i < facts.rows(); i++) {
            int row = i;
            Label label =
                    new Label(Words.of("latent.row", String.valueOf(row), String.valueOf(facts.resolutionOf(row))));
            label.getStyleClass().addAll("text-small", "text-muted", "figures");
            label.setMinWidth(72);
            String name = Words.of(key + ".row", String.valueOf(row), String.valueOf(facts.resolutionOf(row)));
            NumberSlider slider = new NumberSlider(
                            id + "-" + row, least, most, 1, 0.01, name, Words.of(key + ".row.help"))
                    .onUser(value -> told.accept(row, value));
            HBox.setHgrow(slider, Priority.ALWAYS);
            HBox line = new HBox(4, label, slider);
            line.setAlignment(Pos.CENTER_LEFT);
            sliders.add(slider);
            getChildren().add(line);
        }
    }

    void show(List<Double> values) {
        for (int i = 0; i < Math.min(values.size(), sliders.size()); i++) {
            sliders.get(i).show(values.get(i));
        }
    }
}
