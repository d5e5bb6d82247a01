package studio.ganvas.ui.latent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Mixing;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.PixelImages;
import studio.ganvas.ui.control.Words;

/** The matrix of style mixing: a line for every source, a cell for every layer, and one source in each column. */
final class MixingView extends VBox {
    private static final double THUMB = 40;
    private static final long MOST_RANDOM = 1_000_000;

    private final LatentModel model;
    private final Thumbnails thumbnails;
    private final VBox lines = new VBox(8);
    private final List<List<ToggleButton>> cells = new ArrayList<>();
    private List<LatentSource> built = List.of();
    private Optional<LatentFacts> facts = Optional.empty();

    MixingView(LatentModel model, Thumbnails thumbnails) {
        super(8);
        this.model = model;
        this.thumbnails = thumbnails;
        setId("latent-mixing-view");
        Button add = Nodes.dress(new Button(), "latent-mix-add", "fth-plus", "latent.mix.add");
        add.getStyleClass().add("small");
        add.setOnAction(
                event -> add(LatentSource.seed(ThreadLocalRandom.current().nextLong(MOST_RANDOM))));
        Button none = Nodes.dress(new Button(), "latent-mix-none", "fth-rotate-ccw", "latent.mix.none");
        none.getStyleClass().addAll("small", "flat");
        none.setOnAction(event ->
                model.change("", state -> state.with(new Mixing(state.mixing().sources(), List.of()))));
        getChildren().addAll(lines, new HBox(8, add, none));
        model.factsProperty().subscribe(now -> {
            facts = now;
            built = List.of();
        });
        model.stateProperty().subscribe(now -> now.ifPresent(this::show));
    }

    /** Another source, as yet for no layer. */
    void add(LatentSource source) {
        model.change("", state -> {
            List<LatentSource> sources = new ArrayList<>(state.mixing().sources());
            sources.add(source);
            return state.with(new Mixing(sources, state.mixing().choice()));
        });
    }

    private void remove(int number) {
        model.change("", state -> {
            List<LatentSource> sources = new ArrayList<>(state.mixing().sources());
            sources.remove(number - 1);
            List<Integer> choice = state.mixing().choice().stream()
                    .map(each -> each == number ? 0 : each > number ? each - 1 : each)
                    .toList();
            return state.with(new Mixing(sources, choice));
        });
    }

    private void exchange(int number, LatentSource source) {
        model.change("mixseed" + number, state -> {
            List<LatentSource> sources = new ArrayList<>(state.mixing().sources());
            sources.set(number - 1, source);
            return state.with(new Mixing(sources, state.mixing().choice()));
        });
    }

    private void choose(int from, int to, int number) {
        model.change("", state -> state.with(state.mixing().choose(from, to, number)));
    }

    private void show(LatentState state) {
        if (facts.isEmpty()) {
            return;
        }
        List<LatentSource> wanted = new ArrayList<>(List.of(state.source()));
        wanted.addAll(state.mixing().sources());
        boolean sameShape = built.size() == wanted.size()
                && built.subList(1, built.size()).equals(wanted.subList(1, wanted.size()));
        if (!sameShape) {
            cells.clear();
            lines.getChildren().clear();
            for (int number = 0; number < wanted.size(); number++) {
                lines.getChildren().add(line(state, number, wanted.get(number)));
            }
            built = wanted;
        }
        for (int number = 0; number < cells.size(); number++) {
            for (int row = 0; row < cells.get(number).size(); row++) {
                cells.get(number).get(row).setSelected(state.mixing().of(row) == number);
            }
        }
    }

