package studio.ganvas.ui.dataset;

import atlantafx.base.theme.Styles;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.engine.dataset.DatasetTools;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.HelpButton;
import studio.ganvas.ui.shell.Notice;
import studio.ganvas.ui.shell.PaneHost;
import studio.ganvas.ui.shell.Settings;
import studio.ganvas.ui.shell.StudioPane;

/** Datasets: the library at the left, the pictures in the middle, what is known about them at the right. */
public final class DatasetsPane implements StudioPane {
    static final double THUMBNAIL = 96;

    private static final long THUMBNAIL_BYTES = 96L << 20;

    private final PaneHost host;
    private final DatasetsModel model;
    private final PictureGrid grid;
    private final DoctorModel doctor;
    private final DoctorView findings;
    private final ToolView tools;
    private final StackPane root = new StackPane();
    private final Button train;
    private boolean begun;

    public DatasetsPane(Studio studio, PaneHost host) {
        this.host = host;
        model = new DatasetsModel(studio.datasets(), Platform::runLater);
        Thumbnails thumbnails = new Thumbnails(studio.datasets(), THUMBNAIL_BYTES);
        model.onMoved(thumbnails::renumber);
        doctor = new DoctorModel(model, studio.datasets().doctor(), Platform::runLater, thumbnails::renumber);
        tools = new ToolView(new ToolModel(studio.datasets(), Platform::runLater), model, this::chooseOut, this::made);
        findings = new DoctorView(
                model, doctor, thumbnails, this::exportFindings, () -> openTool(ToolModel.Tool.COPY), this::backToGrid);
        LargeView large = new LargeView(model, studio.datasets(), this::backToGrid);
        grid = new PictureGrid(model, thumbnails, () -> large.open(false), () -> large.open(true));
        train = Parts.button("datasets-train", Words.of("datasets.train"), "fth-play", this::train);
        remember();

        LibraryView library = new LibraryView(model, this::chooseFolder, this::chooseFile, this::remove);
        NetworkPreview preview = new NetworkPreview(model, studio.datasets());
        SidePanels panels = new SidePanels(host.settings(), library, facts(preview));
        VBox middle = new VBox(
                new FilterBar(model, grid.cellSizeProperty(), panels.foldLeft(), panels.foldRight()),
                new GridArea(model, grid, this::chooseFolder, this::remove));
        middle.setMinWidth(320);
        VBox.setVgrow(middle.getChildren().get(1), Priority.ALWAYS);
        library.setMinWidth(180);
        library.setPrefWidth(220);

        root.getStyleClass().add("datasets-pane");
        root.getStylesheets()
                .add(Objects.requireNonNull(DatasetsPane.class.getResource("/studio/ganvas/ui/dataset.css"))
                        .toExternalForm());
        root.getChildren().addAll(panels.around(middle), large, findings, tools);
    }

    @Override
    public String id() {
        return "datasets";
    }

    @Override
    public String icon() {
        return "fth-grid";
    }

    @Override
    public Node view() {
        return root;
    }

    @Override
    public boolean accepts(Path dropped) {
        return DatasetPlaces.accepts(dropped);
    }

    @Override
    public void drop(Path dropped) {
        add(List.of(dropped));
    }

    @Override
    public void shown() {
        if (!begun) {
            // not before somebody looks: reading all pictures would hold up whatever else is done first
            begun = true;
            model.open(host.settings().text("datasets.current").orElse(""));
        }
        grid.setWatched(true);
    }

    @Override
    public void hidden() {
        grid.setWatched(false);
    }

    private VBox facts(NetworkPreview preview) {
        Label name = Parts.elided("", Styles.TITLE_4);
        name.setId("datasets-name");
        FlowPane badges = new FlowPane(4, 4);
        train.getStyleClass().add(Styles.ACCENT);
        train.setMaxWidth(Double.MAX_VALUE);
        train.setTooltip(new Tooltip(Words.of("datasets.train.help")));
        DoctorBadge badge = new DoctorBadge(doctor, findings::open);
        HBox.setHgrow(badge, Priority.ALWAYS);
        Label classTitle = Parts.section(Words.of("datasets.histogram.title"));
        ClassHistogram histogram = new ClassHistogram(
                label -> model.filterProperty().set(model.filterProperty().get().withLabel(label)));
        VBox classes = new VBox(8, classTitle, histogram);
        VBox head = new VBox(
                8,
                new HBox(8, name, Nodes.spring(), new HelpButton(host, "datasets")),
                badges,
                train,
                new HBox(8, badge, toolMenu()));
        VBox body = new VBox(20, preview, new FactsView(model), classes, new ProblemsView(model));
        head.getStyleClass().add("facts-head");
        body.getStyleClass().add("facts-body");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox column = new VBox(head, scroll);
        column.setMinWidth(296);
        column.setPrefWidth(304);
        column.getStyleClass().add("facts");

        model.filterProperty()
                .addListener(o -> histogram.mark(model.filterProperty().get().label()));
        model.contentsProperty().addListener(o -> {
            var counts = model.classCounts();
            histogram.show(counts);
            Nodes.show(classes, counts.size() > 1);
            badges.getChildren()
                    .setAll(model.contentsProperty()
                            .get()
                            .value()
                            .map(c -> Parts.badges(c.kinds()).getChildren())
                            .map(List::copyOf)
                            .orElse(List.of()));
            boolean ready = model.contentsProperty().get().value().isPresent();
            train.setDisable(!ready);
            Nodes.show(preview, ready);
        });
        model.currentProperty()
                .addListener(o -> name.setText(
                        model.currentProperty().get().map(DatasetEntry::name).orElse("")));
        head.visibleProperty().bind(model.currentProperty().map(Optional::isPresent));
        Nodes.show(classes, false);
        Nodes.show(preview, false);
        train.setDisable(true);
        return column;
    }

