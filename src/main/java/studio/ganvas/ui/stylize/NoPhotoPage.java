package studio.ganvas.ui.stylize;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.Studio;
import studio.ganvas.gan.DataKind;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.shell.PaneHost;
import studio.ganvas.ui.shell.TrainingOffers;

/** What the pane is for while there is no photo: pictures to try the model with, and how to come by one while there is none. */
final class NoPhotoPage extends VBox {
    private static final int MOST_OFFERS = 2;
    private static final double EDGE = 64;

    NoPhotoPage(StylizeModel model, Studio studio, PaneHost host, Runnable openPhoto, Runnable addModel) {
        super(16);
        setId("stylize-welcome");
        getStyleClass().add("welcome");
        FontIcon icon = Nodes.icon("fth-image");
        icon.setIconSize(48);
        Button open = Nodes.dress(new Button(), "stylize-open", "fth-folder", "stylize.open");
        open.getStyleClass().add("accent");
        open.setOnAction(event -> openPhoto.run());
        Button add = Nodes.dress(new Button(), "stylize-welcome-add", "fth-plus", "stylize.model.add");
        add.setOnAction(event -> addModel.run());
        VBox noModel = new VBox(
                16,
                Nodes.paragraph("stylize.nomodel", "text-muted"),
                new TrainingOffers(
                        studio.datasets(),
                        host,
                        "stylize.train",
                        kinds -> kinds.contains(DataKind.PAIRS) || kinds.contains(DataKind.DOMAINS),
                        MOST_OFFERS,
                        add));
        noModel.setId("stylize-nomodel");
        Trials trying = new Trials(model, studio.showcase(), "stylize.trials", EDGE);
        trying.setId("stylize-trials");
        List.of(noModel, trying).forEach(part -> part.getStyleClass().add("welcome-part"));
        VBox drop = new VBox(Nodes.paragraph("stylize.welcome.drop", "text-muted", "text-small"));
        drop.getStyleClass().add("welcome-part");
        getChildren()
                .addAll(
                        icon,
                        Nodes.words("stylize.welcome", "title-3"),
                        Nodes.paragraph("stylize.welcome.text", "text-muted"),
                        open,
                        drop,
                        trying,
                        noModel);
        model.modelProperty().subscribe(now -> {
            Nodes.show(noModel, now.isEmpty());
            Nodes.show(open, now.isPresent());
            Nodes.show(drop, now.isPresent());
        });
    }
}
