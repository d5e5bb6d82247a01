package studio.ganvas.ui.latent;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** The seed: typed, stepped or by chance; where on the lattice of seeds the walk has led. */
final class SeedView extends VBox {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");
    /** Short enough to be remembered and typed. */
    private static final long MOST_RANDOM = 1_000_000;

    private final LatentModel model;
    private final TextField field = new TextField();
    private final Label place = Nodes.label("latent-place", "text-small", "text-muted");
    private final Button back =
            Nodes.dressIcon(new Button(), "latent-place-reset", "fth-rotate-ccw", "latent.place.back");

    SeedView(LatentModel model) {
        super(2);
        this.model = model;
        field.setId("latent-seed");
        field.getStyleClass().add("figures");
        field.setPrefColumnCount(9);
        field.setMinWidth(64);
        field.setAccessibleText(Words.of("latent.seed"));
        Nodes.help(field, Words.of("latent.seed.help"));
        HBox.setHgrow(field, Priority.ALWAYS);
        field.setOnAction(event -> typed());
        field.focusedProperty().addListener((property, was, focused) -> {
            if (was && !focused) {
                typed();
            }
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            switch (event.getCode()) {
                case UP -> step(event.isShiftDown() ? 10 : 1);
                case DOWN -> step(event.isShiftDown() ? -10 : -1);
                default -> {
                    return;
                }
            }
            event.consume();
        });
        Button less = Nodes.dressIcon(new Button(), "latent-seed-less", "fth-chevron-left", "latent.seed.less");
        less.setOnAction(event -> step(-1));
        Button more = Nodes.dressIcon(new Button(), "latent-seed-more", "fth-chevron-right", "latent.seed.more");
        more.setOnAction(event -> step(1));
        Button random = Nodes.dress(new Button(), "latent-random", "fth-shuffle", "latent.random");
        random.setMinWidth(USE_PREF_SIZE);
        random.setOnAction(event -> random());
        Label label = Nodes.words("latent.seed");
        label.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(4, label, less, field, more, random);
        row.setAlignment(Pos.CENTER_LEFT);
        back.getStyleClass().add("small");
        back.setOnAction(event -> model.change("", state -> state.with(LatentSource.seed(nearest(state)))));
        HBox below = new HBox(4, place, back);
        below.setAlignment(Pos.CENTER_LEFT);
        below.setMinHeight(22);
        getChildren().addAll(row, below);
        model.stateProperty().subscribe(this::show);
    }

    /** Any seed. */
    void random() {
        go(ThreadLocalRandom.current().nextLong(MOST_RANDOM), "");
    }

    private void step(long by) {
        model.stateProperty()
                .get()
                .ifPresent(state -> go(Math.floorMod(nearest(state) + by, LatentSource.MOST_SEED + 1), "seed"));
    }

    private void go(long seed, String control) {
        model.change(control, state -> state.with(LatentSource.seed(seed)));
    }

    private static long nearest(LatentState state) {
        return state.source() instanceof LatentSource.Lattice lattice ? lattice.nearest() : 0;
    }

    private void typed() {
        String text = field.getText().trim();
        Optional<LatentState> state = model.stateProperty().get();
        if (state.isEmpty() || text.equals(words(state.get().source()))) {
            field.pseudoClassStateChanged(DANGER, false);
            return;
        }
        try {
            long seed = Long.parseLong(text);
            boolean possible = seed >= 0 && seed <= LatentSource.MOST_SEED;
            field.pseudoClassStateChanged(DANGER, !possible);
            if (possible) {
                go(seed, "");
            }
        } catch (NumberFormatException e) {
            field.pseudoClassStateChanged(DANGER, true);
        }
    }

    private static String words(LatentSource source) {
        return source instanceof LatentSource.Lattice lattice ? String.valueOf(lattice.nearest()) : "";
    }

    private void show(Optional<LatentState> now) {
        setDisable(now.isEmpty());
        field.pseudoClassStateChanged(DANGER, false);
        field.setText(now.map(state -> words(state.source())).orElse(""));
        String where = now.map(state -> place(state.source())).orElse("");
        place.setText(where.isEmpty() ? Words.of("latent.place.exact") : where);
        back.setVisible(!where.isEmpty());
    }

    /** Where a source is when it is not a seed alone; empty when it is. */
    private static String place(LatentSource source) {
        if (source instanceof LatentSource.Given given) {
            return Words.of("latent.place.given", given.name());
        }
        LatentSource.Lattice lattice = (LatentSource.Lattice) source;
        return lattice.exact()
                ? ""
                : String.format(
                        Locale.ROOT, Words.of("latent.place.between"), lattice.seed(), lattice.right(), lattice.down());
    }

    /** "seed 85", "between seeds" or the name of a found w. */
    static String name(LatentSource source) {
        if (source instanceof LatentSource.Given given) {
            return given.name();
        }
        LatentSource.Lattice lattice = (LatentSource.Lattice) source;
        return Words.of(
                lattice.exact() ? "latent.source.seed" : "latent.source.near", String.valueOf(lattice.nearest()));
    }
}
