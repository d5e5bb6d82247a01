package studio.ganvas.ui.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunRequest;
import studio.ganvas.engine.run.SampleFrame;
import studio.ganvas.gan.SystemInfo;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.HelpButton;
import studio.ganvas.ui.shell.Offer;
import studio.ganvas.ui.shell.PaneHost;
import studio.ganvas.ui.shell.Splitters;
import studio.ganvas.ui.shell.StudioPane;
import studio.ganvas.ui.shell.TourStage;
import studio.ganvas.ui.shell.Visit;

/** Choose what to train, watch it learn, compare runs. */
public final class TrainingPane implements StudioPane {
    private static final String ID = "training";
    private static final String LAST_RUN = "training.run";
    private static final String OPENED = "training.opened";
    private static final long REFRESH_NANOS = 100_000_000;
    /** Width to height from which curves and samples stand side by side. */
    private static final double SIDE_BY_SIDE = 1.5;
    /** Below this width the tools for runs would cover the tabs beside them. */
    private static final double NARROW = 520;

    private final Studio studio;
    private final PaneHost host;
    private final SetupModel setup;
    private final RunModel runs;
    private final RunActions actions;
    private final RunHeader header;
    private final RunBanner banner;
    private final ChartView charts;
    private final SamplesView samples;
    private final MetricsModel metrics;
    private final CompareView compare;
    private final TrainingTour tour;
    private final Pace pace;
    private final SplitPane view;
    private final StackPane stage = new StackPane();
    private final VBox runView;
    private final Node welcome;
    private final AnimationTimer timer = new AnimationTimer() {
        private long last;

        @Override
        public void handle(long now) {
            if (now - last >= REFRESH_NANOS) {
                last = now;
                runs.refresh();
                metrics.refresh();
            }
        }
    };
    private String inView = "";
    private boolean comparing;
    private boolean opened;

    /**
     * Builds the pane; nothing runs before {@link #shown()}.
     *
     * @param studio where runs come from
     * @param host the window
     */
    public TrainingPane(Studio studio, PaneHost host) {
        this.studio = studio;
        this.host = host;
        setup = new SetupModel(studio, host.settings(), Later::onFx);
        runs = new RunModel(studio.runs());
        pace = new Pace(host.settings());
        actions = new RunActions(studio.runs(), runs, host);
        header = new RunHeader(actions, () -> studio.status().residentBytes());
        banner = new RunBanner(actions);
        charts = new ChartView(runs, host);
        samples = new SamplesView(runs, host.settings());
        tour = new TrainingTour(studio, setup, runs, actions, samples, this::run);
        metrics = new MetricsModel(studio, Later::onFx);
        welcome = welcome();

        TabPane seen = new TabPane(
                tab("samplesTab", "training.samples", "fth-image", samples),
                tab("metricsTab", "metrics", "fth-bar-chart-2", new MetricsView(metrics, host)));
        seen.setId("seenTabs");
        seen.setMinSize(0, 0);
        SplitPane pictures = new SplitPane(charts, seen);
        pictures.setId("pictures");
        pictures.setOrientation(Orientation.VERTICAL);
        pictures.layoutBoundsProperty()
                .subscribe(size -> pictures.setOrientation(
                        size.getWidth() > SIDE_BY_SIDE * size.getHeight()
                                ? Orientation.HORIZONTAL
                                : Orientation.VERTICAL));
        Splitters.remember(pictures, 0, host.settings(), "training.split.pictures", 0.55);
        VBox.setVgrow(pictures, Priority.ALWAYS);
        runView = new VBox(header, banner, pictures);
        runView.setId("runView");
        runView.setMinSize(0, 0);
        pictures.setMinSize(0, 0);
        stage.setMinSize(0, 0);

        RunDesk desk = new RunDesk(studio.runs(), runs, host);
        compare = new CompareView(runs, desk, host, this::endComparison);
        StackPane below = below(desk);
        SplitPane right = new SplitPane(stage, below);
        right.setOrientation(Orientation.VERTICAL);
        SplitPane.setResizableWithParent(below, false);
        Splitters.remember(right, 0, host.settings(), "training.split.runs.2", 0.7);
        SetupView left = new SetupView(setup, pace, studio.runs(), this::run, host::error, new HelpButton(host, ID));
        view = new SplitPane(left, right);
        view.setId("trainingPane");
        SplitPane.setResizableWithParent(left, false);
        Splitters.remember(view, 0, host.settings(), "training.split.setup", 0.3);
        listen();
        stage.getChildren().setAll(welcome);
    }

