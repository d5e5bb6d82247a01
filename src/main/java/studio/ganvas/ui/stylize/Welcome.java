package studio.ganvas.ui.stylize;

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

/** What the pane is for while there is no photo, and how to come by a model while there is none. */
final class Welcome extends VBox {
    private static final int MOST_OFFERS = 2;

    private final PaneHost host;
    private final FlowPane ways = new FlowPane(8, 8);

    Welcome(StylizeModel model, DatasetLibrary datasets, PaneHost host, Runnable openPhoto, Runnable addModel) {
        super(16);
        this.host = host;
        setId("stylize-welcome");
        getStyleClass().add("welcome");
        FontIcon icon = Nodes.icon("fth-image");
        icon.setIconSize(48);
        Label words = text("stylize.welcome.text", "text-muted");
        Label drop = text("stylize.welcome.drop", "text-muted", "text-small");
        Button open = Nodes.dress(new Button(), "stylize-open", "fth-folder", "stylize.open");
        open.getStyleClass().add("accent");
        open.setOnAction(event -> openPhoto.run());

        Label none = text("stylize.nomodel", "text-muted");
        Button add = Nodes.dress(new Button(), "stylize-welcome-add", "fth-plus", "stylize.model.add");
        add.setOnAction(event -> addModel.run());
        ways.getChildren().add(add);
        ways.getStyleClass().add("welcome-ways");
        VBox noModel = new VBox(16, none, ways);
        noModel.setId("stylize-nomodel");
        noModel.getStyleClass().add("welcome-part");
        getChildren().addAll(icon, Nodes.words("stylize.welcome", "title-3"), words, open, drop, noModel);

        model.modelProperty().subscribe(now -> {
            Nodes.show(noModel, now.isEmpty());
            Nodes.show(open, now.isPresent());
            Nodes.show(drop, now.isPresent());
        });
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
                    boolean translation = contents.kinds().contains(DataKind.PAIRS)
                            || contents.kinds().contains(DataKind.DOMAINS);
                    if (translation && ways.getChildren().size() <= MOST_OFFERS) {
                        ways.getChildren().add(ways.getChildren().size() - 1, training(entry));
                    }
                },
                failure -> {
                    // a dataset that can't be opened is no starter; its own pane says why
                });
    }

    private Button training(DatasetEntry entry) {
        Button button = Nodes.dress(new Button(), "", "fth-play", "stylize.train");
        button.setText(Words.of("stylize.train.on", entry.name()));
        button.setAccessibleText(button.getText());
        button.getStyleClass().add("stylize-train");
        button.setOnAction(event -> host.openTraining(entry.id()));
        return button;
    }
}
