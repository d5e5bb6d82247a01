package studio.ganvas.ui.stylize;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.model.Showcase;
import studio.ganvas.engine.stylize.Photo;
import studio.ganvas.gan.DataKind;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.PixelImages;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.PaneHost;
import studio.ganvas.ui.shell.TrainingOffers;

/** What the pane is for while there is no photo: pictures to try the model with, and how to come by one while there is none. */
final class NoPhotoPage extends VBox {
    private static final int MOST_OFFERS = 2;
    private static final double EDGE = 64;

    private final StylizeModel model;
    private final Showcase showcase;
    private final FlowPane trials = new FlowPane(8, 8);
    private final VBox trying = new VBox(8, Nodes.paragraph("stylize.trials", "text-muted"), trials);

    NoPhotoPage(StylizeModel model, Studio studio, PaneHost host, Runnable openPhoto, Runnable addModel) {
        super(16);
        this.model = model;
        this.showcase = studio.showcase();
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
        trying.setId("stylize-trials");
        trials.getStyleClass().add("welcome-ways");
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
            offer(List.of());
            now.map(ModelEntry::id).ifPresent(this::look);
        });
    }

    private void look(String modelId) {
        Later.take(
                showcase.exhibit(modelId),
                exhibit -> {
                    if (model.modelProperty()
                            .get()
                            .map(ModelEntry::id)
                            .filter(modelId::equals)
                            .isPresent()) {
                        offer(exhibit.inputs());
                    }
                },
                failure -> offer(List.of()));
    }

    private void offer(List<Photo> photos) {
        trials.getChildren().setAll(photos.stream().map(this::trial).toList());
        Nodes.show(trying, !photos.isEmpty());
    }

    private Button trial(Photo photo) {
        ImageView picture = new ImageView(PixelImages.of(photo.pixels()));
        picture.setFitWidth(EDGE);
        picture.setFitHeight(EDGE);
        picture.setPreserveRatio(true);
        Button button = new Button("", picture);
        button.getStyleClass().addAll("flat", "stylize-trial");
        button.setAccessibleText(Words.of("stylize.trial", photo.name()));
        Nodes.help(button, Words.of("stylize.trial", photo.name()));
        button.setOnAction(event -> model.use(photo));
        return button;
    }
}
