package studio.ganvas.ui.shell;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.ganvas.ui.control.Nodes;

/** A pane's offer with one button that takes it up; it stays until it is answered or its pane comes into view. */
final class OfferBar extends HBox {
    private final Consumer<StudioPane> show;
    private final Label title = Nodes.label("offerTitle", "text-bold");
    private final Label text = Nodes.label("offerText");
    private final Button accept = Nodes.dress(new Button(), "offerButton", "fth-play", "shell.offer.accept");
    private Optional<StudioPane> owner = Optional.empty();

    /** @param show brings the pane that made the offer into view */
    OfferBar(Consumer<StudioPane> show) {
        super(16);
        this.show = show;
        setId("offerBar");
        getStyleClass().addAll("banner", "banner-warning");
        setAlignment(Pos.CENTER_LEFT);
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        VBox words = new VBox(4, title, text);
        HBox.setHgrow(words, Priority.ALWAYS);
        accept.setMinWidth(USE_PREF_SIZE);
        accept.getStyleClass().add("accent");
        Button dismiss = Nodes.dressIcon(new Button(), "offerDismissButton", "fth-x", "shell.offer.dismiss");
        dismiss.setOnAction(event -> hide());
        getChildren().addAll(Nodes.icon("fth-alert-triangle"), words, accept, dismiss);
        hide();
    }

    void say(StudioPane pane, Offer offer) {
        owner = Optional.of(pane);
        title.setText(offer.title());
        text.setText(offer.text());
        accept.setText(offer.action());
        accept.setAccessibleText(offer.action());
        accept.setOnAction(event -> {
            hide();
            show.accept(pane);
            offer.accepted().run();
        });
        Nodes.show(this, true);
    }

    /** This pane is in view now and speaks for itself. */
    void inView(StudioPane pane) {
        if (owner.filter(speaker -> speaker == pane).isPresent()) {
            hide();
        }
    }

    private void hide() {
        owner = Optional.empty();
        Nodes.show(this, false);
    }
}
