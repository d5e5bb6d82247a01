package studio.ganvas.ui.latent;

import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.engine.latent.LayerRequest;
import studio.ganvas.engine.latent.LayerView;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.PixelImages;
import studio.ganvas.ui.control.Words;

/** The channels of a layer as small pictures, with numbers and spectrum. */
final class LayersView extends VBox {
    private static final double TILE = 96;

    private final LayersModel layers;
    private final ComboBox<LatentFacts.Layer> layer = new ComboBox<>();
    private final TilePane tiles = new TilePane(6, 6);
    private final Label pages = Nodes.label("latent-layers-page", "text-small", "figures");
    private final Label statistics = Nodes.label("latent-layers-statistics", "text-small", "figures");
    private final Spectrum spectrum = new Spectrum();
    private boolean showing;

    LayersView(LayersModel layers) {
        super(8);
        this.layers = layers;
        setId("latent-layers");
        setMinSize(0, 0);
        ScrollPane scroll = new ScrollPane(tiles);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("grid-scroll");
        HBox.setHgrow(scroll, Priority.ALWAYS);
        Label explained = Nodes.words("latent.layers.colours", "text-small", "text-muted");
        explained.setWrapText(true);
        explained.setMinHeight(USE_PREF_SIZE);
        statistics.setWrapText(true);
        statistics.setMinHeight(USE_PREF_SIZE);
        VBox numbers = new VBox(
                8,
                Nodes.words("latent.layers.statistics", "text-bold"),
                statistics,
                Nodes.words("latent.layers.spectrum", "text-bold"),
                spectrum,
                explained);
        numbers.setPrefWidth(220);
        numbers.setMinWidth(180);
        HBox middle = new HBox(12, scroll, numbers);
        VBox.setVgrow(middle, Priority.ALWAYS);
        middle.setMinHeight(0);
        getChildren().addAll(bar(), middle);
        layers.model().factsProperty().subscribe(facts -> {
            showing = true;
            layer.getItems().setAll(facts.map(LatentFacts::layers).orElse(java.util.List.of()));
            showing = false;
        });
        layers.layerProperty().subscribe(now -> {
            showing = true;
            layer.setValue(now.orElse(null));
            showing = false;
        });
        layers.viewProperty().subscribe(this::show);
    }

    private FlowPane bar() {
        layer.setId("latent-layers-layer");
        layer.setAccessibleText(Words.of("latent.layers.layer"));
        Nodes.help(layer, Words.of("latent.layers.layer.help"));
        layer.setConverter(new StringConverter<>() {
            @Override
            public String toString(LatentFacts.Layer value) {
                return value == null
                        ? ""
                        : Words.of(
                                "latent.layers.name",
                                value.name(),
                                String.valueOf(value.resolution()),
                                String.valueOf(value.channels()));
            }

            @Override
            public LatentFacts.Layer fromString(String text) {
                throw new UnsupportedOperationException("chosen, never typed");
            }
        });
        layer.setOnAction(event -> {
            if (!showing && layer.getValue() != null) {
                layers.layerProperty().set(Optional.of(layer.getValue()));
            }
        });
        ComboBox<LayerRequest.Order> order = new ComboBox<>();
        order.setId("latent-layers-order");
        order.getItems().setAll(LayerRequest.Order.values());
        order.setConverter(FilmView.words("latent.layers.order."));
        order.valueProperty().bindBidirectional(layers.orderProperty());
        order.setAccessibleText(Words.of("latent.layers.order"));
        Nodes.help(order, Words.of("latent.layers.order.help"));
        Button back = Nodes.dressIcon(new Button(), "latent-layers-back", "fth-chevron-left", "latent.layers.back");
        back.setOnAction(event -> layers.turn(-1));
        Button on = Nodes.dressIcon(new Button(), "latent-layers-on", "fth-chevron-right", "latent.layers.on");
        on.setOnAction(event -> layers.turn(1));
        HBox turning = new HBox(4, back, pages, on);
        turning.setAlignment(Pos.CENTER_LEFT);
        FlowPane bar = new FlowPane(8, 8, layer, order, turning);
        bar.setRowValignment(javafx.geometry.VPos.CENTER);
        return bar;
    }

    private void show(Optional<LayerView> now) {
        tiles.getChildren().clear();
        now.ifPresent(view -> {
            pages.setText(
                    Words.of("latent.layers.page", String.valueOf(view.page() + 1), String.valueOf(view.pages())));
            LayerView.Stats whole = view.whole();
            statistics.setText(Words.of(
                    "latent.layers.numbers",
                    Formats.figure(whole.mean()),
                    Formats.figure(whole.std()),
                    Formats.figure(whole.min()),
                    Formats.figure(whole.max())));
            spectrum.show(view.spectrum());
            view.channels().forEach(channel -> tiles.getChildren().add(tile(channel)));
        });
    }

    private static Button tile(LayerView.Channel channel) {
        Image image = PixelImages.of(channel.picture());
        ImageView view = new ImageView(image);
        view.setFitWidth(TILE);
        view.setFitHeight(TILE);
        view.setSmooth(image.getWidth() > TILE);
        Label number = Nodes.label("", "text-small", "figures");
        number.setText(String.valueOf(channel.number()));
        VBox box = new VBox(2, view, number);
        box.setAlignment(Pos.CENTER);
        Button tile = new Button("", box);
        tile.getStyleClass().addAll("flat", "channel");
        String words = String.format(
                Locale.ROOT,
                Words.of("latent.layers.channel"),
                channel.number(),
                channel.stats().mean(),
                channel.stats().std(),
                channel.stats().min(),
                channel.stats().max());
        Nodes.help(tile, words);
        tile.setAccessibleText(words);
        return tile;
    }
}
