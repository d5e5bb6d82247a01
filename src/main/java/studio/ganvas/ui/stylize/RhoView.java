package studio.ganvas.ui.stylize;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.Slider;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.stylize.RhoLayer;
import studio.ganvas.engine.stylize.RhoReport;
import studio.ganvas.ui.control.CurveChart;
import studio.ganvas.ui.control.CurveSeries;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** Every layer with a ρ; those that are chosen in detail, and a slider that tries another value in them. */
final class RhoView extends VBox {
    private static final double ROW = 30;

    private final RhoModel model;
    private final Label about = Nodes.words("rho.about", "text-small", "text-muted");
    private final Label none = Nodes.words("rho.none", "text-muted", "text-small");
    private final ListView<RhoLayer> layers = new ListView<>();
    private final Slider slider = new Slider(0, 1, 0.5);
    private final Label value = Nodes.label("rho-value", "figures");
    private final Label chosen = Nodes.label("rho-chosen", "text-bold");
    private final Button all = Nodes.dress(new Button(), "rho-all", "", "rho.all");
    private final Button reset = Nodes.dress(new Button(), "rho-reset", "fth-rotate-ccw", "rho.reset");
    private final RhoHistogram histogram = new RhoHistogram();
    private final CurveChart path = new CurveChart();
    private final Label noPath = Nodes.words("rho.path.none", "text-small", "text-muted");
    private final Label trouble = Nodes.label("rho-trouble", "attention-trouble");
    private final VBox details;
    private boolean telling;

    RhoView(RhoModel model, ReadOnlyBooleanProperty dark) {
        super(10);
        this.model = model;
        setId("rho-view");
        for (Label label : new Label[] {about, none, noPath, trouble}) {
            label.setWrapText(true);
            label.setMinHeight(USE_PREF_SIZE);
        }
        about.setId("rho-about");
        none.setId("rho-none");
        list();
        Legend legend = new Legend("rho-legend");
        legend.colours(RhoStrip.COLOURS);
        legend.words(Words.of("rho.layernorm"), Words.of("rho.instancenorm"));
        path.setId("rho-path");
        path.setPrefSize(240, 128);
        path.setMinSize(160, 128);
        path.darkProperty().bind(dark);
        details = new VBox(
                10,
                legend,
                layers,
                chosen,
                sliderRow(),
                new HBox(8, all, reset),
                Nodes.words("rho.histogram", "text-small", "text-muted"),
                histogram,
                Nodes.words("rho.path", "text-small", "text-muted"),
                path,
                noPath,
                trouble);
        for (Button button : new Button[] {all, reset}) {
            button.getStyleClass().add("small");
            button.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
        }
        all.setOnAction(event -> layers.getSelectionModel().selectAll());
        reset.setOnAction(event -> model.reset());
        getChildren().addAll(about, none, details);
        model.reportProperty().subscribe(this::show);
        model.forcedProperty().subscribe(this::tell);
        model.troubleProperty().subscribe(now -> {
            trouble.setText(now);
            Nodes.show(trouble, !now.isEmpty());
        });
    }

    private void list() {
        layers.setId("rho-layers");
        layers.getStyleClass().addAll("dense", "rho-layers");
        layers.setFixedCellSize(ROW);
        layers.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        layers.setCellFactory(list -> new LayerCell());
        layers.setAccessibleText(Words.of("rho.layers"));
        Nodes.help(layers, Words.of("rho.layers.help"));
        layers.getSelectionModel().getSelectedIndices().addListener((InvalidationListener) change -> {
            if (!telling) {
                tell();
            }
        });
    }

