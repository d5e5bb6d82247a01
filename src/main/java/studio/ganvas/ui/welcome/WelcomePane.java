package studio.ganvas.ui.welcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.Studio;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.HelpButton;
import studio.ganvas.ui.shell.PaneHost;
import studio.ganvas.ui.shell.StudioPane;
import studio.ganvas.ui.shell.StudioWindow;

/** The first page: four doors, three of which open with something already made. */
public final class WelcomePane implements StudioPane {
    private static final String ID = "welcome";
    private static final String LEARN = "learn";
    private static final double WIDEST = 1240;

    private final WelcomeModel model;
    private final ScrollPane view = new ScrollPane();
    private final List<DoorCard> doors = new ArrayList<>();

    /** Builds the pane; pictures are read when it is first shown. */
    public WelcomePane(Studio studio, PaneHost host) {
        model = new WelcomeModel(studio, Later::onFx);
        GridPane row = new GridPane(16, 16);
        for (Door door : Door.values()) {
            DoorCard card = new DoorCard(door, model, () -> model.open(door, host::visit));
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / Door.values().length);
            row.getColumnConstraints().add(column);
            row.add(card, door.ordinal(), 0);
            doors.add(card);
        }
        Label text = Nodes.label("welcome-text", "text-muted");
        for (Door door : Door.values()) {
            model.offeredProperty(door).subscribe(() -> tell(text));
        }
        tell(text);
        text.setWrapText(true);
        text.setMinHeight(VBox.USE_PREF_SIZE);
        VBox page = new VBox(24, new VBox(8, Nodes.words("welcome.heading", "title-1"), text), row, foot(host));
        page.getStyleClass().add("welcome-page");
        page.setMaxWidth(WIDEST);
        page.setAlignment(Pos.CENTER_LEFT);
        view.setContent(new StackPane(page));
        view.setFitToWidth(true);
        view.setFitToHeight(true);
        view.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        view.setId("welcomePane");
        view.getStyleClass().add("welcome-pane");
        view.getStylesheets()
                .add(Objects.requireNonNull(WelcomePane.class.getResource("/studio/ganvas/ui/welcome.css"))
                        .toExternalForm());
    }

    /** Doors whose model is missing must not be promised to open with a result. */
    private void tell(Label text) {
        boolean all = List.of(Door.values()).stream()
                .noneMatch(door -> door.needsModel()
                        && model.offeredProperty(door).get().piece().isEmpty());
        text.setText(Words.of(all ? "welcome.text" : "welcome.text.missing"));
    }

    private static HBox foot(PaneHost host) {
        CheckBox greets = Nodes.dress(new CheckBox(), "welcome-greets", "", "welcome.greets");
        greets.setSelected(host.settings().flag(StudioWindow.GREETS, true));
        greets.setOnAction(event -> host.settings().put(StudioWindow.GREETS, greets.isSelected()));
        greets.setMinWidth(CheckBox.USE_PREF_SIZE);
        Label drop = Nodes.words("welcome.drop", "text-muted", "text-small");
        drop.setWrapText(true);
        drop.setGraphic(Nodes.icon("fth-download"));
        Button learn = Nodes.dress(new Button(), "welcome-learn", "fth-book-open", "welcome.learn");
        learn.getStyleClass().add("flat");
        learn.setOnAction(event -> host.show(LEARN));
        learn.setMinWidth(Button.USE_PREF_SIZE);
        HBox foot = new HBox(16, greets, learn, Nodes.spring(), drop, new HelpButton(host, ID));
        foot.setAlignment(Pos.CENTER_LEFT);
        return foot;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String icon() {
        return "fth-home";
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public boolean isHome() {
        return true;
    }

    @Override
    public void shown() {
        model.refresh();
        Later.onFx(() -> doors.get(0).button().requestFocus());
    }
}
