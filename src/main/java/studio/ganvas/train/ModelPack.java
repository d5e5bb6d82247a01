package studio.ganvas.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import studio.ganvas.checkpoint.AtomicFiles;
import studio.ganvas.checkpoint.Safetensors;
import studio.ganvas.tensor.DType;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;

/**
 * A trained run as a small folder to give away: {@code model.safetensors} with the wanted networks in half precision,
 * {@code training_options.json}, from which {@code ganvas train --options} trains it again, {@code card.json} (system, data,
 * steps, environment), {@code stats.jsonl} (each of the first thousand steps, then each tenth) and the newest sample sheet. Pictures to show it with are added by whoever can run
 * it.
 */
public final class ModelPack {
    public static final String MODEL = "model.safetensors";
    public static final String OPTIONS = "training_options.json";
    public static final String CARD = "card.json";
    public static final String STATS = "stats.jsonl";
    public static final String SAMPLES = "samples.png";
    /** Key in the card of what it is shown with: names of inputs, seeds. */
    public static final String SHOWN = "shown";
    /** Folder of pictures to try a translator with. */
    public static final String INPUTS = "inputs";
    /** Folder of what it makes of them, by the same names; or of pictures of seeds. */
    public static final String RESULTS = "results";
    /** Folder of the same pictures with what the generator looks at over them. */
    public static final String ATTENTION = "attention";

    private static final int ALL_STEPS = 1000;
    private static final int THINNED = 10;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ModelPack() {}

    /**
     * Packs the newest snapshot of a run.
     *
     * @param networks names of the networks to keep; empty for all
     * @param folder made when missing; files of an earlier pack are replaced, others stay
     * @return the step of the snapshot
     * @throws RunException when the run has no whole snapshot, no network of such a name, or can't be read
     */
    public static long write(Path run, Set<String> networks, Path folder) {
        RunDirectory directory = new RunDirectory(run);
        SavedModel model = SavedModel.open(run, network -> networks.isEmpty() || networks.contains(network));
        for (String network : networks) {
            if (model.weights().sub(network + ".").size() == 0) {
                throw new RunException("The run has no network “" + network + "”. It has: "
                        + String.join(", ", model.plan().system().info().networkNames()));
            }
        }
        RunPlan plan = anywhere(model.plan());
        try {
            Files.createDirectories(folder);
            Map<String, String> header = Snapshots.describe(plan, model.step());
            Safetensors.write(folder.resolve(MODEL), halved(model.weights()), header);
            AtomicFiles.write(folder.resolve(OPTIONS), (plan.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
            AtomicFiles.write(folder.resolve(CARD), card(directory, model).getBytes(StandardCharsets.UTF_8));
            List<String> lines = thinned(Files.readAllLines(directory.stats()), model.step());
            AtomicFiles.write(
                    folder.resolve(STATS), (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            List<Long> sheets = directory.sheets();
            if (!sheets.isEmpty()) {
                Path newest = directory.fakes(sheets.get(sheets.size() - 1));
                AtomicFiles.write(folder.resolve(SAMPLES), Files.readAllBytes(newest));
            }
        } catch (IOException e) {
            throw new RunException("The run " + run + " can't be packed: " + e.getMessage(), e);
        }
        return model.step();
    }

    /**
     * Adds something to the card of a packed model.
     *
     * @throws RunException when the card can't be read or written
     */
    public static void note(Path folder, String key, Map<String, ?> value) {
        Path file = folder.resolve(CARD);
        try {
            ObjectNode card = (ObjectNode) JSON.readTree(file.toFile());
            card.set(key, JSON.valueToTree(value));
            AtomicFiles.write(file, (JSON.writeValueAsString(card) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException | ClassCastException e) {
            throw new RunException("The card " + file + " can't be added to: " + e.getMessage(), e);
        }
    }

    /** Every step of the beginning, by which a run made again can be compared, and then enough for a curve. */
    private static List<String> thinned(List<String> lines, long steps) {
        int last = (int) Math.min(lines.size(), steps);
        return IntStream.range(0, last)
                .filter(i -> i < ALL_STEPS || i % THINNED == THINNED - 1 || i == last - 1)
                .mapToObj(lines::get)
                .toList();
    }

    /** The plan without the place where its pictures lay on the machine of the run. */
    private static RunPlan anywhere(RunPlan plan) {
        RunPlan.DataRef data = new RunPlan.DataRef(plan.data().id(), plan.data().name(), "");
        return new RunPlan(plan.system(), plan.options(), plan.schedule(), data, plan.facts(), plan.detours());
    }

    private static StateDict halved(StateDict weights) {
        Map<String, HostTensor> halves = new LinkedHashMap<>();
        weights.entries()
                .forEach((name, tensor) -> halves.put(name, tensor.dtype() == DType.F32 ? tensor.asFloat16() : tensor));
        return new StateDict(halves);
    }

    private static String card(RunDirectory directory, SavedModel model) throws IOException {
        RunPlan plan = model.plan();
        ObjectNode card = JSON.createObjectNode();
        card.put("system", plan.system().info().title());
        card.put("paper", plan.system().info().paper());
        card.put("data", plan.data().name());
        card.put("steps", model.step());
        long batches = plan.system().batches(plan.options(), model.step()).first();
        card.put("pictures", batches * plan.options().integer(DataBatches.BATCH_SIZE));
        card.put("command", "ganvas train --options=" + OPTIONS);
        card.set("environment", JSON.valueToTree(RunEnvironment.read(directory)));
        return JSON.writeValueAsString(card) + "\n";
    }
}
