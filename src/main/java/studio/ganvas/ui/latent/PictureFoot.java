package studio.ganvas.ui.latent;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** How long the picture took, under a bar while it is made. Of steady height: nothing moves when work begins or ends. */
final class PictureFoot extends VBox {
    PictureFoot(LatentModel model) {
        super(2);
        ProgressBar bar = new ProgressBar();
        bar.setId("latent-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(Words.of("latent.working"));
        bar.visibleProperty().bind(model.busyProperty().or(model.loadingProperty()));
        bar.getStyleClass().add("latent-progress");
        Label about = Nodes.label("latent-result", "text-small", "text-muted", "figures");
        model.shownProperty()
                .subscribe(now -> about.setText(now.filter(it -> !it.preview())
                        .map(it -> Words.of(
                                "latent.result",
                                String.valueOf(it.took().toMillis()),
                                String.valueOf(it.blocksRun()),
                                String.valueOf(it.blocks())))
                        .orElse(" ")));
        Label hint = Nodes.words("latent.picture.hint", "text-small", "text-muted");
        hint.setMinWidth(0);
        HBox words = new HBox(8, hint, Nodes.spring(), about);
        words.setAlignment(Pos.CENTER_LEFT);
        about.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(bar, words);
        getStyleClass().add("latent-foot");
    }
}
