package studio.ganvas.ui.latent;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.latent.Dropped;
import studio.ganvas.engine.latent.FilmRequest;
import studio.ganvas.engine.latent.LatentLab;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Mixing;
import studio.ganvas.engine.latent.Remembered;
import studio.ganvas.engine.latent.Rendered;
import studio.ganvas.engine.latent.Truncation;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.PixelImages;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.HelpButton;
import studio.ganvas.ui.shell.Notice;
import studio.ganvas.ui.shell.PaneHost;
import studio.ganvas.ui.shell.StudioPane;
import studio.ganvas.ui.shell.TourStage;
import studio.ganvas.ui.shell.Visit;

/** One big picture of a generator, and everything that changes it. */
public final class LatentPane implements StudioPane {
    private static final String ID = "latent";
    private static final String MODEL = "latent.model";
    private static final String SIDE = "latent.side";
    private static final Duration LOOKED_AT = Duration.millis(1200);

    private final LatentLab lab;
    private final PaneHost host;
    private final LatentModel model;
    private final Chooser chooser;
    private final BorderPane view = new BorderPane();
    private final WalkView picture;
    private final SeedView seed;
    private final Views views;
    private final LatentTour tour;
    private final ToggleButton sideButton =
            Nodes.dressIcon(new ToggleButton(), "latent-side", "fth-sidebar", "latent.side");
    private final Thumbnails thumbnails;
    private final FilmModel film = new FilmModel();
    private final FilmView timeline;
    private final DirectionsModel directions;
    private final ProjectionModel projecting;
    private final ProjectionView projection;
    private final MixingView mixing;
    private final GridView grid;
    private final LayersModel layers;
    private final Button save = Nodes.dressIcon(new Button(), "latent-save", "fth-download", "latent.save");
    private final Button copy = Nodes.dressIcon(new Button(), "latent-copy", "fth-copy", "latent.copy");
    private final PauseTransition rest = new PauseTransition(LOOKED_AT);

    /** Builds the pane; no model is loaded before it is shown. */
    public LatentPane(Studio studio, PaneHost host) {
        this.lab = studio.latent();
        this.host = host;
        chooser = new Chooser(host);
        model = new LatentModel(
                lab,
                Later::onFx,
                System::currentTimeMillis,
                host.settings().text(MODEL).orElse(""));
        thumbnails = new Thumbnails(lab, Later::onFx);
        directions = new DirectionsModel(model);
        projecting = new ProjectionModel(model);
        layers = new LayersModel(model);
        mixing = new MixingView(model, thumbnails);
        picture = new WalkView(this::walk);
        seed = new SeedView(model);
        views = new Views(actions());
        tour = new LatentTour(model, views, studio.showcase(), () -> showSide(true));
        grid = new GridView(model, studio.jobs(), chooser, this::look);
        projection = new ProjectionView(
                model, projecting, studio.jobs(), host, chooser, () -> chooseFile("latent.project.open"));
        timeline = new FilmView(model, film, thumbnails, host, studio.jobs(), chooser, () -> showView("picture"));
        views.add("picture", "fth-image", stage());
        views.add("grid", "fth-grid", grid);
        views.add("layers", "fth-layers", new LayersView(layers));
        views.add("projection", "fth-crosshair", projection);
        views.shownProperty().subscribe(this::viewChanged);

        HistoryStrip history = new HistoryStrip(model, this::asSource, this::asKeyframe);
        VBox middle = new VBox(views, banner(), new PictureFoot(model), timeline, history);
        VBox.setVgrow(views, javafx.scene.layout.Priority.ALWAYS);
        middle.setMinSize(0, 0);
        NoModelPage welcome = new NoModelPage(studio.datasets(), host, this::chooseModel);
        StackPane whole = new StackPane(middle, welcome);
        whole.setMinSize(0, 0);
        Node side = side(studio);
        model.modelProperty().subscribe(now -> {
            now.map(ModelEntry::id).ifPresent(id -> host.settings().put(MODEL, id));
            Nodes.show(middle, now.isPresent());
            Nodes.show(welcome, now.isEmpty());
            side.setDisable(now.isEmpty());
        });
        view.setId("latentPane");
        view.getStyleClass().add("latent-pane");
        view.getStylesheets()
                .add(Objects.requireNonNull(LatentPane.class.getResource("/studio/ganvas/ui/latent.css"))
                        .toExternalForm());
        view.setCenter(whole);
        view.setRight(side);
        view.setFocusTraversable(true);
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        rest.setOnFinished(event -> model.rested());
    }

