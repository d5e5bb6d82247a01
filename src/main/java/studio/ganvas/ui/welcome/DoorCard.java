package studio.ganvas.ui.welcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.engine.model.Exhibit;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.model.Showpiece;
import studio.ganvas.engine.stylize.Photo;
import studio.ganvas.gan.SystemInfo;
import studio.ganvas.image.Pixels;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** A door: one large button with a picture of what is behind it, and what that is made with. */
final class DoorCard extends StackPane {
    private static final int COLUMNS = 3;

    private final Door door;
    private final WelcomeModel model;
    private final String key;
    private final Button button;
    private final DoorPicture picture = new DoorPicture();
    private final Label about;

    DoorCard(Door door, WelcomeModel model, Runnable open) {
        this.door = door;
        this.model = model;
        this.key = "welcome.door." + door;
        String id = "door-" + door.name().toLowerCase(Locale.ROOT);
        button = Nodes.dress(new Button(), id, "", key);
        button.setText("");
        button.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        button.getStyleClass().add("door");
        button.setOnAction(event -> open.run());
        about = label(id + "-about", "text-muted", "text-small");
        Label title = label(id + "-title", "title-4");
        title.setText(Words.of(key));
        Label words = label(id + "-text", "text-muted");
        words.setText(Words.of(key + ".text"));
        Region spring = new Region();
        VBox.setVgrow(spring, Priority.ALWAYS);
        VBox content = new VBox(8, picture, title, words, spring, about);
        content.getStyleClass().add("door-content");
        content.setMouseTransparent(true);
        getChildren().addAll(button, content);
        setMinWidth(0);
        model.offeredProperty(door).subscribe(this::show);
    }

    private static Label label(String id, String... styles) {
        Label label = Nodes.label(id, styles);
        label.setWrapText(true);
        label.setMinWidth(0);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private void show(WelcomeModel.Offered now) {
        boolean missing = door.needsModel() && now.piece().isEmpty();
        about.setText(now.piece().map(Showpiece::model).map(DoorCard::words).orElseGet(() -> training(missing)));
        about.getStyleClass().removeAll("warning", "text-muted");
        about.getStyleClass().add(missing ? "warning" : "text-muted");
        button.setAccessibleText(
                Words.of("welcome.door.accessible", Words.of(key), Words.of(key + ".text"), about.getText()));
        draw(now);
    }

    private static String words(ModelEntry entry) {
        return entry.step() > 0
                ? Words.of("welcome.model.steps", entry.name(), entry.system(), Formats.count(entry.step()))
                : Words.of("welcome.model", entry.name(), entry.system());
    }

    private String training(boolean missing) {
        String system = model.system(door).map(SystemInfo::title).orElse(door.system());
        Optional<String> data = model.dataset(door).map(DatasetEntry::name);
        String what = data.map(name -> Words.of("welcome.model", name, system)).orElse(system);
        return missing ? Words.of("welcome.missing", what) : what;
    }

    private void draw(WelcomeModel.Offered now) {
        Exhibit exhibit = now.exhibit();
        List<Pixels> inputs = exhibit.inputs().stream().map(Photo::pixels).toList();
        boolean both = !inputs.isEmpty() && inputs.size() == exhibit.results().size();
        if (now.piece().isEmpty()) {
            picture.show(now.data());
        } else if (both
                && door == Door.LOOK
                && exhibit.attention().size() == inputs.size()
                && inputs.size() >= COLUMNS) {
            List<Pixels> rows = new ArrayList<>();
            for (List<Pixels> row : List.of(inputs, exhibit.attention(), exhibit.results())) {
                rows.addAll(row.subList(0, COLUMNS));
            }
            picture.show(rows);
        } else if (both) {
            picture.show(inputs.get(0), exhibit.results().get(0));
        } else {
            picture.show(exhibit.results().isEmpty() ? inputs : exhibit.results());
        }
    }

    Button button() {
        return button;
    }
}
