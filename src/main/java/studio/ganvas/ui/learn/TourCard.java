package studio.ganvas.ui.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.event.EventHandler;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.PaneHost;

/** A step of a tour beside the pane that it leads through: words, formula, live numbers, something to try. */
final class TourCard extends BorderPane {
    private static final double WIDTH = 320;
    /** In windows that are not wider than this the pane needs the room more. */
    private static final double SMALL_WINDOW = 1200;

    private static final double SMALL_WIDTH = 288;
    private static final double AROUND_FORMULA = 2 * 16 + 2 * 12 + 8;
    /** The least room for a formula. */
    static final double LEAST_INNER = SMALL_WIDTH - AROUND_FORMULA;

    private final LearnModel model;
    private final Walk walk;
    private final Spotlight spotlight;
    private final PaneHost host;
    private final Label title = Nodes.label("tour-step", "title-4");
    private final Label text = Nodes.label("tour-text");
    private final VBox formula = new VBox(8);
    private final Label paper = Nodes.label("tour-paper", "text-small", "text-muted");
    private final GridPane numbers = new GridPane(12, 4);
    private final HBox dots = new HBox(6);
    private final Label trial = Nodes.label("tour-try");
    private final FontIcon check = Nodes.icon("fth-circle");
    private final HBox trying = new HBox(10, check, trial);
    private final Label hint = Nodes.label("tour-hint", "text-small");
    private final Button show = Nodes.dress(new Button(), "tour-show", "fth-crosshair", "learn.show");
    private final Button train = Nodes.dress(new Button(), "tour-train", "fth-play", "learn.train");
    private final Button back = Nodes.dress(new Button(), "tour-back", "fth-arrow-left", "learn.back");
    private final Button next = Nodes.dress(new Button(), "tour-next", "fth-arrow-right", "learn.next");
    private final ScrollPane scroll;
    private final List<Subscription> living = new ArrayList<>();
    private Subscription window = Subscription.EMPTY;

    TourCard(LearnModel model, Walk walk, Spotlight spotlight, PaneHost host) {
        this.model = model;
        this.walk = walk;
        this.spotlight = spotlight;
        this.host = host;
        setId("tour-card");
        getStyleClass().add("tour-card");
        width(WIDTH);
        for (Label label : new Label[] {title, text, paper, trial, hint}) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        formula.getStyleClass().add("tour-formula-box");
        numbers.setId("tour-numbers");
        trying.setId("tour-trying");
        trying.getStyleClass().add("tour-trying");
        HBox.setHgrow(trial, Priority.ALWAYS);
        VBox body = new VBox(14, title, text, formula, numbers, trying, hint, train);
        body.getStyleClass().add("tour-body");
        scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("tour-scroll");
        setTop(head());
        setCenter(scroll);
        setBottom(foot());
        train.setOnAction(event -> host.openTraining(walk.tour().needs().data()));
        // before the buttons see them: arrows would lead from one to the next
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        walk.doneProperty().subscribe(this::tellDone);
        walk.stage().obstacle().subscribe(words -> tellHint());
        spotlight.seenProperty().subscribe(seen -> tellHint());
        walk.stepProperty().subscribe(this::show);
    }

    private void width(double width) {
        setPrefWidth(width);
        setMinWidth(width);
        setMaxWidth(width);
    }

    private void fit(double window) {
        double wanted = window < SMALL_WINDOW ? SMALL_WIDTH : WIDTH;
        if (wanted != getPrefWidth()) {
            width(wanted);
            formula(walk.stepProperty().get());
        }
    }

    private void formula(Step step) {
        formula.getChildren()
                .setAll(
                        new FormulaView(
                                step.formula(), walk.tour().words(step, "spoken"), getPrefWidth() - AROUND_FORMULA),
                        paper);
    }

    private Node head() {
        Label name = Nodes.eliding("tour-title", "text-muted", "text-small");
        name.setText(walk.tour().title());
        Button leave = Nodes.dressIcon(new Button(), "tour-leave", "fth-x", "learn.leave");
        leave.setOnAction(event -> model.end());
        HBox row = new HBox(8, name, Nodes.spring(), leave);
        row.setAlignment(Pos.CENTER_LEFT);
        dots.setId("tour-dots");
        dots.setAlignment(Pos.CENTER_LEFT);
        dots.setAccessibleRole(AccessibleRole.TEXT);
        walk.tour().steps().forEach(step -> {
            Region dot = new Region();
            dot.getStyleClass().add("tour-dot");
            HBox.setHgrow(dot, Priority.ALWAYS);
            dots.getChildren().add(dot);
        });
        VBox head = new VBox(6, row, dots);
        head.getStyleClass().add("tour-head");
        return head;
    }

    private Node foot() {
        next.getStyleClass().add("accent");
        next.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        for (Button button : new Button[] {back, show, next}) {
            button.getStyleClass().add("small");
            button.setMinWidth(USE_PREF_SIZE);
        }
        back.setOnAction(event -> model.back());
        next.setOnAction(event -> model.next());
        show.setOnAction(event -> bring());
        HBox foot = new HBox(8, back, show, Nodes.spring(), next);
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().add("tour-foot");
        return foot;
    }

