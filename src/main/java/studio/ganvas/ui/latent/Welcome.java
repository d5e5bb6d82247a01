package studio.ganvas.ui.latent;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.engine.dataset.DatasetLibrary;
import studio.ganvas.gan.DataKind;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.PaneHost;

/** What the pane is for, and how to come by a model while there is none. */
final class Welcome extends VBox {
    private static final int MOST_OFFERS = 4;

    private final PaneHost host;
    private final FlowPane ways = new FlowPane(8, 8);

    Welcome(DatasetLibrary datasets, PaneHost host, Runnable addModel) {
        super(16);
        this.host = host;
        setId("latent-welcome");
        getStyleClass().add("welcome");
        FontIcon icon = Nodes.icon("fth-compass");
        icon.setIconSize(48);
        Button add = Nodes.dress(new Button(), "latent-welcome-add", "fth-folder", "latent.model.add");
        add.getStyleClass().add("accent");
        add.setOnAction(event -> addModel.run());
        ways.getStyleClass().add("welcome-ways");
        getChildren()
                .addAll(
                        icon,
                        Nodes.words("latent.welcome", "title-3"),
                        text("latent.welcome.text", "text-muted"),
                        add,
                        text("latent.welcome.drop", "text-muted", "text-small"),
                        text("latent.welcome.train", "text-muted"),
                        ways);
        datasets.list().forEach(entry -> offer(datasets, entry));
    }

    private static Label text(String key, String... styles) {
        Label label = Nodes.words(key, styles);
        label.setWrapText(true);
        label.setMaxWidth(460);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private void offer(DatasetLibrary datasets, DatasetEntry entry) {
        Later.take(
                datasets.open(entry.id()),
                contents -> {
                    if (contents.kinds().contains(DataKind.IMAGES)
                            && ways.getChildren().size() < MOST_OFFERS) {
                        ways.getChildren().add(training(entry));
                    }
                },
                failure -> {
                    // a dataset that can't be opened is no starter; its own pane says why
                });
    }

    private Button training(DatasetEntry entry) {
        Button button = Nodes.dress(new Button(), "", "fth-play", "latent.train");
        button.setText(Words.of("latent.train.on", entry.name()));
        button.setAccessibleText(button.getText());
        button.getStyleClass().add("latent-train");
        button.setOnAction(event -> host.openTraining(entry.id()));
        return button;
    }
}
