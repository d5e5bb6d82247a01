package studio.ganvas.ui.latent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** The class of a class-conditional model, or a mixture of several; not there for other models. */
final class ClassView extends VBox {
    private final LatentModel model;
    private final VBox rows = new VBox(4);
    private final List<Row> shown = new ArrayList<>();
    private List<String> names = List.of();

    private final class Row extends VBox {
        private final int index;
        private final NumberSlider share;

        Row(int index, boolean alone) {
            super(2);
            this.index = index;
            ComboBox<String> choice = new ComboBox<>();
            choice.setId("latent-class-" + shown.size());
            choice.getItems().setAll(names);
            choice.setValue(names.get(index));
            choice.setMaxWidth(Double.MAX_VALUE);
            choice.setAccessibleText(Words.of("latent.class"));
            Nodes.help(choice, Words.of("latent.class.help"));
            HBox.setHgrow(choice, Priority.ALWAYS);
            choice.setOnAction(
                    event -> exchange(index, choice.getSelectionModel().getSelectedIndex()));
            Button remove = Nodes.dressIcon(new Button(), "", "fth-x", "latent.class.remove");
            remove.setOnAction(event -> give(index, 0, ""));
            Nodes.show(remove, !alone);
            HBox head = new HBox(4, choice, remove);
            head.setAlignment(Pos.CENTER_LEFT);
            share = new NumberSlider(
                            "latent-class-share-" + shown.size(),
                            0.01,
                            1,
                            1,
                            0.01,
                            Words.of("latent.class.share", names.get(index)),
                            Words.of("latent.class.share.help"))
                    .onUser(value -> give(index, Math.max(0, value), "class" + index));
            Nodes.show(share, !alone);
            getChildren().addAll(head, share);
        }
    }

    ClassView(LatentModel model) {
        super(4);
        this.model = model;
        Button add = Nodes.dress(new Button(), "latent-class-add", "fth-plus", "latent.class.add");
        add.getStyleClass().addAll("small", "flat");
        add.setOnAction(event -> add());
        HBox head = new HBox(4, Nodes.words("latent.class"), Nodes.spring(), add);
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, rows);
        model.factsProperty().subscribe(facts -> {
            names = facts.map(LatentFacts::classes).orElse(List.of());
            shown.clear();
            rows.getChildren().clear();
            Nodes.show(this, names.size() > 1);
        });
        model.stateProperty().subscribe(this::show);
    }

    private List<Double> weights() {
        List<Double> now = model.stateProperty().get().map(LatentState::classes).orElse(List.of());
        List<Double> all = new ArrayList<>(Collections.nCopies(names.size(), 0.0));
        if (now.isEmpty()) {
            all.set(0, 1.0);
        }
        IntStream.range(0, Math.min(now.size(), all.size())).forEach(i -> all.set(i, now.get(i)));
        return all;
    }

    private void give(int index, double weight, String control) {
        List<Double> all = weights();
        all.set(index, weight);
        if (all.stream().anyMatch(each -> each > 0)) {
            model.change(control, state -> state.withClasses(all));
        }
    }

    private void exchange(int old, int other) {
        if (other >= 0 && other != old) {
            List<Double> all = weights();
            all.set(other, all.get(old));
            all.set(old, 0.0);
            model.change("", state -> state.withClasses(all));
        }
    }

    private void add() {
        List<Double> all = weights();
        IntStream.range(0, all.size()).filter(i -> all.get(i) == 0).findFirst().ifPresent(i -> give(i, 1, ""));
    }

    private void show(Optional<LatentState> state) {
        if (state.isEmpty() || names.size() < 2) {
            return;
        }
        List<Double> all = weights();
        TreeSet<Integer> wanted = new TreeSet<>(IntStream.range(0, all.size())
                .filter(i -> all.get(i) > 0)
                .boxed()
                .toList());
        if (!wanted.equals(new TreeSet<>(shown.stream().map(row -> row.index).toList()))) {
            shown.clear();
            wanted.forEach(i -> shown.add(new Row(i, wanted.size() == 1)));
            rows.getChildren().setAll(shown);
        }
        shown.forEach(row -> row.share.show(all.get(row.index)));
    }
}