    private MenuButton toolMenu() {
        MenuButton menu = new MenuButton(Words.of("tools.title"), new FontIcon("fth-tool"));
        menu.setId("datasets-tools");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setTooltip(new Tooltip(Words.of("tools.help")));
        for (ToolModel.Tool tool : ToolModel.Tool.values()) {
            MenuItem item = new MenuItem(Words.of("tools." + tool + ".menu"));
            item.setId("datasets-tool-" + tool);
            item.setOnAction(e -> openTool(tool));
            menu.getItems().add(item);
        }
        menu.disableProperty().bind(train.disableProperty());
        return menu;
    }

    private void openTool(ToolModel.Tool tool) {
        tools.open(tool);
    }

    private void exportFindings() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Words.of("doctor.export"));
        chooser.setInitialFileName("findings.csv");
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter("CSV", "*.csv"),
                        new FileChooser.ExtensionFilter("JSON", "*.json"));
        lastFolder().ifPresent(chooser::setInitialDirectory);
        Optional.ofNullable(chooser.showSaveDialog(host.window()))
                .ifPresent(file -> doctor.export(
                        file.toPath(),
                        written -> host.notify(Notice.success(Words.of("doctor.exported"), written.toString()))));
    }

    private Optional<Path> chooseOut(String suggested) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Words.of("tools.out"));
        chooser.setInitialFileName(Path.of(suggested).getFileName().toString());
        lastFolder().ifPresent(chooser::setInitialDirectory);
        return Optional.ofNullable(chooser.showSaveDialog(host.window())).map(File::toPath);
    }

    private void made(DatasetTools.Made made) {
        Notice notice = Notice.success(
                Words.of("tools.made", made.written()),
                made.leftOut().isEmpty()
                        ? made.out() + "\n" + Words.of("tools.made.add")
                        : Words.of(
                                "tools.made.without", made.out(), made.leftOut().size()));
        host.notify(DatasetPlaces.accepts(made.out()) ? notice.onClick(() -> add(List.of(made.out()))) : notice);
    }

    /** The pane comes back as it was left. */
    private void remember() {
        Settings settings = host.settings();
        grid.cellSizeProperty().set(Math.max(48, Math.min(256, settings.number("datasets.thumbnail", THUMBNAIL))));
        grid.cellSizeProperty()
                .addListener(o -> settings.put(
                        "datasets.thumbnail", grid.cellSizeProperty().get()));
        model.pairsProperty().set(settings.flag("datasets.pairs", false));
        model.pairsProperty()
                .addListener(o ->
                        settings.put("datasets.pairs", model.pairsProperty().get()));
        int size = (int) settings.number("datasets.preview.size", 64);
        model.previewSizeProperty().set(NetworkPreview.SIZES.contains(size) ? size : 64);
        model.previewSizeProperty()
                .addListener(o -> settings.put("datasets.preview.size", (double)
                        model.previewSizeProperty().get()));
        model.previewGreyProperty().set(settings.flag("datasets.preview.grey", false));
        model.previewGreyProperty()
                .addListener(o -> settings.put(
                        "datasets.preview.grey", model.previewGreyProperty().get()));
        model.currentProperty()
                .addListener(o ->
                        model.currentProperty().get().ifPresent(entry -> settings.put("datasets.current", entry.id())));
    }

    private void train() {
        model.currentProperty().get().map(DatasetEntry::id).ifPresent(host::openTraining);
    }

    private void backToGrid() {
        grid.focus();
        grid.scrollToSelected();
    }

    private void chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Words.of("datasets.add.folder"));
        lastFolder().ifPresent(chooser::setInitialDirectory);
        Optional.ofNullable(chooser.showDialog(host.window())).ifPresent(folder -> {
            host.settings().put("datasets.folder", folder.getPath());
            add(List.of(folder.toPath()));
        });
    }

    private void chooseFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Words.of("datasets.add.file"));
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(
                                Words.of("datasets.add.files"), "*.zip", "*.gz", "*ubyte", "*.idx"),
                        new FileChooser.ExtensionFilter(Words.of("datasets.add.all"), "*.*"));
        lastFolder().ifPresent(chooser::setInitialDirectory);
        Optional.ofNullable(chooser.showOpenMultipleDialog(host.window()))
                .filter(files -> !files.isEmpty())
                .ifPresent(files -> {
                    host.settings().put("datasets.folder", files.get(0).getParent());
                    add(files.stream().map(File::toPath).toList());
                });
    }

    private Optional<File> lastFolder() {
        return host.settings().text("datasets.folder").map(File::new).filter(File::isDirectory);
    }

    private void add(List<Path> places) {
        model.add(places, entry -> host.notify(Notice.success(Words.of("datasets.added"), entry.name())));
    }

    private void remove(DatasetEntry entry) {
        model.remove(entry);
        host.notify(Notice.information(Words.of("datasets.removed", entry.name()), Words.of("datasets.removed.undo"))
                .onClick(() -> add(List.of(entry.location()))));
    }
}