    private HBox sliderRow() {
        slider.setId("rho-slider");
        slider.setBlockIncrement(0.05);
        Nodes.help(slider, Words.of("rho.slider.help"));
        slider.setAccessibleText(Words.of("rho.slider"));
        HBox.setHgrow(slider, Priority.ALWAYS);
        slider.valueProperty().addListener((property, was, now) -> {
            if (!telling) {
                model.force(selected(), Math.round(100 * now.doubleValue()) / 100.0);
            }
        });
        slider.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                model.release(selected());
            }
        });
        value.setMinWidth(88);
        value.setAlignment(Pos.CENTER_RIGHT);
        HBox row = new HBox(8, slider, value);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private List<Integer> selected() {
        return List.copyOf(layers.getSelectionModel().getSelectedIndices());
    }

    private void show(Optional<RhoReport> report) {
        Nodes.show(none, !model.any());
        Nodes.show(details, report.isPresent());
        List<Integer> before = selected();
        List<RhoLayer> now = report.map(RhoReport::layers).orElse(List.of());
        telling = true;
        layers.getItems().setAll(now);
        layers.setPrefHeight(now.size() * ROW + 2);
        layers.setMinHeight(now.size() * ROW + 2);
        if (before.isEmpty() || before.get(before.size() - 1) >= now.size()) {
            layers.getSelectionModel().selectAll();
        } else {
            before.forEach(layers.getSelectionModel()::select);
        }
        telling = false;
        tell();
    }

    /** Tells of the chosen layers. */
    private void tell() {
        List<Integer> indices = selected();
        List<RhoLayer> now = layers.getItems();
        SortedMap<Integer, Double> forced = model.forcedProperty().get();
        model.choose(indices);
        boolean any = !indices.isEmpty() && !now.isEmpty();
        slider.setDisable(!any);
        reset.setDisable(forced.isEmpty());
        layers.refresh();
        if (!any) {
            chosen.setText(Words.of("rho.chosen.none"));
            return;
        }
        chosen.setText(
                indices.size() == now.size()
                        ? Words.of("rho.chosen.all", now.size())
                        : indices.size() == 1
                                ? name(now.get(indices.get(0)))
                                : Words.of("rho.chosen.some", indices.size(), now.size()));
        List<Float> values = new ArrayList<>();
        indices.forEach(index -> values.addAll(now.get(index).values()));
        histogram.show(values);
        double mean = values.stream().mapToDouble(Float::doubleValue).average().orElse(0);
        boolean tried = forced.keySet().containsAll(indices)
                && indices.stream().map(forced::get).distinct().count() == 1;
        double shown = tried ? forced.get(indices.get(0)) : mean;
        telling = true;
        slider.setValue(shown);
        telling = false;
        value.setText(Words.of(tried ? "rho.tried" : "rho.learnt", String.format(Locale.ROOT, "%.2f", shown)));
        path(indices.stream().map(now::get).toList());
    }

    private void path(List<RhoLayer> shown) {
        List<CurveSeries> curves = new ArrayList<>();
        for (RhoLayer layer : shown) {
            CurveSeries curve = new CurveSeries("", name(layer));
            for (int i = 0; i < layer.steps().size(); i++) {
                curve.append(layer.steps().get(i), layer.means().get(i));
            }
            if (curve.size() > 1) {
                curves.add(curve);
            }
        }
        Nodes.show(path, !curves.isEmpty());
        Nodes.show(noPath, curves.isEmpty());
        path.show(curves, CurveChart.namesOf(curves));
    }

    /** "AdaLIN 2.1" of UpBlock1_2.norm1, "ILN 2.3" of UpBlock2.3: short, and findable in the file. */
    static String name(RhoLayer layer) {
        String where = layer.name()
                .replaceFirst("^UpBlock1_", "")
                .replaceFirst("^UpBlock", "")
                .replace(".norm", ".");
        return Words.of(layer.adaptive() ? "rho.adalin" : "rho.iln", where);
    }

    private final class LayerCell extends ListCell<RhoLayer> {
        private final Label name = Nodes.label("", "text-small");
        private final RhoStrip strip = new RhoStrip();
        private final Label mean = Nodes.label("", "figures", "text-small");
        private final HBox row = new HBox(8, name, strip, mean);

        LayerCell() {
            row.setAlignment(Pos.CENTER_LEFT);
            name.setMinWidth(72);
            name.setPrefWidth(72);
            mean.setMinWidth(44);
            mean.setAlignment(Pos.CENTER_RIGHT);
            HBox.setHgrow(strip, Priority.ALWAYS);
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        }

        @Override
        protected void updateItem(RhoLayer layer, boolean empty) {
            super.updateItem(layer, empty);
            if (empty || layer == null) {
                setGraphic(null);
                return;
            }
            Double tried = model.forcedProperty().get().get(getIndex());
            OptionalDouble forced = tried == null ? OptionalDouble.empty() : OptionalDouble.of(tried);
            name.setText(name(layer));
            strip.show(layer, forced);
            mean.setText(String.format(Locale.ROOT, "%.2f", forced.orElse(layer.mean())));
            row.getStyleClass().remove("rho-forced");
            if (forced.isPresent()) {
                row.getStyleClass().add("rho-forced");
            }
            setAccessibleText(Words.of(
                    forced.isPresent() ? "rho.layer.tried" : "rho.layer.learnt",
                    name(layer),
                    mean.getText(),
                    layer.name()));
            setGraphic(row);
        }
    }
}
