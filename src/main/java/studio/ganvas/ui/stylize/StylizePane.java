package studio.ganvas.ui.stylize;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TitledPane;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.stylize.AttentionSettings;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.PixelImages;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.HelpButton;
import studio.ganvas.ui.shell.PaneHost;
import studio.ganvas.ui.shell.StudioPane;
import studio.ganvas.ui.shell.TourStage;
import studio.ganvas.ui.shell.Visit;

/** Drop a photo, choose a model, see it before and after. */
public final class StylizePane implements StudioPane {
    private static final String ID = "stylize";
    private static final String MODEL = "stylize.model";
    private static final String FOLDS = "stylize.fold.";
    private static final String OUTPUT = "stylized";
    private static final double TRIAL_EDGE = 40;

    private final Studio studio;
    private final PaneHost host;
    private final StylizeModel model;
    private final BorderPane view = new BorderPane();
    private final SplitView split = new SplitView();
    private final AttentionModel attention;
    private final RhoModel rho;
    private final CycleModel cycle;
    private final TitledPane cycleFold;
    private final StylizeTour tour;
    private final StylizeFiles files;
    private final FolderView folder;
    private SidePanel side;
    private final VBox insight = new VBox(8);
    private final Button save = Nodes.dress(new Button(), "stylize-save", "fth-download", "stylize.save");
    private final Button copy = Nodes.dress(new Button(), "stylize-copy", "fth-copy", "stylize.copy");
    private final Button folderButton = Nodes.dress(new Button(), "stylize-folder", "fth-folder", "stylize.folder");

    /** Builds the pane; nothing is computed before there is a photo. */
    public StylizePane(Studio studio, PaneHost host) {
        this.studio = studio;
        this.host = host;
        model = new StylizeModel(
                studio.models(),
                studio.stylist(),
                Later::onFx,
                host.settings().text(MODEL).orElse(""));
        attention = new AttentionModel(model, studio.insight(), Later::onFx);
        rho = new RhoModel(model, studio.insight(), Later::onFx);
        cycle = new CycleModel(model, studio.insight(), Later::onFx);
        cycleFold = fold("cycle", new CycleView(model, cycle));
        cycle.shownProperty().bind(cycleFold.expandedProperty());
        tour = new StylizeTour(model, attention, rho, cycle, split, studio.showcase(), studio.datasets(), cycleFold);
        files = new StylizeFiles(model, attention, host, this::drop, this::accepts);
        folder = new FolderView(studio);
        model.modelProperty().subscribe(now -> now.map(ModelEntry::id)
                .ifPresent(id -> host.settings().put(MODEL, id)));

        NoPhotoPage welcome = new NoPhotoPage(model, studio, host, files::choosePhoto, files::chooseModel);
        StackPane stage = new StackPane(split, welcome);
        stage.getStyleClass().add("stylize-stage");
        stage.setMinSize(0, 0);
        VBox.setVgrow(stage, Priority.ALWAYS);
        VBox middle = new VBox(banner(), stage, progress(), new HistoryStrip(model));
        middle.setMinSize(0, 0);
        view.setId("stylizePane");
        view.getStyleClass().add("stylize-pane");
        view.getStylesheets()
                .add(Objects.requireNonNull(StylizePane.class.getResource("/studio/ganvas/ui/stylize.css"))
                        .toExternalForm());
        view.setCenter(middle);
        view.setRight(side());
        view.setFocusTraversable(true);
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::key);

