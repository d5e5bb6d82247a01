package studio.ganvas.ui.latent;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.NoiseChoice;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** Noise: none, the stored maps, or maps from a seed; and how strong it is in each layer. */
final class NoiseView extends VBox {
    private static final String[] PILLS = {"left-pill", "center-pill", "right-pill"};
    private static final long MOST_RANDOM = 1_000_000;
    private static final double MOST_STRENGTH = 4;

    private final LatentModel model;
    private final Map<NoiseChoice.Mode, ToggleButton> modes = new EnumMap<>(NoiseChoice.Mode.class);
    private final TextField seed = new TextField();
    private final HBox seedRow;
    private final PerLayer layers;
    private final Button same = Nodes.dress(new Button(), "latent-noise-same", "fth-rotate-ccw", "latent.noise.same");
    private int rows;

    NoiseView(LatentModel model) {
        super(6);
        this.model = model;
        HBox pills = new HBox();
        ToggleGroup group = new ToggleGroup();
        for (NoiseChoice.Mode mode : NoiseChoice.Mode.values()) {
            ToggleButton button = Nodes.dress(new ToggleButton(), "latent-noise-" + mode, "", "latent.noise." + mode);
            button.getStyleClass().addAll(PILLS[mode.ordinal()], "small");
            button.setToggleGroup(group);
            button.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
            button.setOnAction(event -> {
                button.setSelected(true);
                change("", now -> new NoiseChoice(mode, now.seed(), now.strengths()));
            });
            modes.put(mode, button);
            pills.getChildren().add(button);
        }
        seed.setId("latent-noise-seed");
        seed.getStyleClass().add("figures");
        seed.setPrefColumnCount(8);
        seed.setAccessibleText(Words.of("latent.noise.seed"));
        Nodes.help(seed, Words.of("latent.noise.seed.help"));
        seed.setOnAction(event -> typed());
        seed.focusedProperty().addListener((property, was, focused) -> {
            if (was && !focused) {
                typed();
            }
        });
        Button random = Nodes.dressIcon(new Button(), "latent-noise-random", "fth-shuffle", "latent.noise.random");
        random.setOnAction(event -> seed(ThreadLocalRandom.current().nextLong(MOST_RANDOM)));
        seedRow = new HBox(8, Nodes.words("latent.noise.seed"), seed, random);
        seedRow.setAlignment(Pos.CENTER_LEFT);
        ToggleButton more =
                Nodes.dress(new ToggleButton(), "latent-noise-layers", "fth-sliders", "latent.noise.layers");
        more.getStyleClass().add("small");
        layers = new PerLayer("latent-noise-row", 0, MOST_STRENGTH, "latent.noise", this::row);
        same.getStyleClass().add("small");
        same.setOnAction(event -> change("", now -> new NoiseChoice(now.mode(), now.seed(), List.of())));
        VBox fold = new VBox(4, layers, same);
        more.selectedProperty().subscribe(open -> Nodes.show(fold, open));
        getChildren().addAll(pills, seedRow, more, fold);
        model.factsProperty()
                .subscribe(facts -> facts.ifPresent(known -> {
                    rows = known.rows();
                    layers.rows(known);
                }));
        model.stateProperty().subscribe(this::show);
    }

    private void change(String control, UnaryOperator<NoiseChoice> how) {
        model.change(control, state -> state.with(how.apply(state.noise())));
    }

    private void typed() {
        try {
            seed(Long.parseLong(seed.getText().trim()));
        } catch (NumberFormatException e) {
            show(model.stateProperty().get());
        }
    }

    private void seed(long value) {
        change("", now -> new NoiseChoice(now.mode(), value, now.strengths()));
    }

    private void row(int row, double value) {
        change("noise" + row, now -> {
            List<Double> all = new ArrayList<>(strengths(now));
            all.set(row, value);
            return new NoiseChoice(now.mode(), now.seed(), all);
        });
    }

    private List<Double> strengths(NoiseChoice noise) {
        return IntStream.range(0, rows).mapToObj(noise::strength).toList();
    }

    private void show(Optional<LatentState> state) {
        setDisable(state.isEmpty());
        NoiseChoice now = state.map(LatentState::noise).orElse(NoiseChoice.CONST);
        modes.get(now.mode()).setSelected(true);
        seed.setText(String.valueOf(now.seed()));
        Nodes.show(seedRow, now.mode() == NoiseChoice.Mode.RANDOM);
        layers.show(strengths(now));
        same.setDisable(now.strengths().isEmpty());
    }
}