    /** Brings the control into view, whatever has happened meanwhile, and puts the focus on it. */
    private void bring() {
        host.show(walk.tour().pane());
        walk.arrange();
        spotlight.reveal();
        spotlight.target().ifPresent(Node::requestFocus);
    }

    /** Arrows turn the pages while the focus is in the card, Esc leaves. */
    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case RIGHT, PAGE_DOWN -> model.next();
            case LEFT, PAGE_UP -> model.back();
            case ESCAPE -> model.end();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void show(Step step) {
        Tour tour = walk.tour();
        title.setText(tour.words(step, ""));
        text.setText(tour.words(step, "text"));
        trial.setText(tour.words(step, "try"));
        paper.setText(tour.words(step, "paper"));
        formula(step);
        living.forEach(Subscription::unsubscribe);
        living.clear();
        numbers.getChildren().clear();
        int row = 0;
        for (Walk.Live live : walk.numbers()) {
            number(row++, live);
        }
        dots();
        tellDone(walk.doneProperty().get());
        back.setDisable(walk.number() == 0);
        next.setText(Words.of(walk.last() ? "learn.finish" : "learn.next"));
        next.setAccessibleText(next.getText());
        // what a screen reader says when the focus comes here with a new step
        next.setAccessibleHelp(title.getText() + ". " + text.getText() + " " + trial.getText());
        scroll.setVvalue(0);
        spotlight.point(step.target());
        tellHint();
        next.requestFocus();
    }

    private void number(int row, Walk.Live live) {
        Label name = Nodes.words("tour.number." + live.name(), "text-small", "text-muted");
        name.setWrapText(true);
        name.setMinHeight(Region.USE_PREF_SIZE);
        Label value = Nodes.label("tour-number-" + live.name().replace('.', '-'), "figures", "tour-number");
        value.setMinWidth(Region.USE_PREF_SIZE);
        name.setLabelFor(value);
        living.add(live.reading().value().subscribe(now -> {
            value.setText(figure(live.reading().now(), live.reading().decimals()));
            value.setAccessibleText(name.getText() + ": " + value.getText());
        }));
        numbers.addRow(row, value, name);
    }

    private static String figure(double now, int decimals) {
        return Double.isNaN(now)
                ? "–"
                : String.format(Locale.ROOT, "%,." + decimals + "f", now + 0.0).replace('-', '−');
    }

    private void dots() {
        List<Step> steps = walk.tour().steps();
        for (int i = 0; i < steps.size(); i++) {
            List<String> styles = dots.getChildren().get(i).getStyleClass();
            styles.removeAll(List.of("current", "past"));
            if (i == walk.number()) {
                styles.add("current");
            } else if (walk.doneAt(steps.get(i)) || i < walk.number()) {
                styles.add("past");
            }
        }
        dots.setAccessibleText(Words.of("learn.step", walk.number() + 1, steps.size()));
    }

    private void tellDone(boolean done) {
        check.setIconLiteral(done ? "fth-check-circle" : "fth-circle");
        trying.getStyleClass().remove("done");
        if (done) {
            trying.getStyleClass().add("done");
            // what has been opened may reach below the edge of its column
            spotlight.reveal();
        }
        trial.setAccessibleText(done ? Words.of("learn.tried", trial.getText()) : trial.getText());
    }

    private void tellHint() {
        String words;
        if (!walk.openProperty().get()) {
            words = Words.of("tour." + walk.tour().id() + ".without");
        } else if (!walk.stage().obstacle().getValue().isEmpty()) {
            words = walk.stage().obstacle().getValue();
        } else {
            words = spotlight.seenProperty().get() ? "" : Words.of("learn.hidden");
        }
        hint.setText(words);
        Nodes.show(hint, !words.isEmpty());
        Nodes.show(train, !walk.openProperty().get());
    }

    /** Leads the keyboard from the card to the control of the step, and back. */
    void changeSides() {
        boolean inCard = false;
        for (Node each = getScene().getFocusOwner(); each != null; each = each.getParent()) {
            inCard |= each == this;
        }
        if (inCard) {
            bring();
        } else {
            next.requestFocus();
        }
    }

    /** It is in the window now: the control can be found, and the focus taken. */
    void shown() {
        Scene scene = getScene();
        EventHandler<KeyEvent> side = event -> {
            if (event.getCode() == KeyCode.F6) {
                changeSides();
                event.consume();
            }
        };
        scene.addEventFilter(KeyEvent.KEY_PRESSED, side);
        window = scene.widthProperty()
                .subscribe(width -> fit(width.doubleValue()))
                .and(() -> scene.removeEventFilter(KeyEvent.KEY_PRESSED, side));
        spotlight.reveal();
        next.requestFocus();
    }

    /** Stops listening. */
    void close() {
        window.unsubscribe();
        living.forEach(Subscription::unsubscribe);
        living.clear();
    }
}
