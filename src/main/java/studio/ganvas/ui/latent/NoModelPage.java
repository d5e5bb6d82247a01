package studio.ganvas.ui.latent;

import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.dataset.DatasetLibrary;
import studio.ganvas.gan.DataKind;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.shell.PaneHost;
import studio.ganvas.ui.shell.TrainingOffers;

/** What the pane is for, and how to come by a model while there is none. */
final class NoModelPage extends VBox {
    private static final int MOST_OFFERS = 4;

    NoModelPage(DatasetLibrary datasets, PaneHost host, Runnable addModel) {
        super(16);
        setId("latent-welcome");
        getStyleClass().add("welcome");
        FontIcon icon = Nodes.icon("fth-compass");
        icon.setIconSize(48);
        Button add = Nodes.dress(new Button(), "latent-welcome-add", "fth-folder", "latent.model.add");
        add.getStyleClass().add("accent");
        add.setOnAction(event -> addModel.run());
        getChildren()
                .addAll(
                        icon,
                        Nodes.words("latent.welcome", "title-3"),
                        Nodes.paragraph("latent.welcome.text", "text-muted"),
                        add,
                        Nodes.paragraph("latent.welcome.drop", "text-muted", "text-small"),
                        Nodes.paragraph("latent.welcome.train", "text-muted"),
                        new TrainingOffers(
                                datasets, host, "latent.train", kinds -> kinds.contains(DataKind.IMAGES), MOST_OFFERS));
    }
}