    private Node line(LatentState state, int number, LatentSource source) {
        HBox head = new HBox(4, name(number, source), Nodes.spring());
        head.setAlignment(Pos.CENTER_LEFT);
        for (LatentFacts.Group group : facts.orElseThrow().groups()) {
            Button button = Nodes.dress(
                    new Button(), "latent-mix-" + number + "-" + group.id(), "", "latent.group." + group.id());
            button.getStyleClass().addAll("small", "flat", "mix-group");
            button.setMinWidth(USE_PREF_SIZE);
            button.setOnAction(event -> choose(group.from(), group.to(), number));
            head.getChildren().add(button);
        }
        HBox row = new HBox(2);
        List<ToggleButton> mine = new ArrayList<>();
        for (int i = 0; i < facts.orElseThrow().rows(); i++) {
            ToggleButton cell = cell(i, number, source);
            mine.add(cell);
            row.getChildren().add(cell);
        }
        cells.add(mine);
        VBox right = new VBox(3, head, row);
        HBox.setHgrow(right, Priority.ALWAYS);
        HBox line = new HBox(8);
        line.setAlignment(Pos.CENTER_LEFT);
        if (number == 0) {
            Label own = Nodes.label("", "mix-own");
            own.setGraphic(Nodes.icon("fth-image"));
            own.setMinSize(THUMB, THUMB);
            line.getChildren().add(own);
        } else {
            line.getChildren().add(thumb(state, source));
        }
        line.getChildren().add(right);
        if (number > 0) {
            Button remove =
                    Nodes.dressIcon(new Button(), "latent-mix-" + number + "-remove", "fth-x", "latent.mix.remove");
            remove.getStyleClass().add("small");
            remove.setOnAction(event -> remove(number));
            head.getChildren().add(remove);
        }
        return line;
    }

    private ToggleButton cell(int row, int number, LatentSource source) {
        ToggleButton cell = new ToggleButton();
        cell.setId("latent-mix-" + number + "-" + row);
        cell.getStyleClass().add("mix-cell");
        cell.setMaxWidth(Double.MAX_VALUE);
        cell.setMinWidth(8);
        cell.setPrefWidth(8);
        HBox.setHgrow(cell, Priority.ALWAYS);
        boolean begins = facts.orElseThrow().groups().stream().anyMatch(group -> group.from() == row && row > 0);
        HBox.setMargin(cell, new Insets(0, 0, 0, begins ? 6 : 0));
        String words = Words.of(
                "latent.mix.cell",
                String.valueOf(row),
                String.valueOf(facts.orElseThrow().resolutionOf(row)),
                number == 0 ? Words.of("latent.mix.own") : SeedView.name(source));
        Nodes.help(cell, words);
        cell.setAccessibleText(words);
        cell.setOnAction(event -> {
            // a click on the chosen source gives the layer back to the picture's own
            choose(row, row + 1, cell.isSelected() ? number : 0);
            model.stateProperty().get().ifPresent(this::show);
        });
        return cell;
    }

    private Node thumb(LatentState state, LatentSource source) {
        ImageView view = new ImageView();
        view.setPreserveRatio(true);
        view.setFitWidth(THUMB);
        view.setFitHeight(THUMB);
        StackPane place = new StackPane(view);
        place.getStyleClass().add("mix-thumb");
        place.setMinSize(THUMB, THUMB);
        thumbnails.of(Thumbnails.plain(state, source), picture -> view.setImage(PixelImages.of(picture)));
        return place;
    }

    private Node name(int number, LatentSource source) {
        if (number == 0) {
            return Nodes.words("latent.mix.own", "text-small");
        }
        if (source instanceof LatentSource.Given given) {
            Label label = Nodes.eliding("", "text-small");
            label.setText(given.name());
            return label;
        }
        LatentSource.Lattice lattice = (LatentSource.Lattice) source;
        TextField seed = new TextField(String.valueOf(lattice.nearest()));
        seed.setId("latent-mix-" + number + "-seed");
        seed.getStyleClass().addAll("figures", "number-field");
        seed.setPrefColumnCount(6);
        seed.setMinWidth(48);
        seed.setAccessibleText(Words.of("latent.seed"));
        Nodes.help(seed, Words.of("latent.mix.seed.help"));
        Runnable typed = () -> {
            try {
                long now = Long.parseLong(seed.getText().trim());
                if (now != lattice.nearest()) {
                    exchange(number, LatentSource.seed(now));
                }
            } catch (IllegalArgumentException e) {
                seed.setText(String.valueOf(lattice.nearest()));
            }
        };
        seed.setOnAction(event -> typed.run());
        seed.focusedProperty().addListener((property, was, focused) -> {
            if (was && !focused) {
                typed.run();
            }
        });
        return seed;
    }
}
