package studio.ganvas.ui.learn;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.HelpButton;
import studio.ganvas.ui.shell.PaneHost;
import studio.ganvas.ui.shell.StudioPane;

/** The list of guided tours: what one learns, how long it takes, which have been taken. */
public final class LearnPane implements StudioPane {
    private static final String ID = "learn";

    private final PaneHost host;
    private final LearnModel model;
    private final VBox list = new VBox(12);
    private final ScrollPane view;
    private Optional<TourCard> card = Optional.empty();

    /** @param panes those that tours may lead through */
    public LearnPane(PaneHost host, List<StudioPane> panes) {
        this.host = host;
        model = new LearnModel(
                Tours.all(),
                panes.stream()
                        .filter(pane -> pane.tourStage().isPresent())
                        .collect(Collectors.toMap(
                                StudioPane::id, pane -> pane.tourStage().orElseThrow())),
                host.settings(),
                () -> host.show(ID));
        Label text = Nodes.words("learn.text", "text-muted");
        text.setWrapText(true);
        HBox head = new HBox(8, Nodes.words("learn.heading", "title-2"), new HelpButton(host, ID));
        head.setAlignment(Pos.CENTER_LEFT);
        VBox page = new VBox(24, new VBox(8, head, text), list);
        page.getStyleClass().add("learn-page");
        page.setMaxWidth(860);
        view = new ScrollPane(page);
        view.setFitToWidth(true);
        view.setId("learnPane");
        model.versionProperty().subscribe(this::list);
        model.walkProperty().subscribe(this::dock);
    }

    private void list() {
        list.getChildren().setAll(model.tours().stream().map(this::entry).toList());
    }

    private Node entry(Tour tour) {
        Label name = Nodes.label("", "title-4");
        name.setText(tour.title());
        Label done = Nodes.label("tour-done-" + tour.id(), "tour-done");
        done.setText(Words.of("learn.done", model.tried(tour), tour.steps().size()));
        done.setGraphic(Nodes.icon("fth-check-circle"));
        Nodes.show(done, model.done(tour));
        HBox head = new HBox(12, name, done);
        head.setAlignment(Pos.CENTER_LEFT);
        Label text = Nodes.words("tour." + tour.id() + ".text");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        Label facts = Nodes.label("tour-facts-" + tour.id(), "text-small", "text-muted");
        facts.setWrapText(true);
        facts.setText(facts(tour));
        VBox words = new VBox(6, head, text, facts);
        HBox.setHgrow(words, Priority.ALWAYS);

        boolean left = model.leftAt(tour) > 0;
        String key = left ? "learn.goon" : model.done(tour) ? "learn.again" : "learn.start";
        Button start = Nodes.dress(new Button(), "tour-start-" + tour.id(), "fth-play", key);
        start.setMinWidth(Region.USE_PREF_SIZE);
        start.setAccessibleText(start.getText() + ": " + tour.title());
        if (!model.done(tour)) {
            start.getStyleClass().add("accent");
        }
        start.setOnAction(event -> model.begin(tour));
        HBox entry = new HBox(16, Nodes.icon(tour.icon()), words, start);
        entry.setAlignment(Pos.CENTER_LEFT);
        entry.getStyleClass().add("learn-tour");
        return entry;
    }

    private String facts(Tour tour) {
        String pane = Words.of(tour.pane() + ".title");
        String material = model.material(tour);
        return material.isEmpty()
                ? Words.of("learn.facts.without", tour.minutes(), tour.steps().size(), pane)
                : Words.of("learn.facts", tour.minutes(), tour.steps().size(), pane, material);
    }

    private void dock(Optional<Walk> walk) {
        card.ifPresent(TourCard::close);
        card = Optional.empty();
        if (walk.isEmpty()) {
            host.undock();
            return;
        }
        host.show(walk.get().tour().pane());
        Spotlight spotlight = new Spotlight();
        TourCard now = new TourCard(model, walk.get(), spotlight, host);
        card = Optional.of(now);
        host.dock(now, spotlight.over());
        now.shown();
    }

    /** Begins the tour with this id. */
    void begin(String id) {
        model.tours().stream().filter(tour -> tour.id().equals(id)).findFirst().ifPresent(model::begin);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String icon() {
        return "fth-book-open";
    }

    @Override
    public boolean atFoot() {
        return true;
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        list();
    }
}