    /** The tabs under the stage, with the tools for runs in the free room beside their names. */
    private StackPane below(RunDesk desk) {
        NotesView notes = new NotesView(runs, desk);
        Tab notesTab = tab("notesTab", "training.notes", "fth-edit-3", notes);
        TabPane tabs = new TabPane(
                tab("runsTab", "training.runs", "fth-list", new RunsTable(runs, desk)),
                tab("logTab", "training.log", "fth-file-text", new LogView(runs)),
                notesTab);
        tabs.setId("runTabs");
        tabs.setMinHeight(96);
        notesTab.selectedProperty().subscribe(shown -> {
            if (shown) {
                notes.refresh();
            }
        });
        RunTools tools = new RunTools(
                runs,
                desk,
                host,
                this::beginComparison,
                () -> {
                    tabs.getSelectionModel().select(notesTab);
                    notes.edit();
                },
                this::drop);
        StackPane below = new StackPane(tabs, tools);
        StackPane.setAlignment(tools, Pos.TOP_RIGHT);
        below.setMinHeight(96);
        below.widthProperty().subscribe(width -> tools.narrow(width.doubleValue() < NARROW));
        return below;
    }

    private void beginComparison() {
        stage.getChildren().setAll(compare);
        comparing = true;
        compare.open();
    }

    private void endComparison() {
        comparing = false;
        stage.getChildren().setAll(inView.isEmpty() ? welcome : runView);
        charts.update();
    }

    private void listen() {
        runs.chosenVersionProperty().subscribe(() -> {
            if (comparing) {
                if (runs.chosen().size() < 2) {
                    endComparison();
                } else {
                    compare.open();
                }
            }
        });
        runs.entryProperty().subscribe(entry -> entry.ifPresentOrElse(this::show, this::showNothing));
        runs.pulseProperty()
                .subscribe(pulse -> pulse.ifPresent(now -> {
                    header.show(now);
                    pace.learn(now);
                }));
        runs.curvesVersionProperty().subscribe(() -> {
            if (comparing) {
                compare.update();
            } else {
                charts.update();
            }
        });
        runs.samples().addListener((ListChangeListener<SampleFrame>) change -> samples.update());
    }

    private void showNothing() {
        inView = "";
        comparing = false;
        stage.getChildren().setAll(welcome);
    }

    private void show(RunEntry run) {
        if (!run.id().equals(inView)) {
            inView = run.id();
            host.settings().put(LAST_RUN, run.id());
            Optional<SystemInfo> info = studio.systems().stream()
                    .filter(each -> each.id().equals(run.systemId()))
                    .findFirst();
            List<String> losses = info.map(SystemInfo::lossNames).orElse(List.of());
            charts.system(run.systemId(), losses);
            compare.system(run.systemId(), losses);
            if (!comparing) {
                stage.getChildren().setAll(runView);
            }
            samples.restart(
                    info.map(SystemInfo::pictureNames).orElse(List.of()),
                    info.map(SystemInfo::attentionNames).orElse(List.of()));
            metrics.watch(run);
        }
        Optional<Node> focused = Optional.ofNullable(view.getScene()).map(Scene::getFocusOwner);
        header.show(run);
        banner.show(run);
        if (header.isFocused() || focused.filter(this::lostFocus).isPresent()) {
            header.holdFocus(run);
        }
    }

    /** Whether a node of the run's view held the focus and can't any more. */
    private boolean lostFocus(Node node) {
        boolean can = !node.isDisabled();
        for (Node each = node; each != null; each = each.getParent()) {
            can &= each.isVisible();
            if (each == runView) {
                return !can;
            }
        }
        return false;
    }

