package studio.ganvas.ui.stylize;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.model.Showcase;
import studio.ganvas.engine.stylize.Photo;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.PixelImages;
import studio.ganvas.ui.control.Words;

/** Pictures to try the chosen model with, under a line of words; gone while there are none. */
final class Trials extends VBox {
    private final StylizeModel model;
    private final Showcase showcase;
    private final double edge;
    private final FlowPane pictures = new FlowPane(4, 4);

    /**
     * @param key of the words
     * @param edge of a picture on the screen, pixels
     */
    Trials(StylizeModel model, Showcase showcase, String key, double edge) {
        super(6);
        this.model = model;
        this.showcase = showcase;
        this.edge = edge;
        pictures.getStyleClass().add("welcome-ways");
        getChildren().addAll(Nodes.paragraph(key, "text-muted", "text-small"), pictures);
        model.modelProperty().subscribe(now -> {
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
        pictures.getChildren().setAll(photos.stream().map(this::trial).toList());
        Nodes.show(this, !photos.isEmpty());
    }

    private Button trial(Photo photo) {
        ImageView picture = new ImageView(PixelImages.of(photo.pixels()));
        picture.setFitWidth(edge);
        picture.setFitHeight(edge);
        picture.setPreserveRatio(true);
        Button button = new Button("", picture);
        button.getStyleClass().addAll("flat", "stylize-trial");
        button.setAccessibleText(Words.of("stylize.trial", photo.name()));
        button.setOnAction(event -> model.use(photo));
        return Nodes.help(button, Words.of("stylize.trial", photo.name()));
    }
}