    private Node[] actions() {
        Button undo = Nodes.dressIcon(new Button(), "latent-undo", "fth-corner-up-left", "latent.undo");
        undo.setOnAction(event -> model.undo());
        undo.disableProperty().bind(model.undoing().canUndoProperty().not());
        Button redo = Nodes.dressIcon(new Button(), "latent-redo", "fth-corner-up-right", "latent.redo");
        redo.setOnAction(event -> model.redo());
        redo.disableProperty().bind(model.undoing().canRedoProperty().not());
        Button star = Nodes.dressIcon(new Button(), "latent-favourite", "fth-star", "latent.favourite");
        star.setOnAction(event -> model.favourite());
        save.setOnAction(event -> chooseSave());
        copy.setOnAction(event -> copy());
        sideButton.setSelected(host.settings().flag(SIDE, true));
        sideButton.setOnAction(event -> showSide(sideButton.isSelected()));
        return new Node[] {undo, redo, star, save, copy, sideButton, new HelpButton(host, ID)};
    }

    private void showSide(boolean shown) {
        sideButton.setSelected(shown);
        host.settings().put(SIDE, shown);
        Nodes.show(view.getRight(), shown);
    }

    private Node stage() {
        Label loading = Nodes.words("latent.loading", "text-muted");
        loading.setId("latent-loading");
        StackPane stage = new StackPane(picture, loading);
        stage.setMinSize(0, 0);
        model.shownProperty().subscribe(now -> {
            picture.show(
                    now,
                    model.factsProperty().get().map(facts -> facts.resolution()).orElse(0));
            Nodes.show(loading, now.isEmpty() && model.troubleProperty().get().isEmpty());
            boolean whole = now.filter(it -> !it.preview()).isPresent();
            save.setDisable(!whole);
            copy.setDisable(!whole);
            picture.setAccessibleText(now.map(LatentPane::describe).orElse(Words.of("latent.loading")));
            rest.playFromStart();
        });
        model.troubleProperty()
                .subscribe(now ->
                        Nodes.show(loading, now.isEmpty() && picture.image().isEmpty()));
        model.stateProperty()
                .subscribe(now -> picture.setWalking(now.map(LatentState::source)
                        .filter(LatentSource.Lattice.class::isInstance)
                        .isPresent()));
        return stage;
    }

    private static String describe(Rendered now) {
        return Words.of(
                "latent.picture.accessible",
                SeedView.name(now.state().source()),
                String.valueOf(now.state().truncation().psi()));
    }

    private Node banner() {
        Label trouble = Nodes.label("latent-trouble");
        trouble.setWrapText(true);
        trouble.setMinHeight(Region.USE_PREF_SIZE);
        trouble.setMaxWidth(Double.MAX_VALUE);
        trouble.setGraphic(Nodes.icon("fth-alert-triangle"));
        trouble.getStyleClass().add("latent-banner");
        model.troubleProperty().subscribe(now -> {
            trouble.setText(now);
            Nodes.show(trouble, !now.isEmpty());
        });
        return trouble;
    }

    private Node side(Studio studio) {
        VBox top =
                new VBox(12, new ModelChoice(model, studio.showcase(), this::chooseModel), seed, new ClassView(model));
        top.getStyleClass().add("latent-side-top");
        Fold noises = new Fold("latent-noise", "latent.noise", host.settings(), false, new NoiseView(model));
        Fold mixes = new Fold("latent-mixing", "latent.mixing", host.settings(), true, mixing);
        model.styled().subscribe(styled -> {
            Nodes.show(noises, styled);
            Nodes.show(mixes, styled);
            views.offer("grid", styled);
        });
        VBox column = new VBox(
                top,
                new Fold("latent-truncation", "latent.truncation", host.settings(), true, new TruncationView(model)),
                noises,
                mixes,
                new Fold(
                        "latent-directions",
                        "latent.directions",
                        host.settings(),
                        true,
                        new DirectionsView(directions, studio.jobs(), chooser, host)));
        ScrollPane scroll = new ScrollPane(column);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPrefWidth(368);
        scroll.setMinWidth(368);
        scroll.getStyleClass().add("latent-scroll");
        Nodes.show(scroll, host.settings().flag(SIDE, true));
        return scroll;
    }

    private void walk(double right, double down) {
        model.change(
                "walk",
                state -> state.source() instanceof LatentSource.Lattice lattice
                        ? state.with(lattice.moved(right, down))
                        : state);
    }

    private void asSource(Remembered moment) {
        mixing.add(moment.state().source());
    }

    private void asKeyframe(Remembered moment) {
        timeline.add(moment.state(), Optional.of(moment.thumbnail()));
    }

    private void showView(String id) {
        if (!views.shownProperty().get().equals(id)) {
            views.show(id);
        }
    }

