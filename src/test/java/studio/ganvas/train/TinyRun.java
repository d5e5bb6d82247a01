package studio.ganvas.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Datasets;
import studio.ganvas.gan.GanSystem;
import studio.ganvas.gan.GanSystems;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Update;
import studio.ganvas.tensor.Scope;

/** Runs small enough to train in a test. */
public final class TinyRun {
    private TinyRun() {}

    /** A Pix2Pix that was trained for two steps, under {@code temp/runs}. Opens its scopes on the calling thread. */
    public static RunDirectory pix2pix(Path temp) throws IOException {
        return translator(temp, "pix2pix", TinyData.TINY_PIX2PIX);
    }

    /** A StyleGAN2 of 16 pixels. */
    public static RunDirectory styleGan2(Path temp) throws IOException {
        Map<String, Object> options = new HashMap<>(Map.of(
                "imageSize", "16", "zDim", 6, "wDim", 6, "mappingLayers", 2, "channelMax", 6, "channelBase", 128));
        options.putAll(Map.of("batchSize", 4, "mbstdGroup", 2));
        return generator(temp, "stylegan2", options);
    }

    /** A GAN of 16 pixels. */
    public static RunDirectory gan(Path temp) throws IOException {
        return generator(temp, "gan", Map.of("imageSize", 16, "hiddenG4", 32, "hiddenD1", 32, "batchSize", 4));
    }

    private static RunDirectory generator(Path temp, String id, Map<String, Object> options) throws IOException {
        RunPlan plan = TinyData.plan(
                id, TinyData.pictures(temp.resolve("pictures"), 8), options, Map.of("steps", 2, "samples", 2));
        RunDirectory directory = RunDirectory.create(temp.resolve("runs"), "pictures", id);
        Files.write(directory.options(), plan.toJson().getBytes(StandardCharsets.UTF_8));
        try (Scope scope = Scope.open();
                TrainingRun run = TrainingRun.begin(directory, plan, TinyData.batches(plan))) {
            while (!run.finished()) {
                run.step(Update.BOTH);
            }
        }
        return directory;
    }

    /** The same of U-GAT-IT. */
    public static RunDirectory ugatit(Path temp) throws IOException {
        return translator(temp, "ugatit", TinyData.TINY_UGATIT);
    }

    /** The same of UNIT. */
    public static RunDirectory unit(Path temp) throws IOException {
        return translator(temp, "unit", Map.of("imageSize", 32, "dim", 4, "ndf", 4));
    }

    private static RunDirectory translator(Path temp, String id, Map<String, Object> options) throws IOException {
        Path pairs = TinyData.pairs(temp.resolve("pairs"), 4);
        GanSystem system = GanSystems.byId(id);
        RunPlan plan;
        try (Dataset dataset = Datasets.open(pairs)) {
            plan = new RunPlan(
                    system,
                    Options.of(system.info().options(), options),
                    Options.of(Schedule.options(), Map.of("steps", 2, "samples", 2)),
                    new RunPlan.DataRef("", dataset.name(), pairs.toString()),
                    DataBatches.facts(dataset, system.info().data()),
                    List.of());
        }
        RunDirectory directory = RunDirectory.create(temp.resolve("runs"), "pairs", id);
        Files.write(directory.options(), plan.toJson().getBytes(StandardCharsets.UTF_8));
        try (TrainingRun run = TrainingRun.begin(directory, plan, TinyData.batches(plan))) {
            while (!run.finished()) {
                run.step(Update.BOTH);
            }
        }
        return directory;
    }
}
