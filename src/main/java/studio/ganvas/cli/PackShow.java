package studio.ganvas.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Datasets;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Truncation;
import studio.ganvas.engine.model.ModelFacts;
import studio.ganvas.engine.stylize.SizeMode;
import studio.ganvas.engine.stylize.StylizeRequest;
import studio.ganvas.engine.stylize.Stylized;
import studio.ganvas.gan.DataKind;
import studio.ganvas.image.ColourMap;
import studio.ganvas.image.Overlay;
import studio.ganvas.image.Pixels;
import studio.ganvas.train.ModelPack;
import studio.ganvas.train.RunException;
import studio.ganvas.train.RunPlan;
import studio.ganvas.train.TrialPictures;

/**
 * Adds to a packed model what it can be shown with at once: of a translator pictures that it was not trained on, what it makes
 * of them and where it looks; of other generators pictures of a few seeds.
 */
final class PackShow {
    private static final int MOST_INPUTS = 6;
    private static final int MOST_SEEDS = 9;
    private static final double OPACITY = 0.5;

    private final Studio studio;
    private final RunPlan plan;
    private final Path folder;
    private final String model;

    /**
     * @param plan as the run has it, with the place of its pictures
     * @param folder of the packed model
     */
    PackShow(Studio studio, RunPlan plan, Path folder) {
        this.studio = studio;
        this.plan = plan;
        this.folder = folder;
        this.model = folder.resolve(ModelPack.MODEL).toString();
    }

    /**
     * Writes the pictures.
     *
     * @param data where its pictures are now; empty for the place that the plan names
     * @param show names of pictures, or seeds; empty for any
     * @param psi truncation ψ of pictures of seeds
     * @return in words what was written, or why nothing was
     */
    String write(Optional<Path> data, List<String> show, double psi) throws IOException {
        for (String place : List.of(ModelPack.INPUTS, ModelPack.RESULTS, ModelPack.ATTENTION)) {
            clear(folder.resolve(place));
        }
        DataKind kind = plan.system().info().data();
        if (kind == DataKind.PAIRS || kind == DataKind.DOMAINS) {
            return translations(data.orElseGet(() -> Path.of(plan.data().location())), show);
        }
        return plan.drawsLatents() ? seeds(show, psi) : "";
    }

    private static void clear(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            try (Stream<Path> files = Files.list(place)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".png")).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private String translations(Path data, List<String> show) throws IOException {
        if (data.toString().isEmpty() || !Files.exists(data)) {
            return "No pictures to try it with: its data is not at “" + data + "”. Name its place with --data.";
        }
        ModelFacts facts = studio.models().facts(model).join();
        String way = facts.directions().get(0);
        TrialPictures trial;
        try (Dataset dataset = Datasets.open(data)) {
            trial = TrialPictures.of(dataset, plan, way.equals("AtoB"), show, MOST_INPUTS);
        }
        for (Map.Entry<String, Pixels> each : trial.pictures().entrySet()) {
            Stylized made = studio.stylist()
                    .stylize(new StylizeRequest(model, way, each.getValue(), SizeMode.RESIZE), done -> {})
                    .join();
            String file = each.getKey() + ".png";
            png(ModelPack.INPUTS, file, each.getValue());
            png(ModelPack.RESULTS, file, made.picture());
            if (made.attention().isPresent()) {
                png(
                        ModelPack.ATTENTION,
                        file,
                        Overlay.heat(each.getValue(), made.attention().get().map(), ColourMap.DEFAULT, OPACITY));
            }
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("direction", way);
        shown.put("inputs", List.copyOf(trial.pictures().keySet()));
        shown.put("trainedOn", !trial.heldOut());
        ModelPack.note(folder, ModelPack.SHOWN, shown);
        return String.format(
                Locale.ROOT,
                "%d pictures to try it with, %s",
                trial.pictures().size(),
                trial.heldOut()
                        ? "none of which it was trained on"
                        : "which it was trained on (nothing was kept aside)");
    }

    private String seeds(List<String> show, double psi) throws IOException {
        List<Long> seeds = show.isEmpty()
                ? LongStream.range(0, MOST_SEEDS).boxed().toList()
                : show.stream().map(PackShow::seed).toList();
        int classes = studio.latent().facts(model).join().classes().size();
        for (int i = 0; i < seeds.size(); i++) {
            LatentState state =
                    LatentState.of(model, seeds.get(i)).with(Truncation.of(psi)).withClasses(inTurn(i, classes));
            Pixels picture = studio.latent().render(state, preview -> {}).join().picture();
            // numbered, because the order of seeds is that of the picking
            png(ModelPack.RESULTS, String.format(Locale.ROOT, "%02d-seed%04d.png", i, seeds.get(i)), picture);
        }
        ModelPack.note(folder, ModelPack.SHOWN, Map.of("seeds", seeds, "psi", psi));
        return String.format(Locale.ROOT, "pictures of %d seeds", seeds.size());
    }

    /** One class after the other. */
    private static List<Double> inTurn(int number, int classes) {
        return IntStream.range(0, classes)
                .mapToObj(each -> each == number % classes ? 1.0 : 0.0)
                .toList();
    }

    private static long seed(String text) {
        try {
            long seed = Long.parseLong(text);
            LatentState.of("", seed);
            return seed;
        } catch (IllegalArgumentException e) {
            throw new RunException("--show takes seeds of a StyleGAN such as 3,85,17, not “" + text + "”.", e);
        }
    }

    private void png(String place, String file, Pixels picture) throws IOException {
        try {
            Files.createDirectories(folder.resolve(place));
            PngFiles.write(folder.resolve(place).resolve(file), picture, Map.of());
        } catch (IOException e) {
            throw new StudioException("The picture " + file + " can't be written: " + e.getMessage(), e);
        }
    }
}
