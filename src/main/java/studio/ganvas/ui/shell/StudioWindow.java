package studio.ganvas.ui.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;
import studio.ganvas.engine.EngineStatus;
import studio.ganvas.engine.Studio;
import studio.ganvas.ui.control.Language;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Words;

/** The window: rail, the chosen pane, status bar, and what all panes share. */
public final class StudioWindow implements PaneHost {
    /** Setting: whether the window opens with its home pane rather than where it was left. */
    public static final String GREETS = "shell.welcome";

    private static final String PANE_SETTING = "shell.pane";
    private static final String FIRST_PANE = "training";
    private static final String TRAINING = "training";

    private final Stage stage;
    private final Settings settings;
    private final StatusModel status;
    private final ObjectProperty<Theme> theme;
    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();
    private final Map<String, StudioPane> panes = new LinkedHashMap<>();
    private final StackPane content = new StackPane();
    private final BorderPane frame = new BorderPane();
    private final StackPane over = new StackPane();
    private final OfferBar offers = new OfferBar(pane -> show(pane.id()));
    private final Rail rail;
    private final Shortcuts shortcuts = new Shortcuts();
    private final Help help = new Help(content, this::showShortcuts);
    private final ErrorDialog errors = new ErrorDialog();
    private final Notifier notifier = new Notifier();
    private final WindowPlace place;
    private final Timeline heartbeat;
    private Optional<StudioPane> current = Optional.empty();
    private Consumer<Language> onLanguage = language -> {};
    private boolean forgetting;

    /**
     * Builds the window without showing it.
     *
     * @param makePanes the panes in the order of the rail
     */
    public StudioWindow(Stage stage, Studio studio, Settings settings, Function<PaneHost, List<StudioPane>> makePanes) {
        this.stage = stage;
        this.settings = settings;
        this.place = new WindowPlace(settings);
        this.status = new StatusModel(studio);
        this.theme = new SimpleObjectProperty<>(Theme.remembered(settings));
        dark.bind(theme.isEqualTo(Theme.DARK));

        StackPane root = new StackPane();
        Scene scene = new Scene(root);
        stage.setScene(scene);
        theme.get().apply();

        List<StudioPane> all = new ArrayList<>(makePanes.apply(this));
        all.add(new SettingsPane(
                theme, language -> onLanguage.accept(language), status, this::showShortcuts, this::forget, this::help));
        all.forEach(pane -> panes.put(pane.id(), pane));
        rail = new Rail(all, this::show);
        content.getStyleClass().add("content");
        StatusStrip strip = new StatusStrip(status, studio.jobs(), this::toggleTheme, this::showShortcuts);
        frame.setCenter(help.place());
        frame.setTop(offers);
        frame.setLeft(rail);
        frame.setBottom(strip);
        // A pane that needs more room is cut off inside its own place; rail and status bar stay.
        frame.setMinSize(0, 0);
        content.setMinSize(0, 0);
        DropTarget drop = new DropTarget(this::taker);
        drop.listen(scene, this::drop, this::refuse);
        over.setMouseTransparent(true);
        root.getChildren().addAll(frame, over, drop);
        root.getStyleClass().add("studio");

        theme.subscribe(now -> {
            now.apply();
            now.dress(scene);
            strip.showTheme(now == Theme.DARK);
            if (Theme.remembered(settings) != now) {
                now.remember(settings);
            }
        });
        keys(scene);
        heartbeat = new Timeline(new KeyFrame(Duration.millis(500), event -> status.refresh()));
        heartbeat.setCycleCount(Animation.INDEFINITE);
        warnWhenEngineFails();
    }

    /** What makes the window anew when another language is chosen. */
    public void setOnLanguage(Consumer<Language> remake) {
        onLanguage = remake;
    }

    /** Shows the window where it was left, with the pane that greets, or else the one that was last in view. */
    public void open() {
        open(panes.values().stream()
                .filter(pane -> pane.isHome() && settings.flag(GREETS, true))
                .findFirst()
                .map(StudioPane::id));
    }

    /** The same with the pane that was last in view. */
    public void reopen() {
        open(Optional.empty());
    }

    private void open(Optional<String> greeting) {
        stage.setTitle(Words.of("app.name"));
        place.restore(stage);
        status.refresh();
        show(greeting.or(() -> settings.text(PANE_SETTING).filter(panes::containsKey))
                .orElse(firstPane()));
        stage.show();
        panes.values().stream()
                .filter(pane -> current.filter(shown -> shown == pane).isEmpty())
                .forEach(pane -> pane.offer().ifPresent(offer -> offers.say(pane, offer)));
        heartbeat.play();
    }

    /** Takes a file or folder as if it had been dropped on the window. */
    public void openFile(Path file) {
        Later.take(
                taker(file),
                taker -> taker.ifPresentOrElse(pane -> drop(pane, file), () -> refuse(file)),
                failure -> refuse(file));
    }

    /** Stops listening and hands what is to be remembered to the settings. */
    public void close() {
        heartbeat.stop();
        current.ifPresent(StudioPane::hidden);
        status.close();
        if (!forgetting) {
            place.save(stage);
        }
    }

