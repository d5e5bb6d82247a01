package studio.ganvas.ui.shell;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import studio.ganvas.engine.model.ModelCard;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.model.Showcase;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Markdown;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** The ⓘ beside a choice of models: the card of the chosen one, or what its file says of itself. */
public final class ModelAbout extends Button {
    private static final double WIDTH = 460;
    private static final double HEIGHT = 480;

    private final Showcase showcase;
    private Optional<ModelEntry> model = Optional.empty();

    /** @param paneId the pane that it stands in */
    public ModelAbout(String paneId, Showcase showcase, ObservableValue<Optional<ModelEntry>> chosen) {
        this.showcase = showcase;
        Nodes.dressIcon(this, paneId + "-model-about", "fth-info", "model.about");
        chosen.subscribe(now -> {
            model = now;
            setDisable(now.isEmpty());
        });
        setOnAction(event -> model.ifPresent(this::ask));
    }

    private void ask(ModelEntry entry) {
        Later.take(
                showcase.card(entry),
                card -> show(words(entry, card)),
                failure ->
                        show("# " + entry.name() + "\n\n" + Later.cause(failure).getMessage()));
    }

    /** The card, or one made of what is known; with its place at the end. */
    private static String words(ModelEntry entry, ModelCard card) {
        String text = card.text()
                .orElseGet(() -> "# " + entry.name() + "\n\n"
                        + card.facts().map(ModelAbout::facts).orElseGet(() -> Words.of("model.about.foreign")));
        String place = Words.of("model.about.place", card.place(), Formats.bytes(card.bytes()));
        return text + "\n\n" + place;
    }

    private static String facts(ModelCard.Facts facts) {
        return Words.of("model.about.system", facts.system(), facts.paper())
                + "\n\n- " + Words.of("model.about.data", facts.data())
                + "\n- " + Words.of("model.about.steps", Formats.count(facts.step()))
                + (facts.changed().isEmpty() ? "" : "\n- " + Words.of("model.about.options", changed(facts.changed())));
    }

    private static String changed(Map<String, String> options) {
        return options.entrySet().stream()
                .map(each -> "`" + each.getKey() + "=" + each.getValue() + "`")
                .collect(Collectors.joining(", "));
    }

    private void show(String words) {
        VBox text = Markdown.of(words);
        text.setId("model-card");
        text.setPrefWidth(WIDTH);
        ScrollPane scroll = new ScrollPane(text);
        scroll.setFitToWidth(true);
        scroll.setPrefViewportHeight(HEIGHT);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("model-card");
        PopOver popover = new PopOver(scroll);
        popover.setArrowLocation(PopOver.ArrowLocation.RIGHT_TOP);
        popover.setDetachable(false);
        popover.setAnimated(false);
        Nodes.dressPopup(popover.getRoot(), getScene());
        popover.show(this);
    }
}