        model.photoProperty().subscribe(now -> {
            split.beforeProperty()
                    .set(now.map(photo -> PixelImages.of(photo.pixels())).orElse(null));
            Nodes.show(split, now.isPresent());
            Nodes.show(welcome, now.isEmpty());
        });
        model.mixedProperty().subscribe(now -> {
            split.afterProperty().set(now.map(PixelImages::of).orElse(null));
            save.setDisable(now.isEmpty());
            copy.setDisable(now.isEmpty());
        });
        attention.heatProperty().subscribe(heat -> overlay());
        model.attentionProperty().subscribe(now -> {
            split.heatOpacityProperty().set(now.opacity());
            overlay();
        });
    }

    /** Lays the map over the picture that was looked at, or over both. */
    private void overlay() {
        AttentionSettings now = model.attentionProperty().get();
        Image heat = attention.heatProperty().get().map(PixelImages::of).orElse(null);
        split.beforeHeatProperty().set(now.everywhere() || !now.onResult() ? heat : null);
        split.afterHeatProperty().set(now.everywhere() || now.onResult() ? heat : null);
    }

    private Node banner() {
        Label trouble = Nodes.label("stylize-trouble");
        Label hint = Nodes.label("stylize-hint");
        VBox banner = new VBox(4, trouble, hint);
        banner.getStyleClass().add("stylize-banner");
        for (Label label : List.of(trouble, hint)) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        trouble.setGraphic(Nodes.icon("fth-alert-triangle"));
        hint.setGraphic(Nodes.icon("fth-info"));
        model.troubleProperty().subscribe(now -> {
            trouble.setText(now);
            Nodes.show(trouble, !now.isEmpty());
        });
        model.hintProperty().subscribe(now -> {
            hint.setText(now);
            Nodes.show(hint, !now.isEmpty());
        });
        banner.managedProperty()
                .bind(model.troubleProperty()
                        .isNotEmpty()
                        .or(model.hintProperty().isNotEmpty()));
        banner.visibleProperty().bind(banner.managedProperty());
        return banner;
    }

    /** A line of steady height: nothing moves when work begins or ends. */
    private Node progress() {
        ProgressBar bar = new ProgressBar();
        bar.setId("stylize-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("small");
        bar.setAccessibleText(Words.of("stylize.working"));
        bar.progressProperty().bind(model.progressProperty());
        bar.visibleProperty().bind(model.progressProperty().lessThan(1));
        HBox.setHgrow(bar, Priority.ALWAYS);
        Label about = Nodes.label("stylize-result", "text-small", "text-muted");
        model.resultProperty()
                .subscribe(now -> about.setText(now.map(Controls::about).orElse("")));
        Label before = Nodes.words("stylize.before", "text-small", "text-muted");
        Label after = Nodes.words("stylize.after", "text-small", "text-muted");
        Label busy = Nodes.label("stylize-busy", "text-small", "text-muted");
        Runnable tell = () -> busy.setText(
                model.progressProperty().get() >= 1
                        ? ""
                        : Words.of(
                                model.factsProperty().get().isPresent() ? "stylize.working" : "stylize.model.loading"));
        model.progressProperty().subscribe(tell);
        model.factsProperty().subscribe(tell);
        tell.run();
        for (Label label : List.of(before, after, about)) {
            label.visibleProperty().bind(model.mixedProperty().map(Optional::isPresent));
            label.managedProperty().bind(label.visibleProperty());
        }
        HBox words = new HBox(8, before, busy, Nodes.spring(), about, Nodes.spring(), after);
        VBox foot = new VBox(4, words, bar);
        foot.getStyleClass().add("stylize-foot");
        return foot;
    }

    private Node side() {
        Button open = Nodes.dress(new Button(), "stylize-open-photo", "fth-image", "stylize.open");
        open.setOnAction(event -> files.choosePhoto());
        save.getStyleClass().add("accent");
        save.setOnAction(event -> chooseSave());
        copy.setOnAction(event -> files.copy());
        folderButton.setOnAction(event -> chooseFolder());
        folderButton.disableProperty().bind(model.factsProperty().map(Optional::isEmpty));
        for (Button button : List.of(open, save, copy, folderButton)) {
            button.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
        }
        HBox saving = new HBox(8, save, copy);
        saving.setAlignment(Pos.CENTER);
        Controls controls = new Controls(model, studio.showcase(), files::chooseModel);
        insight.getChildren()
                .addAll(
                        fold("attention", new AttentionView(model, attention, files)),
                        fold("rho", new RhoView(rho, host.darkProperty())),
                        cycleFold);
        HBox top = new HBox(8, open, new HelpButton(host, ID));
        top.setAlignment(Pos.CENTER_LEFT);
        Trials others = new Trials(model, studio.showcase(), "stylize.others", TRIAL_EDGE);
        others.setId("stylize-others");
        VBox begin = new VBox(12, top, others);
        VBox column = new VBox(20, begin, controls, saving, insight, new VBox(8, folderButton, folder));
        column.getStyleClass().add("stylize-side");
        side = new SidePanel(column, insight);
        return side;
    }

    /** Closed at first: who only translates need not know; it stays as it is left. */
    private TitledPane fold(String id, Node content) {
        TitledPane fold = new TitledPane(Words.of(id + ".title"), content);
        fold.setId(id + "-fold");
        fold.setAnimated(false);
        fold.getStyleClass().addAll("option-group", "insight");
        fold.setExpanded(host.settings().flag(FOLDS + id, false));
        fold.expandedProperty()
                .addListener((property, was, now) -> host.settings().put(FOLDS + id, now));
        return fold;
    }

    private void chooseSave() {
        if (!save.isDisabled()) {
            files.chooseSave();
        }
    }

    private void key(KeyEvent event) {
        if (pressed("Shortcut+V", event)) {
            paste();
        } else if (pressed("Shortcut+C", event)) {
            files.copy();
        } else if (pressed("Shortcut+S", event)) {
            chooseSave();
        } else if (pressed("Shortcut+O", event)) {
            files.choosePhoto();
        } else {
            return;
        }
        event.consume();
    }

    private static boolean pressed(String combination, KeyEvent event) {
        return KeyCombination.valueOf(combination).match(event);
    }

    /** A picture or a file from the clipboard. */
    void paste() {
        files.paste();
    }

    /** {@code <photo>-<model>.png}. */
    String suggestedName() {
        return files.suggestedName("");
    }

    /** Writes what is shown, with its settings. */
    public void save(Path file) {
        files.save(file);
    }

    private void chooseFolder() {
        files.chooseFolder().ifPresent(this::stylizeFolder);
    }

    /** Translates the pictures of a folder into a folder {@code stylized} in it. */
    void stylizeFolder(Path pictures) {
        if (!folder.busy() && model.modelProperty().get().isPresent()) {
            folder.start(model.folderRequest(pictures, pictures.resolve(OUTPUT)));
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String icon() {
        return "fth-aperture";
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public boolean accepts(Path dropped) {
        return studio.stylist().accepts(dropped) || studio.models().accepts(dropped);
    }

    /** While it is in view any picture is one to be translated, whoever made it. */
    @Override
    public CompletableFuture<Boolean> claims(Path dropped) {
        return CompletableFuture.completedFuture(
                view.getScene() != null && studio.stylist().accepts(dropped));
    }

    @Override
    public void drop(Path dropped) {
        if (studio.stylist().accepts(dropped)) {
            model.open(dropped);
        } else {
            model.addModel(dropped);
        }
    }

    @Override
    public Optional<TourStage> tourStage() {
        return Optional.of(tour);
    }

    @Override
    public void visit(Visit visit) {
        if (visit instanceof Visit.Translation wanted) {
            Beginning.of(wanted, model);
            if (wanted.inside()) {
                insight.getChildren().stream().filter(fold -> fold != cycleFold).forEach(fold -> ((TitledPane) fold)
                        .setExpanded(true));
                side.holdAtTop();
            } else {
                side.toBeginning();
            }
        }
    }

    @Override
    public void shown() {
        studio.models().refresh();
        Later.onFx(view::requestFocus);
    }

    /** Ctrl+Enter opens a photo: everything else here happens by itself. */
    @Override
    public void run() {
        files.choosePhoto();
    }

    @Override
    public void cancel() {
        model.cancel();
    }
}
