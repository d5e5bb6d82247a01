package studio.ganvas.ui.latent;

import java.util.Locale;
import java.util.function.IntConsumer;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import studio.ganvas.engine.latent.Easing;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** The selected keyframe: how long to the next, how it goes there, its place; update and delete. */
final class KeyframeEditor extends HBox {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    private final FilmModel film;
    private final Label title = Nodes.label("latent-keyframe-title", "text-small");
    private final TextField seconds = new TextField();
    private final ComboBox<Easing> easing = new ComboBox<>();
    private boolean showing;

    /**
     * @param update takes the state in view into the keyframe
     * @param remove takes the keyframe away
     */
    KeyframeEditor(FilmModel film, IntConsumer update, IntConsumer remove) {
        super(6);
        this.film = film;
        setAlignment(Pos.CENTER_LEFT);
        title.setMinWidth(USE_PREF_SIZE);
        seconds.setId("latent-keyframe-seconds");
        seconds.setPrefColumnCount(4);
        seconds.setMinWidth(56);
        seconds.getStyleClass().addAll("figures", "number-field");
        seconds.setAccessibleText(Words.of("latent.keyframe.seconds"));
        Nodes.help(seconds, Words.of("latent.keyframe.seconds.help"));
        seconds.setOnAction(event -> typed());
        seconds.focusedProperty().addListener((property, was, focused) -> {
            if (was && !focused) {
                typed();
            }
        });
        easing.setId("latent-keyframe-easing");
        easing.getItems().setAll(Easing.values());
        easing.setConverter(FilmView.words("latent.easing."));
        easing.getStyleClass().add("small");
        easing.setMinWidth(72);
        easing.setAccessibleText(Words.of("latent.keyframe.easing"));
        Nodes.help(easing, Words.of("latent.keyframe.easing.help"));
        easing.setOnAction(event -> {
            int index = film.selectedProperty().get();
            if (!showing && index >= 0) {
                film.change(index, film.shots().get(index).eased(easing.getValue()));
            }
        });
        Label unit = Nodes.words("latent.keyframe.unit", "text-muted", "text-small");
        unit.setMinWidth(USE_PREF_SIZE);
        getChildren()
                .addAll(
                        title,
                        Nodes.spring(),
                        seconds,
                        unit,
                        easing,
                        button("latent-keyframe-left", "fth-arrow-left", "latent.keyframe.left", i -> film.move(i, -1)),
                        button(
                                "latent-keyframe-right",
                                "fth-arrow-right",
                                "latent.keyframe.right",
                                i -> film.move(i, 1)),
                        button("latent-keyframe-update", "fth-refresh-cw", "latent.keyframe.update", update),
                        button("latent-keyframe-remove", "fth-trash-2", "latent.keyframe.remove", remove));
        film.selectedProperty().subscribe(this::show);
        film.shots().addListener((ListChangeListener<Shot>) change -> show());
        show();
    }

    private Button button(String id, String icon, String key, IntConsumer action) {
        Button button = Nodes.dressIcon(new Button(), id, icon, key);
        button.getStyleClass().add("small");
        button.setOnAction(event -> {
            if (film.selectedProperty().get() >= 0) {
                action.accept(film.selectedProperty().get());
            }
        });
        return button;
    }

    private void typed() {
        int index = film.selectedProperty().get();
        if (index < 0 || index >= film.shots().size()) {
            return;
        }
        try {
            double value = Double.parseDouble(seconds.getText().trim().replace(',', '.'));
            film.change(index, film.shots().get(index).lasting(value));
        } catch (IllegalArgumentException e) {
            // NumberFormatException is one of these
            seconds.pseudoClassStateChanged(DANGER, true);
        }
    }

    private void show() {
        int index = film.selectedProperty().get();
        boolean any = index >= 0 && index < film.shots().size();
        Nodes.show(this, any);
        if (!any) {
            return;
        }
        Shot shot = film.shots().get(index);
        showing = true;
        title.setText(Words.of(
                "latent.keyframe.title",
                String.valueOf(index + 1),
                String.valueOf(film.shots().size())));
        String text = String.format(Locale.ROOT, "%.2f", shot.frame().seconds());
        if (!text.equals(seconds.getText())) {
            seconds.setText(text);
        }
        seconds.pseudoClassStateChanged(DANGER, false);
        easing.setValue(shot.frame().easing());
        showing = false;
    }
}
