package studio.ganvas.ui.stylize;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.stylize.Photo;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.PixelImages;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.Notice;
import studio.ganvas.ui.shell.PaneHost;
import studio.ganvas.ui.shell.StudioPane;

/** Drop a photo, choose a model, see it before and after. */
public final class StylizePane implements StudioPane {
    private static final String ID = "stylize";
    private static final String MODEL = "stylize.model";
    private static final String FOLDER = "stylize.folder";
    private static final String OUTPUT = "stylized";

    private final Studio studio;
    private final PaneHost host;
    private final StylizeModel model;
    private final BorderPane view = new BorderPane();
    private final SplitView split = new SplitView();
    private final FolderView folder;
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
        folder = new FolderView(studio);
        model.modelProperty().subscribe(now -> now.map(ModelEntry::id)
                .ifPresent(id -> host.settings().put(MODEL, id)));

        Welcome welcome = new Welcome(model, studio.datasets(), host, this::choosePhoto, this::chooseModel);
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
        HBox words = new HBox(8, before, Nodes.spring(), about, Nodes.spring(), after);
        words.visibleProperty().bind(model.mixedProperty().map(Optional::isPresent));
        VBox foot = new VBox(4, words, bar);
        foot.getStyleClass().add("stylize-foot");
        return foot;
    }

    private Node side() {
        Button open = Nodes.dress(new Button(), "stylize-open-photo", "fth-image", "stylize.open");
        open.setOnAction(event -> choosePhoto());
        save.getStyleClass().add("accent");
        save.setOnAction(event -> chooseSave());
        copy.setOnAction(event -> copy());
        folderButton.setOnAction(event -> chooseFolder());
        folderButton.disableProperty().bind(model.factsProperty().map(Optional::isEmpty));
        for (Button button : List.of(open, save, copy, folderButton)) {
            button.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
        }
        HBox saving = new HBox(8, save, copy);
        saving.setAlignment(Pos.CENTER);
        Controls controls = new Controls(model, this::chooseModel);
        VBox column = new VBox(20, open, controls, saving, new VBox(8, folderButton, folder));
        column.getStyleClass().add("stylize-side");
        ScrollPane scroll = new ScrollPane(column);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPrefWidth(304);
        scroll.setMinWidth(304);
        scroll.getStyleClass().add("stylize-scroll");
        return scroll;
    }

    private void key(KeyEvent event) {
        if (pressed("Shortcut+V", event)) {
            paste();
        } else if (pressed("Shortcut+C", event)) {
            copy();
        } else if (pressed("Shortcut+S", event)) {
            chooseSave();
        } else if (pressed("Shortcut+O", event)) {
            choosePhoto();
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
        Clipboard clipboard = Clipboard.getSystemClipboard();
        Optional<Path> file = clipboard.getFiles().stream()
                .map(File::toPath)
                .filter(this::accepts)
                .findFirst();
        if (file.isPresent()) {
            drop(file.get());
        } else if (clipboard.hasImage() && clipboard.getImage() != null) {
            model.use(Photo.pasted(PixelImages.pixels(clipboard.getImage())));
        } else {
            host.notify(Notice.information(Words.of("stylize.paste.none"), Words.of("stylize.paste.none.text")));
        }
    }

    private void copy() {
        model.mixedProperty().get().ifPresent(pixels -> {
            Image image = PixelImages.of(pixels);
            ClipboardContent content = new ClipboardContent();
            content.putImage(image);
            Clipboard.getSystemClipboard().setContent(content);
            host.notify(Notice.success(Words.of("stylize.copied"), Words.of("stylize.copied.text")));
        });
    }

    private void choosePhoto() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Words.of("stylize.open"));
        lastFolder().ifPresent(chooser::setInitialDirectory);
        chosen(chooser.showOpenDialog(host.window())).ifPresent(this::drop);
    }

    private void chooseModel() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Words.of("stylize.model.add"));
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(
                                Words.of("stylize.model.files"), "*.safetensors", "*.pth", "*.pt", "*.ckpt"),
                        new FileChooser.ExtensionFilter(Words.of("stylize.files.all"), "*.*"));
        chosen(chooser.showOpenDialog(host.window())).ifPresent(model::addModel);
    }

    private void chooseSave() {
        if (save.isDisabled()) {
            return;
        }
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Words.of("stylize.save"));
        lastFolder().ifPresent(chooser::setInitialDirectory);
        chooser.setInitialFileName(suggestedName());
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("PNG", "*.png"));
        chosen(chooser.showSaveDialog(host.window())).ifPresent(this::save);
    }

    /** {@code <photo>-<model>.png}. */
    String suggestedName() {
        String photo = model.photoProperty().get().map(Photo::name).orElse("").replaceFirst("\\.[^.]*$", "");
        String name = photo.isEmpty() ? Words.of("stylize.pasted.file") : photo;
        return name + "-"
                + model.modelProperty().get().map(ModelEntry::name).orElse("").replaceAll("[^\\p{L}\\p{N}._-]+", "-")
                + ".png";
    }

    /** Writes what is shown, with its settings. */
    void save(Path file) {
        Path png = file.toString().toLowerCase(Locale.ROOT).endsWith(".png")
                ? file
                : file.resolveSibling(file.getFileName() + ".png");
        model.save(
                png,
                saved -> host.notify(Notice.success(
                        Words.of("stylize.saved", saved.getFileName()), Words.of("stylize.saved.text"))));
    }

    private void chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Words.of("stylize.folder"));
        lastFolder().ifPresent(chooser::setInitialDirectory);
        Optional.ofNullable(chooser.showDialog(host.window())).map(File::toPath).ifPresent(this::stylizeFolder);
    }

    /** Translates the pictures of a folder into a folder {@code stylized} in it. */
    void stylizeFolder(Path pictures) {
        if (!folder.busy() && model.modelProperty().get().isPresent()) {
            folder.start(model.folderRequest(pictures, pictures.resolve(OUTPUT)));
        }
    }

    private Optional<Path> chosen(File file) {
        return Optional.ofNullable(file).map(chosen -> {
            host.settings().put(FOLDER, chosen.getParent());
            return chosen.toPath();
        });
    }

    private Optional<File> lastFolder() {
        return host.settings().text(FOLDER).map(File::new).filter(File::isDirectory);
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

    @Override
    public void drop(Path dropped) {
        if (studio.stylist().accepts(dropped)) {
            model.open(dropped);
        } else {
            model.addModel(dropped);
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
        choosePhoto();
    }

    @Override
    public void cancel() {
        model.cancel();
    }
}
