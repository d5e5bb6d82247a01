package studio.ganvas.ui.latent;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.Jobs;
import studio.ganvas.engine.latent.Direction;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.Notice;
import studio.ganvas.ui.shell.PaneHost;

/** A named slider for every direction; SeFa and PCA find more. */
final class DirectionsView extends VBox {
    private static final double MOST = 5;
    private static final int COUNT = 5;

    private final DirectionsModel model;
    private final JobRow job;
    private final VBox lines = new VBox(10);
    private final List<Line> shown = new ArrayList<>();
    private final ComboBox<String> layers = new ComboBox<>();
    private List<LatentFacts.Group> ranges = List.of();

    DirectionsView(DirectionsModel model, Jobs jobs, Chooser chooser, PaneHost host) {
        super(8);
        this.model = model;
        job = new JobRow("latent-directions-job", jobs);
        Label empty = Nodes.words("latent.directions.empty", "text-small", "text-muted");
        empty.setWrapText(true);
        empty.setMinHeight(USE_PREF_SIZE);
        layers.setId("latent-directions-layers");
        layers.setAccessibleText(Words.of("latent.directions.layers"));
        layers.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(layers, Priority.ALWAYS);
        Nodes.help(layers, Words.of("latent.directions.layers.help"));
        Button open = Nodes.dressIcon(new Button(), "latent-directions-open", "fth-folder", "latent.directions.open");
        open.setOnAction(event -> chooser.open("latent.directions.open", "json", "npz", "npy", "safetensors")
                .ifPresent(model::load));
        Button save = Nodes.dressIcon(new Button(), "latent-directions-save", "fth-save", "latent.directions.save");
        save.setOnAction(event -> chooser.save("latent.directions.save", "directions", "json")
                .ifPresent(file -> model.save(
                        file,
                        saved -> host.notify(Notice.success(
                                Words.of("latent.saved", saved.getFileName()), Words.of("latent.directions.saved"))))));
        Button pca = finder("latent-pca", "latent.directions.pca", Direction.Method.PCA);
        // the numbers of z are independent: none of their components is a principal one
        model.model().styled().subscribe(styled -> Nodes.show(pca, styled));
        HBox bar = new HBox(
                4, finder("latent-sefa", "latent.directions.sefa", Direction.Method.SEFA), pca, layers, open, save);
        bar.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(empty, bar, job, lines);
        model.directions().addListener((ListChangeListener<Direction>) change -> update());
        model.directions().addListener((ListChangeListener<Direction>) change -> {
            Nodes.show(empty, model.directions().isEmpty());
            save.setDisable(model.directions().isEmpty());
        });
        save.setDisable(true);
        model.model().factsProperty().subscribe(facts -> facts.ifPresent(this::adopt));
        model.model().stateProperty().subscribe(state -> strengths());
    }

    private Button finder(String id, String key, Direction.Method method) {
        Button button = Nodes.dress(new Button(), id, "fth-plus", key);
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> {
            if (!job.busy() && model.model().factsProperty().get().isPresent()) {
                LatentFacts.Group range =
                        ranges.get(Math.max(0, layers.getSelectionModel().getSelectedIndex()));
                job.watch(model.find(method, COUNT, range.from(), range.to()), found -> {
                    int fresh = model.add(found);
                    return fresh > 0 ? "" : Words.of("latent.directions.none");
                });
            }
        });
        return button;
    }

    private void adopt(LatentFacts facts) {
        List<LatentFacts.Group> all = new ArrayList<>(List.of(new LatentFacts.Group("all", 0, facts.rows())));
        all.addAll(facts.groups());
        ranges = all;
        layers.getItems()
                .setAll(all.stream()
                        .map(each -> Words.of("latent.group." + each.id()))
                        .toList());
        layers.getSelectionModel().select(0);
        Nodes.show(layers, facts.rows() > 1);
    }

    private void update() {
        // While somebody types a name, lines must stay the nodes that they are.
        List<Direction> now = model.directions();
        shown.removeIf(line -> now.stream().noneMatch(each -> each.equals(line.direction)));
        List<Line> next = new ArrayList<>();
        for (Direction each : now) {
            next.add(shown.stream()
                    .filter(line -> line.direction.equals(each))
                    .findFirst()
                    .orElseGet(() -> new Line(each)));
        }
        shown.clear();
        shown.addAll(next);
        lines.getChildren().setAll(next.stream().map(line -> line.node).toList());
        strengths();
    }

    private void strengths() {
        shown.forEach(line -> line.slider.show(model.strength(line.direction.id())));
    }

    private final class Line {
        private final Direction direction;
        private final NumberSlider slider;
        private final Node node;

        Line(Direction direction) {
            this.direction = direction;
            String id = "latent-direction-" + direction.id();
            TextField name = new TextField(direction.name());
            name.setId(id + "-name");
            name.getStyleClass().add("number-field");
            name.setAccessibleText(Words.of("latent.direction.name"));
            Nodes.help(name, Words.of("latent.direction.name.help"));
            HBox.setHgrow(name, Priority.ALWAYS);
            onDone(name, () -> model.rename(direction.id(), name.getText()), direction.name());
            String range = direction.from() + "-" + (direction.to() - 1);
            TextField rows = new TextField(range);
            rows.setId(id + "-rows");
            rows.setPrefColumnCount(4);
            rows.setMinWidth(52);
            rows.getStyleClass().addAll("figures", "number-field");
            rows.setAccessibleText(Words.of("latent.direction.rows"));
            Nodes.help(rows, Words.of("latent.direction.rows.help"));
            onDone(rows, () -> rows(rows, range), range);
            Nodes.show(rows, model.model().styled().getValue());
            Label share = Nodes.label("", "text-small", "text-muted", "figures");
            share.setText(direction.share() > 0 ? Math.round(1000 * direction.share()) / 10.0 + " %" : "");
            share.setMinWidth(USE_PREF_SIZE);
            Nodes.help(share, Words.of("latent.direction.share." + direction.method()));
            Button remove = Nodes.dressIcon(new Button(), id + "-remove", "fth-x", "latent.direction.remove");
            remove.getStyleClass().add("small");
            remove.setOnAction(event -> model.remove(direction));
            HBox head = new HBox(4, name, share, rows, remove);
            head.setAlignment(Pos.CENTER_LEFT);
            slider = new NumberSlider(id, -MOST, MOST, 0, 0.05, direction.name(), Words.of("latent.direction.help"))
                    .onUser(value -> model.go(direction, value));
            node = new VBox(2, head, slider);
        }

        private void rows(TextField field, String before) {
            try {
                int last = model.model().factsProperty().get().orElseThrow().rows() - 1;
                List<Long> rows = Numbers.parse(field.getText(), last);
                model.rows(
                        direction.id(),
                        rows.get(0).intValue(),
                        rows.get(rows.size() - 1).intValue() + 1);
            } catch (IllegalArgumentException e) {
                model.model().say(e.getMessage());
                field.setText(before);
            }
        }

        private void onDone(TextField field, Runnable action, String before) {
            Runnable changed = () -> {
                if (!field.getText().equals(before)) {
                    action.run();
                }
            };
            field.setOnAction(event -> changed.run());
            field.focusedProperty().addListener((property, was, focused) -> {
                if (was && !focused) {
                    changed.run();
                }
            });
        }
    }
}
