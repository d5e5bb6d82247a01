package studio.ganvas.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import studio.ganvas.app.BenchLaunch;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.local.LocalStudio;
import studio.ganvas.engine.local.Places;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunFeed;
import studio.ganvas.engine.run.RunPulse;
import studio.ganvas.engine.run.RunRequest;
import studio.ganvas.engine.stylize.FolderJob;
import studio.ganvas.engine.stylize.FolderRequest;
import studio.ganvas.engine.stylize.SizeMode;
import studio.ganvas.image.Pixels;
import studio.ganvas.ui.MemorySettings;
import studio.ganvas.ui.dataset.DatasetsPane;
import studio.ganvas.ui.shell.StudioWindow;
import studio.ganvas.ui.stylize.StylizePane;
import studio.ganvas.ui.training.TrainingPane;

/**
 * The program's window in a process of its own. With the argument {@code start} it tells when the window and its first
 * picture were there; with {@code train} it trains while the window is shown and hidden in turn; with {@code translate} it
 * translates a folder with the first starter model that can.
 */
public final class WindowProbe extends Application {
    private static final int BLOCKS = 10;
    private static final int BLOCK_SECONDS = 12;
    /** Steps at the turn of a block belong to neither side. */
    private static final int SKIP = 3;

    private static final int PHOTOS = 400;
    private static final int PHOTO = 256;

    private final MemorySettings settings = new MemorySettings();
    private LocalStudio studio;
    private StudioWindow window;
    private Stage stage;
    private TrainingPane training;

    /** A main class that is an {@code Application} would not start from the class path. */
    static final class Main {
        private Main() {}

        public static void main(String... arguments) {
            BenchLaunch.prepare();
            Platform.setImplicitExit(false);
            launch(WindowProbe.class, arguments);
        }
    }

    private static long sinceStart() {
        return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    @Override
    public void start(Stage shown) throws Exception {
        stage = shown;
        Path temp = Files.createTempDirectory("ganvas-bench");
        studio = new LocalStudio(new Places(temp.resolve("home"), temp.resolve("runs"), Path.of("assets")));
        List<String> wanted = getParameters().getRaw();
        boolean starting = wanted.contains("start");
        boolean translating = wanted.contains("translate");
        settings.put("shell.pane", starting ? "datasets" : translating ? "stylize" : "training");
        window = new StudioWindow(
                stage,
                studio,
                settings,
                host -> List.of(
                        new DatasetsPane(studio, host),
                        training = new TrainingPane(studio, host),
                        new StylizePane(studio, host)));
        window.open();
        if (starting) {
            Platform.runLater(this::watchStart);
        } else {
            Thread driver = new Thread(translating ? this::translate : this::train, "bench-driver");
            driver.setDaemon(true);
            driver.start();
        }
    }

    private void watchStart() {
        long windowMillis = sinceStart();
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                if (!stage.getScene().getRoot().lookupAll(".thumbnail.arrived").isEmpty()) {
                    report("start " + windowMillis + " " + sinceStart());
                }
            }
        }.start();
    }

    private void train() {
        try {
            RunEntry run = studio.runs()
                    .start(new RunRequest(
                            "dcgan",
                            "fluent3d-64",
                            studio.systems().get(0).presets().get(0).values(),
                            Map.of("steps", 1_000_000, "picturesEvery", 25)))
                    .get(60, TimeUnit.SECONDS);
            List<Double> frames = new CopyOnWriteArrayList<>();
            Platform.runLater(() -> frameTimer(frames).start());
            List<Double> shown = new ArrayList<>();
            List<Double> hidden = new ArrayList<>();
            try (RunFeed feed = studio.runs().feed(run.id())) {
                collect(feed, new ArrayList<>(), 15);
                frames.clear();
                List<Double> live = new ArrayList<>();
                for (int block = 0; block < BLOCKS; block++) {
                    boolean visible = block % 2 == 0;
                    Platform.runLater(() -> {
                        if (visible) {
                            stage.show();
                            training.shown();
                        } else {
                            training.hidden();
                            stage.hide();
                        }
                    });
                    collect(feed, new ArrayList<>(), 1);
                    frames.clear();
                    collect(feed, visible ? shown : hidden, BLOCK_SECONDS);
                    if (visible) {
                        live.addAll(frames);
                    }
                }
                Sample frame = Sample.of(live);
                Sample with = Sample.of(shown);
                Sample without = Sample.of(hidden);
                report(String.format(
                        java.util.Locale.ROOT,
                        "train %.6f %.6f %.2f %.2f %d",
                        with.median(),
                        without.median(),
                        frame.median(),
                        frame.quantile(0.99),
                        live.size()));
            }
        } catch (Exception e) {
            report("failed " + e);
        }
    }

    private void translate() {
        try {
            Path folder = Files.createTempDirectory("ganvas-bench-photos");
            for (int i = 0; i < PHOTOS; i++) {
                int[] argb = new java.util.Random(i)
                        .ints((long) PHOTO * PHOTO, 0xFF000000, -1)
                        .toArray();
                PngFiles.write(folder.resolve(i + ".png"), new Pixels(PHOTO, PHOTO, argb), Map.of());
            }
            ModelEntry model = studio.models().list().stream()
                    .filter(entry -> entry.id().startsWith("starter:"))
                    .filter(this::translates)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no starter model translates"));
            String direction = studio.models()
                    .facts(model.id())
                    .get(60, TimeUnit.SECONDS)
                    .directions()
                    .get(0);
            FolderJob job = studio.stylist()
                    .folder(new FolderRequest(
                            folder, folder.resolve("out"), model.id(), direction, SizeMode.RESIZE, 1));
            List<Double> frames = new CopyOnWriteArrayList<>();
            Platform.runLater(() -> frameTimer(frames).start());
            Thread.sleep(3000);
            frames.clear();
            job.report().get(4, TimeUnit.MINUTES);
            Sample frame = Sample.of(frames);
            report(String.format(
                    java.util.Locale.ROOT,
                    "translate %.2f %.2f %d",
                    frame.median(),
                    frame.quantile(0.99),
                    frames.size()));
        } catch (Exception e) {
            report("failed " + e);
        }
    }

    private boolean translates(ModelEntry entry) {
        try {
            return !studio.models()
                    .facts(entry.id())
                    .get(60, TimeUnit.SECONDS)
                    .directions()
                    .isEmpty();
        } catch (Exception e) {
            return false;
        }
    }

    private static AnimationTimer frameTimer(List<Double> frames) {
        return new AnimationTimer() {
            private long before = -1;

            @Override
            public void handle(long now) {
                long moment = System.nanoTime();
                if (before > 0) {
                    frames.add((moment - before) / 1e6);
                }
                before = moment;
            }
        };
    }

    /** Adds the seconds of each step of the next while. */
    private static void collect(RunFeed feed, List<Double> seconds, int duration) throws InterruptedException {
        feed.drain();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(duration);
        int skip = SKIP;
        while (System.nanoTime() < end) {
            Thread.sleep(100);
            RunPulse pulse = feed.drain();
            int column = pulse.fresh().names().indexOf("sec_per_kimg");
            for (int i = 0; i < pulse.fresh().size(); i++) {
                if (skip-- <= 0) {
                    seconds.add(pulse.fresh().columns()[column][i]);
                }
            }
        }
    }

    private static void report(String line) {
        String target = System.getProperty("bench.report");
        try {
            Files.writeString(Path.of(target), line);
        } catch (java.io.IOException e) {
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(0);
    }
}
