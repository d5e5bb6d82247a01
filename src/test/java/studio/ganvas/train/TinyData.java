package studio.ganvas.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Datasets;
import studio.ganvas.data.PngFiles;
import studio.ganvas.gan.GanSystem;
import studio.ganvas.gan.GanSystems;
import studio.ganvas.gan.Options;
import studio.ganvas.image.Pixels;

/** A few small pictures in two class folders, and plans for networks small enough to train in a test. */
public final class TinyData {
    public static final Map<String, Object> TINY_DCGAN =
            Map.of("variant", "pytorch-gan", "imageSize", 32, "channels", "3", "batchSize", 4, "zDim", 8, "flip", true);

    private TinyData() {}

    /** Writes {@code count} pictures of coloured discs under {@code folder/round} and squares under {@code folder/square}. */
    public static Path pictures(Path folder, int count) throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < count; i++) {
            boolean round = i % 2 == 0;
            int colour = 0xFF000000 | random.nextInt(0x1000000);
            int[] argb = new int[32 * 32];
            for (int p = 0; p < argb.length; p++) {
                double x = p % 32 - 15.5;
                double y = p / 32 - 15.5;
                boolean inside = round ? x * x + y * y < 100 : Math.abs(x) < 9 && Math.abs(y) < 9;
                argb[p] = inside ? colour : 0xFFFFFFFF;
            }
            Path place = Files.createDirectories(folder.resolve(round ? "round" : "square"));
            PngFiles.write(place.resolve(i + ".png"), new Pixels(32, 32, argb), Map.of());
        }
        return folder;
    }

    public static final Map<String, Object> TINY_PIX2PIX = Map.of(
            "netG",
            "resnet_6blocks",
            "imageSize",
            32,
            "loadSize",
            32,
            "ngf",
            4,
            "ndf",
            4,
            "batchSize",
            2,
            "norm",
            "instance",
            "eval",
            true);

    public static final Map<String, Object> TINY_UGATIT =
            Map.of("imageSize", 32, "loadBorder", 2, "ch", 4, "nRes", 1, "iterations", 100);

    /** Pairs under {@code folder/trainA} and {@code folder/trainB}: a disc and its negative. */
    public static Path pairs(Path folder, int count) throws IOException {
        Path drawn = pictures(folder.resolveSibling(folder.getFileName() + "-drawn"), 2 * count);
        for (int i = 0; i < count; i++) {
            Pixels a = PngFiles.read(drawn.resolve("round").resolve(2 * i + ".png"));
            int[] negative = java.util.Arrays.stream(a.argb())
                    .map(argb -> argb ^ 0xFFFFFF)
                    .toArray();
            for (String side : List.of("trainA", "trainB")) {
                Path place = Files.createDirectories(folder.resolve(side));
                Pixels picture = side.equals("trainA") ? a : new Pixels(32, 32, negative);
                PngFiles.write(place.resolve(i + ".png"), picture, Map.of());
            }
        }
        return folder;
    }

    static RunPlan plan(Path pictures, Map<String, Object> options, Map<String, Object> schedule) throws IOException {
        return plan("dcgan", pictures, options, schedule);
    }

    static RunPlan plan(String systemId, Path pictures, Map<String, Object> options, Map<String, Object> schedule)
            throws IOException {
        GanSystem system = GanSystems.byId(systemId);
        try (Dataset dataset = Datasets.open(pictures)) {
            return new RunPlan(
                    system,
                    Options.of(system.info().options(), options),
                    Options.of(Schedule.options(), schedule),
                    new RunPlan.DataRef("", dataset.name(), pictures.toString()),
                    DataBatches.facts(dataset, system.info().data()),
                    List.of());
        }
    }

    static DataBatches batches(RunPlan plan) throws IOException {
        return new DataBatches(Datasets.open(Path.of(plan.data().location())), plan);
    }
}
