package studio.ganvas.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import studio.ganvas.app.BenchLaunch;
import studio.ganvas.engine.local.ProcessMemory;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.gan.style.StyleLayer;
import studio.ganvas.gan.style.Widths;
import studio.ganvas.gan.stylegan2.Generator;
import studio.ganvas.gan.stylegan2.GeneratorSpec;
import studio.ganvas.gan.stylegan2.MappingSpec;
import studio.ganvas.latent.Mapper;
import studio.ganvas.latent.NoiseSpec;
import studio.ganvas.latent.Synthesiser;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.TensorStore;
import studio.ganvas.tensor.Torch;

/**
 * How quickly the latent lab answers: a StyleGAN2 of 256 pixels whole, from each layer on, and until its first preview; and
 * the memory that a picture of 1024 pixels takes. Ratios are of the processor's seconds, which other programs hardly change,
 * with all sides measured in turn in one process.
 */
public final class Latent {
    private static final int ROUNDS = 7;
    private static final int PREVIEW = 16;
    private static final long PLENTY = 1L << 30;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Latent() {}

    /** Writes a table to the file named by the first argument; a second argument is the number of rounds. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        BenchLaunch.prepare();
        List<String> rows = new ArrayList<>(List.of("| what | measured | goal |", "|---|---|---|"));
        try (Scope scope = Scope.open()) {
            int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
            if (rounds > 0) {
                rows.addAll(latency(rounds));
            }
            rows.addAll(memory());
        }
        rows.add("");
        rows.add(String.format(
                Locale.ROOT,
                "%d cores, Java %s, libtorch %s, %s.",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                Torch.version(),
                Torch.describe()));
        Files.write(Path.of(arguments[0]), rows);
    }

    private static StyleGenerator generator(int resolution, int base, int mapping, TensorStore store) {
        Generator g = new Generator(
                GeneratorSpec.of(MappingSpec.of(512, 0, 512, mapping), resolution, 3, new Widths(base, 512)));
        g.initialize(store, new Rng(1).at(0, "bench"));
        g.train(false);
        return g;
    }

    /** What one rendering took. */
    private record Took(double cpu, double wall, double firstCpu, double firstWall) {}

    private static Took render(Synthesiser synthesiser, float[] ws) {
        long cpu = PROCESS.getProcessCpuTime();
        long wall = System.nanoTime();
        double[] first = {Double.NaN, Double.NaN};
        try (Scope scope = Scope.open()) {
            synthesiser
                    .render(ws, NoiseSpec.STORED, (block, picture) -> {
                        if (Double.isNaN(first[0])
                                && picture.filter(small -> small.size(2) >= PREVIEW)
                                        .isPresent()) {
                            picture.get().toFloats();
                            first[0] = (PROCESS.getProcessCpuTime() - cpu) / 1e9;
                            first[1] = (System.nanoTime() - wall) / 1e9;
                        }
                        return true;
                    })
                    .picture()
                    .toFloats();
        }
        return new Took(
                (PROCESS.getProcessCpuTime() - cpu) / 1e9, (System.nanoTime() - wall) / 1e9, first[0], first[1]);
    }

    private static List<String> latency(int rounds) {
        List<String> rows = new ArrayList<>();
        try (TensorStore store = new TensorStore()) {
            StyleGenerator g = generator(256, 16384, 2, store);
            Mapper mapper = new Mapper(g);
            List<List<Double>> cpu = new ArrayList<>();
            List<List<Double>> wall = new ArrayList<>();
            List<Double> firstCpu = new ArrayList<>();
            List<Double> firstWall = new ArrayList<>();
            for (int row = 0; row < g.numWs(); row++) {
                cpu.add(new ArrayList<>());
                wall.add(new ArrayList<>());
            }
            try (Synthesiser synthesiser = new Synthesiser(g, PLENTY)) {
                for (int round = -1; round < rounds; round++) {
                    float[] ws = mapper.rows(mapper.w(1000 + round, List.of()));
                    for (int row = 0; row < g.numWs(); row++) {
                        float[] other = mapper.w(2000 + round * 100L + row, List.of());
                        for (int i = row; i < g.numWs(); i++) {
                            System.arraycopy(other, 0, ws, i * g.wDim(), g.wDim());
                        }
                        Took took = render(synthesiser, ws);
                        if (round >= 0) { // the round before warms up
                            cpu.get(row).add(took.cpu());
                            wall.get(row).add(took.wall());
                            if (row == 0) {
                                firstCpu.add(took.firstCpu());
                                firstWall.add(took.firstWall());
                            }
                        }
                    }
                }
            }
            double full = Sample.of(cpu.get(0)).median();
            rows.add(row(
                    "StyleGAN2 256 px: a whole picture",
                    "",
                    "%.2f s of the processor, %.0f ms on the clock",
                    full,
                    1000 * Sample.of(wall.get(0)).median()));
            rows.add(row(
                    "first preview (" + PREVIEW + " px) : whole picture",
                    "≤ 0.25",
                    "%.3f (%.0f ms)",
                    Sample.of(firstCpu).median() / full,
                    1000 * Sample.of(firstWall).median()));
            for (int row = 1; row < g.numWs(); row++) {
                double share = arithmetic(g, row) / arithmetic(g, 0);
                rows.add(row(
                        "from layer " + row + " on : whole picture",
                        String.format(Locale.ROOT, "≤ %.3f", share + 0.1),
                        "%.3f (%.0f ms); share of the arithmetic %.3f",
                        Sample.of(cpu.get(row)).median() / full,
                        1000 * Sample.of(wall.get(row)).median(),
                        share));
            }
        }
        return rows;
    }

    /** Multiplications of all layers that must run when row {@code from} of ws and those after it change. */
    private static double arithmetic(StyleGenerator g, int from) {
        double sum = 0;
        int in = 0;
        for (StyleLayer layer : g.layers()) {
            double places = (double) layer.resolution() * layer.resolution();
            double out = layer.channels();
            boolean enlarges = !layer.picture() && layer.name().endsWith("conv0");
            if (layer.row() >= from) {
                if (layer.picture()) {
                    sum += in * out * places;
                } else if (enlarges) {
                    // at the small size, then 4 × 4 taps at the large one
                    sum += 9 * in * out * places / 4 + 16 * out * places;
                } else {
                    sum += 9 * (in == 0 ? out : in) * out * places;
                }
            }
            in = layer.picture() ? in : (int) out;
        }
        return sum;
    }

    private static List<String> memory() throws InterruptedException {
        try (TensorStore store = new TensorStore()) {
            StyleGenerator g = generator(1024, 32768, 8, store);
            Mapper mapper = new Mapper(g);
            float[] ws = mapper.rows(mapper.w(1, List.of()));
            System.gc();
            long before = ProcessMemory.resident();
            AtomicLong peak = new AtomicLong(before);
            Thread watch = new Thread(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    peak.accumulateAndGet(ProcessMemory.resident(), Math::max);
                }
            });
            watch.setDaemon(true);
            watch.start();
            Took took;
            try (Synthesiser synthesiser = new Synthesiser(g, 768L << 20)) {
                took = render(synthesiser, ws);
            }
            watch.interrupt();
            watch.join();
            return List.of(row(
                    "StyleGAN2 1024 px (configuration F): memory of a picture beside the weights, at its peak",
                    "",
                    "%,.0f MB (%.1f s)",
                    (peak.get() - before) / 1e6,
                    took.wall()));
        }
    }

    private static String row(String what, String goal, String measured, Object... values) {
        return "| " + what + " | " + String.format(Locale.ROOT, measured, values) + " | " + goal + " |";
    }
}