    private static Tab tab(String id, String key, String icon, Node content) {
        Tab tab = new Tab(Words.of(key), content);
        tab.setId(id);
        tab.setGraphic(Nodes.icon(icon));
        tab.setClosable(false);
        return tab;
    }

    private static Node welcome() {
        FontIcon icon = Nodes.icon("fth-play-circle");
        icon.setIconSize(48);
        Label title = Nodes.words("training.welcome", "title-3");
        Label words = Nodes.words("training.welcome.text", "text-muted");
        words.setWrapText(true);
        words.setMaxWidth(440);
        Label drop = Nodes.words("training.welcome.drop", "text-muted", "text-small");
        drop.setWrapText(true);
        drop.setMaxWidth(440);
        VBox page = new VBox(16, icon, title, words, drop);
        page.setId("trainingWelcome");
        page.getStyleClass().add("welcome");
        return page;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String icon() {
        return "fth-play";
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        runs.refresh();
        if (!opened) {
            opened = true;
            reopen();
            first().ifPresent(runs::watch);
        }
        timer.start();
    }

    /** Runs that lie elsewhere come back into the list. */
    private void reopen() {
        for (String place : host.settings().text(OPENED).orElse("").split("\n")) {
            if (!place.isBlank()) {
                Later.take(studio.runs().open(Path.of(place)), entry -> {}, gone -> {});
            }
        }
    }

    private void remember(Path place) {
        List<String> places =
                new ArrayList<>(List.of(host.settings().text(OPENED).orElse("").split("\n")));
        places.removeIf(each -> each.isBlank() || each.equals(place.toString()));
        places.add(place.toString());
        host.settings().put(OPENED, String.join("\n", places.subList(Math.max(0, places.size() - 20), places.size())));
    }

    /** What to look at after the start: what crashed, else what runs, else what was in view last. */
    private Optional<RunEntry> first() {
        Optional<String> last = host.settings().text(LAST_RUN);
        return studio.runs()
                .interrupted()
                .or(() -> runs.all().stream().filter(run -> run.state().live()).findFirst())
                .or(() -> runs.all().stream()
                        .filter(run -> last.filter(run.id()::equals).isPresent())
                        .findFirst());
    }

    @Override
    public Optional<Offer> offer() {
        return studio.runs()
                .interrupted()
                .map(run -> new Offer(
                        Words.of("training.interrupted"),
                        Words.of("training.interrupted.text", run.id()),
                        Words.of("training.resume"),
                        () -> {
                            runs.watch(run);
                            actions.resume();
                        }));
    }

    @Override
    public void hidden() {
        timer.stop();
    }

    /** Starts what is chosen. */
    @Override
    public void run() {
        if (!setup.readyProperty().get()) {
            return;
        }
        setup.remember();
        RunRequest request = setup.request();
        Later.take(
                studio.runs().start(request),
                entry -> {
                    pace.started(request);
                    runs.watch(entry);
                },
                host::error);
    }

    @Override
    public void cancel() {
        actions.hold();
    }

    @Override
    public Optional<TourStage> tourStage() {
        return Optional.of(tour);
    }

    @Override
    public void visit(Visit visit) {
        if (visit instanceof Visit.Training wanted) {
            setup.choose(wanted.systemId(), wanted.presetId());
            wanted.datasetId().ifPresent(setup::use);
        }
    }

    @Override
    public void useDataset(String datasetId) {
        setup.use(datasetId);
    }

    /** A run directory, or one of the files that every run has. */
    @Override
    public boolean accepts(Path dropped) {
        return Files.isRegularFile(directory(dropped).resolve("training_options.json"));
    }

    private static Path directory(Path dropped) {
        Path parent = dropped.toAbsolutePath().getParent();
        return Files.isDirectory(dropped) || parent == null ? dropped : parent;
    }

    @Override
    public void drop(Path dropped) {
        Later.take(
                studio.runs().open(directory(dropped)),
                entry -> {
                    pace.lost();
                    remember(entry.directory());
                    runs.watch(entry);
                },
                host::error);
    }
}