    private String firstPane() {
        return panes.containsKey(FIRST_PANE)
                ? FIRST_PANE
                : panes.keySet().iterator().next();
    }

    @Override
    public void show(String paneId) {
        StudioPane pane = panes.get(paneId);
        if (pane == null || current.filter(shown -> shown == pane).isPresent()) {
            return;
        }
        current.ifPresent(StudioPane::hidden);
        current = Optional.of(pane);
        content.getChildren().setAll(pane.view());
        rail.select(paneId);
        if (!pane.isHome()) {
            settings.put(PANE_SETTING, paneId);
        }
        offers.inView(pane);
        help.inView(pane);
        pane.shown();
    }

    @Override
    public void dock(Node beside, Node above) {
        frame.setRight(beside);
        over.getChildren().setAll(above);
    }

    @Override
    public void undock() {
        frame.setRight(null);
        over.getChildren().clear();
    }

    @Override
    public void visit(Visit visit) {
        show(visit.pane());
        Optional.ofNullable(panes.get(visit.pane())).ifPresent(pane -> pane.visit(visit));
    }

    @Override
    public void openTraining(String datasetId) {
        show(TRAINING);
        Optional.ofNullable(panes.get(TRAINING)).ifPresent(pane -> pane.useDataset(datasetId));
    }

    @Override
    public void help() {
        help.toggle();
    }

    @Override
    public void notify(Notice notice) {
        // Later also on the FX thread: a pane may speak while the window is about to show.
        Platform.runLater(() -> notifier.show(notice, stage));
    }

    @Override
    public void error(Throwable failure) {
        Later.onFx(() -> errors.show(failure, stage, scene -> theme.get().dress(scene)));
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Window window() {
        return stage;
    }

    @Override
    public ReadOnlyBooleanProperty darkProperty() {
        return dark.getReadOnlyProperty();
    }

    private void toggleTheme() {
        theme.set(theme.get().other());
    }

    private void showShortcuts() {
        shortcuts.show(stage, scene -> theme.get().dress(scene));
    }

    private void forget() {
        forgetting = true;
        place.forget();
        settings.clear();
        notify(Notice.success(Words.of("settings.forgotten"), Words.of("settings.forgotten.text")));
    }

    private void keys(Scene scene) {
        int number = 1;
        for (StudioPane pane : panes.values()) {
            if (pane.id().equals(SettingsPane.ID)) {
                bind(scene, Words.of("settings.title"), () -> show(SettingsPane.ID), "Shortcut+Comma");
            } else {
                String words = Words.of("shell.shortcut.pane", Words.of(pane.id() + ".title"));
                int key = pane.isHome() ? 0 : number++;
                bind(scene, words, () -> show(pane.id()), "Shortcut+" + key, "Shortcut+Numpad " + key);
            }
        }
        bind(scene, Words.of("shell.shortcut.run"), () -> current.ifPresent(StudioPane::run), "Shortcut+Enter");
        shortcuts.list(KeyCode.ESCAPE.getName(), Words.of("shell.shortcut.cancel"));
        scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && !event.isConsumed() && !help.close()) {
                current.ifPresent(StudioPane::cancel);
            }
        });
        bind(scene, Words.of("shell.theme.toggle"), this::toggleTheme, "Shortcut+Shift+L");
        bind(scene, Words.of("shell.help"), this::help, "F1");
        bind(scene, Words.of("shell.shortcuts"), this::showShortcuts, "Shortcut+Slash");
        bind(scene, Words.of("shell.shortcut.quit"), stage::close, "Shortcut+Q");
    }

    private void bind(Scene scene, String words, Runnable action, String... combinations) {
        shortcuts.bind(scene, words, action, combinations);
    }

    /** The pane in view comes first, so that a drop does what the eye expects, unless another knows the file for its own. */
    private CompletableFuture<Optional<StudioPane>> taker(Path path) {
        List<StudioPane> willing = Stream.concat(current.stream(), panes.values().stream())
                .distinct()
                .filter(pane -> pane.accepts(path))
                .toList();
        if (willing.size() < 2) {
            return CompletableFuture.completedFuture(willing.stream().findFirst());
        }
        CompletableFuture<Optional<StudioPane>> owner = CompletableFuture.completedFuture(Optional.empty());
        for (StudioPane pane : willing) {
            owner = owner.thenCombine(
                    pane.claims(path),
                    (found, claims) -> found.or(() -> claims ? Optional.of(pane) : Optional.empty()));
        }
        return owner.thenApply(found -> found.or(() -> willing.stream().findFirst()));
    }

    private void drop(StudioPane pane, Path path) {
        show(pane.id());
        pane.drop(path);
    }

    private void refuse(Path path) {
        notify(Notice.warning(Words.of("shell.drop.refused"), Words.of("shell.drop.refused.text", path.getFileName())));
    }

    private void warnWhenEngineFails() {
        status.engineProperty().addListener((property, was, now) -> {
            boolean failed = now.state() == EngineStatus.State.FAILED;
            if (failed && (was == null || was.state() != EngineStatus.State.FAILED)) {
                notify(Notice.warning(Words.of("shell.engine.failed"), now.message()));
            }
        });
    }
}
