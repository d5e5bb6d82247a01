package studio.ganvas.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import studio.ganvas.app.BenchLaunch;
import studio.ganvas.gan.stylegan2.StyleGan2Speed;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Torch;

/**
 * Measures everything in {@code docs/benchmarks.md} and writes the table to the file named by the first argument. Each
 * ratio comes from one process, its two sides in turn.
 */
public final class Benchmarks {
    private static final int STARTS = 3;
    private static final int PAIRS = 3;

    private Benchmarks() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        BenchLaunch.prepare();
        List<String> rows = new ArrayList<>();
        rows.add("| what | measured | goal |");
        rows.add("|---|---|---|");
        Sample quick = Headless.stepSeconds("quick", 150);
        rows.add(row(
                "DCGAN 64 px, preset quick (batch 32, ngf = ndf = 32): training",
                "%.0f pictures/s (median step %.0f ms)",
                "",
                32 / quick.median(),
                1000 * quick.median()));
        Sample published = Headless.stepSeconds("published", 30);
        rows.add(row(
                "DCGAN 64 px, preset published (batch 64, ngf = ndf = 64): training",
                "%.1f pictures/s (median step %.0f ms)",
                "",
                64 / published.median(),
                1000 * published.median()));
        rows.add(row("loading alone, 64 px, batch 64, from the cache", "%,.0f pictures/s", "", Headless.loading()));
        long[] resident = Headless.residentAfter(5000);
        rows.add(row(
                "resident memory after 200 and after 5,000 steps (ngf = ndf = 8, batch 8)",
                "%.1f and %.1f MB, drift %+.2f %%",
                "< 2 %%",
                resident[0] / 1e6,
                resident[1] / 1e6,
                100.0 * (resident[1] - resident[0]) / resident[0]));
        rows.add(ratio("U-GAT-IT light 256, batch 1", Translation.ugatit(PAIRS), "≤ 0.70"));
        rows.add(ratio("CycleGAN 256, batch 1", Translation.cycleGan(PAIRS), "≤ 0.95"));
        double[] train = probe("train");
        rows.add(row(
                "step time with the window open and charts live : window hidden",
                "%.3f",
                "≤ 1.05",
                train[0] / train[1]));
        rows.add(row(
                "time between two frames of the window while training (%.0f frames)".formatted(train[4]),
                "p50 %.1f ms, p99 %.1f ms",
                "p99 ≤ 33 ms",
                train[2],
                train[3]));
        double[] folder = probe("translate");
        rows.add(row(
                "time between two frames of the window while translating a folder (%.0f frames)".formatted(folder[2]),
                "p50 %.1f ms, p99 %.1f ms",
                "p99 ≤ 33 ms",
                folder[0],
                folder[1]));
        List<Double> windows = new ArrayList<>();
        List<Double> pictures = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            double[] start = probe("start");
            windows.add(start[0] / 1000);
            pictures.add(start[1] / 1000);
        }
        rows.add(row(
                "JVM start to window, to first picture (median of three)",
                "%.1f s, %.1f s",
                "",
                Sample.of(windows).median(),
                Sample.of(pictures).median()));
        for (int size : new int[] {64, 128}) {
            rows.add(styleGan2(size, 512 / size));
        }
        rows.addAll(doctor());
        rows.add("");
        rows.add(String.format(
                Locale.ROOT,
                "%s, %s, %d cores, Java %s, libtorch %s, %s.",
                LocalDate.now(),
                System.getProperty("os.name"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                Torch.version(),
                Torch.describe()));
        Files.write(Path.of(arguments[0]), rows);
    }

    private static String ratio(String what, Translation.Outcome outcome, String goal) {
        return row(
                what + ": a training step : one in the official order of operations",
                "%.3f of its time, %.3f of its processor time (losses apart by %.0e in the first step, %.0e in all)",
                goal,
                outcome.ratio(),
                outcome.ratioCpu(),
                outcome.difference(),
                outcome.later());
    }

    /** Training of the quick preset at a size, against a plain implementation. */
    private static String styleGan2(int size, int batch) {
        try (Scope scope = Scope.open();
                StyleGan2Speed speed = new StyleGan2Speed(size, batch)) {
            StyleGan2Speed.Phases phases = speed.measure(3);
            return row(
                    "StyleGAN2 %d px, preset quick, batch %d: a plain implementation's step : ours"
                            .formatted(size, batch),
                    "%.2f (ours %.2f processor seconds)",
                    "≥ 1.5",
                    phases.step(false) / phases.step(true),
                    phases.step(true));
        }
    }

    private static String row(String what, String measured, String goal, Object... values) {
        return "| " + what + " | " + String.format(Locale.ROOT, measured, values) + " | " + goal.replace("%%", "%")
                + " |";
    }

    /** The doctor in a process of its own, so that its memory is its own too. */
    private static List<String> doctor() throws IOException, InterruptedException {
        Path report = Files.createTempFile("ganvas-bench", ".md");
        run(List.of(), DoctorBench.class, report.toString());
        List<String> rows = Files.readAllLines(report);
        if (rows.isEmpty()) {
            throw new IOException("The doctor's process has measured nothing");
        }
        return rows;
    }

    private static void run(List<String> options, Class<?> main, String argument)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), argument));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(15, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
    }

    /** Runs the window in a process of its own and gives the numbers that it reports. */
    private static double[] probe(String what) throws IOException, InterruptedException {
        Path report = Files.createTempFile("ganvas-bench", ".txt");
        List<String> options = new ArrayList<>(List.of("-Dbench.report=" + report));
        if (System.getenv("DISPLAY") == null) {
            options.addAll(List.of("-Dglass.platform=Monocle", "-Dmonocle.platform=Headless", "-Dprism.order=sw"));
        }
        run(options, WindowProbe.Main.class, what);
        String[] words = Files.readString(report).split(" ");
        if (!words[0].equals(what)) {
            throw new IOException("The window's process said: " + String.join(" ", words));
        }
        double[] numbers = new double[words.length - 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Double.parseDouble(words[i + 1]);
        }
        return numbers;
    }
}
