package studio.ganvas.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.engine.Studio;
import studio.ganvas.ui.control.Language;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.PaneHost;
import studio.ganvas.ui.shell.StudioPane;
import studio.ganvas.ui.shell.StudioWindow;

/** Joins the window to an engine and the settings, and ends them in the right order. */
public final class GanvasApp extends Application {
    private static final Logger LOG = LoggerFactory.getLogger(GanvasApp.class);

    private static final String LANGUAGE = "shell.language";

    private final Supplier<Studio> makeStudio;
    private final BiFunction<Studio, PaneHost, List<StudioPane>> makePanes;
    private Studio studio;
    private SettingsFile settings;
    private StudioWindow window;

    /** What {@code Application.launch} calls. */
    public GanvasApp() {
        this(Wiring::studio, Wiring::panes);
    }

    /**
     * @param makeStudio called once, on the FX thread; it must return at once and load the engine in the background
     * @param makePanes the panes in the order of the rail
     */
    public GanvasApp(Supplier<Studio> makeStudio, BiFunction<Studio, PaneHost, List<StudioPane>> makePanes) {
        this.makeStudio = makeStudio;
        this.makePanes = makePanes;
    }

    @Override
    public void start(Stage stage) {
        settings = new SettingsFile(Home.directory().resolve("settings.json"));
        studio = makeStudio.get();
        Words.speak(settings.text(LANGUAGE)
                .flatMap(Language::named)
                .orElse(Language.of(Locale.getDefault(Locale.Category.DISPLAY))));
        window = window(stage);
        Thread.UncaughtExceptionHandler report = (thread, failure) -> {
            if (Platform.isFxApplicationThread()) {
                window.error(failure);
            } else {
                LOG.error("Uncaught on thread {}", thread.getName(), failure);
            }
        };
        Thread.currentThread().setUncaughtExceptionHandler(report);
        Thread.setDefaultUncaughtExceptionHandler(report);
        stage.setOnHiding(event -> window.close());
        window.open();
        if (getParameters() != null) {
            getParameters().getRaw().stream().findFirst().map(Path::of).ifPresent(window::openFile);
        }
    }

    private StudioWindow window(Stage stage) {
        StudioWindow made = new StudioWindow(stage, studio, settings, host -> makePanes.apply(studio, host));
        made.setOnLanguage(language -> {
            settings.put(LANGUAGE, language.name());
            window.close();
            Words.speak(language);
            window = window(stage);
            window.reopen();
        });
        return made;
    }

    @Override
    public void stop() {
        if (studio != null) {
            studio.close();
        }
        if (settings != null) {
            settings.close();
        }
    }
}
