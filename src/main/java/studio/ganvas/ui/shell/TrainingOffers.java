package studio.ganvas.ui.shell;

import java.util.Set;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.engine.dataset.DatasetLibrary;
import studio.ganvas.gan.DataKind;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** For a pane that lacks a model: a button for each dataset that one can be trained on. */
public final class TrainingOffers extends FlowPane {
    private final PaneHost host;
    private final String key;
    private final int most;

    /**
     * Offers the first fitting datasets of the library.
     *
     * @param key words of the buttons: {@code key.on} with the dataset's name, {@code key.help}
     * @param last stands behind the offers
     */
    public TrainingOffers(
            DatasetLibrary datasets, PaneHost host, String key, Predicate<Set<DataKind>> fits, int most, Node... last) {
        super(8, 8, last);
        this.host = host;
        this.key = key;
        this.most = most + last.length;
        getStyleClass().add("welcome-ways");
        for (DatasetEntry entry : datasets.list()) {
            Later.take(
                    datasets.open(entry.id()),
                    contents -> {
                        if (fits.test(contents.kinds()) && getChildren().size() < this.most) {
                            getChildren().add(getChildren().size() - last.length, offer(entry));
                        }
                    },
                    failure -> {
                        // a dataset that can't be opened is no starter; its own pane says why
                    });
        }
    }

    private Button offer(DatasetEntry entry) {
        Button button = Nodes.dress(new Button(), "", "fth-play", key);
        button.setText(Words.of(key + ".on", entry.name()));
        button.setAccessibleText(button.getText());
        button.getStyleClass().add("training-offer");
        button.setOnAction(event -> host.openTraining(entry.id()));
        return button;
    }
}