    private void viewChanged(String id) {
        layers.watch(id.equals("layers"));
        if (id.equals("grid")) {
            grid.shown();
        } else {
            grid.hidden();
        }
    }

    /** Brings a state into view. */
    private void look(LatentState state) {
        showView("picture");
        model.go(state);
    }

    private void key(KeyEvent event) {
        boolean typing = event.getTarget() instanceof TextInputControl;
        if (pressed("Shortcut+Z", event)) {
            model.undo();
        } else if (pressed("Shortcut+Shift+Z", event) || pressed("Shortcut+Y", event)) {
            model.redo();
        } else if (pressed("Shortcut+S", event)) {
            chooseSave();
        } else if (pressed("Shortcut+C", event)) {
            copy();
        } else if (pressed("Shortcut+O", event)) {
            chooseFile("latent.open");
        } else if (!typing && pressed("K", event)) {
            timeline.add();
        } else if (!typing && pressed("P", event)) {
            film.play();
        } else if (!typing && pressed("R", event)) {
            seed.random();
        } else if (!typing && pressed("F", event)) {
            model.favourite();
        } else {
            return;
        }
        event.consume();
    }

    private static boolean pressed(String combination, KeyEvent event) {
        return KeyCombination.valueOf(combination).match(event);
    }

    private void copy() {
        model.whole().ifPresent(now -> {
            ClipboardContent content = new ClipboardContent();
            content.putImage(PixelImages.of(now.picture()));
            Clipboard.getSystemClipboard().setContent(content);
            host.notify(Notice.success(Words.of("latent.copied"), Words.of("latent.copied.text")));
        });
    }

    private void chooseFile(String key) {
        chooser.open(key).ifPresent(this::drop);
    }

    private void chooseModel() {
        chooser.open("latent.model.add", "pkl", "pt", "pth", "safetensors", "ckpt")
                .ifPresent(model::addModel);
    }

    private void chooseSave() {
        if (model.whole().isPresent()) {
            chooser.save("latent.save", suggestedName(), "png").ifPresent(this::save);
        }
    }

    private String suggestedName() {
        String name = model.modelProperty().get().map(ModelEntry::name).orElse("picture");
        return (name + "-"
                        + model.whole()
                                .map(it -> SeedView.name(it.state().source()))
                                .orElse(""))
                .replaceAll("[^\\p{L}\\p{N}._-]+", "-");
    }

    /** Writes what is in view, with its state. */
    void save(Path file) {
        model.save(
                Chooser.ended(file, "png"),
                saved -> host.notify(
                        Notice.success(Words.of("latent.saved", saved.getFileName()), Words.of("latent.saved.text"))));
    }

    /** Writes the film on the timeline. */
    void export(FilmRequest.Format format, Path file) {
        timeline.export(format, file);
    }

    /** Writes the style-mixing grid. */
    void exportGrid(Path folder) {
        grid.export(folder);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String icon() {
        return "fth-compass";
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public boolean accepts(Path dropped) {
        return lab.files().accepts(dropped) || lab.acceptsModel(dropped);
    }

    @Override
    public CompletableFuture<Boolean> claims(Path dropped) {
        return lab.claims(dropped);
    }

    @Override
    public void drop(Path dropped) {
        if (lab.files().accepts(dropped)) {
            Later.take(lab.files().open(dropped), this::take, model::say);
        } else {
            model.addModel(dropped);
        }
    }

    private void take(Dropped dropped) {
        if (dropped instanceof Dropped.State kept) {
            look(kept.state());
        } else if (dropped instanceof Dropped.Film kept) {
            timeline.open(kept.timeline());
        } else if (dropped instanceof Dropped.Found found) {
            showView("picture");
            model.change("", state -> state.with(found.source()));
        } else if (dropped instanceof Dropped.Ways ways) {
            directions.add(ways.directions());
        } else if (dropped instanceof Dropped.Photo photo) {
            showView("projection");
            projecting.use(photo);
        }
    }

    @Override
    public Optional<TourStage> tourStage() {
        return Optional.of(tour);
    }

    @Override
    public void visit(Visit visit) {
        if (visit instanceof Visit.Seed wanted) {
            look(LatentState.of(wanted.modelId(), wanted.seed())
                    .with(Truncation.of(wanted.psi()))
                    .with(new Mixing(List.of(LatentSource.seed(wanted.other())), List.of())));
        }
    }

    @Override
    public void shown() {
        model.refresh();
        Later.onFx(picture::requestFocus);
    }

    @Override
    public void hidden() {
        timeline.stop();
    }

    /** Ctrl+Enter: another picture. */
    @Override
    public void run() {
        seed.random();
    }

    @Override
    public void cancel() {
        timeline.stop();
        projection.cancel();
        model.cancel();
    }
}
