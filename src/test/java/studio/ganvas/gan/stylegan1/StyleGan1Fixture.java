package studio.ganvas.gan.stylegan1;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.gan.style.Widths;
import studio.ganvas.golden.Golden;
import studio.ganvas.tensor.StateDict;

/** The fixture's networks, as its configuration says. */
record StyleGan1Fixture(Golden golden, NetworkSpec spec) {
    private static final int LARGEST = 1024;
    private static final Pattern POINT = Pattern.compile("s(\\d+)_a(-?[0-9.]+)");

    static StyleGan1Fixture open() {
        Golden golden = Golden.open("stylegan1");
        Map<Integer, Integer> widths = new HashMap<>();
        for (int resolution = 4; resolution <= LARGEST; resolution *= 2) {
            int published = new Widths(16384, 512).at(resolution);
            widths.put(
                    resolution,
                    golden.root().path("width_constants").path("" + published).asInt(published));
        }
        JsonNode config = golden.config();
        return new StyleGan1Fixture(
                golden,
                new NetworkSpec(
                        config.path("code_dim").asInt(),
                        config.path("n_mlp").asInt(),
                        LARGEST,
                        3,
                        new Widths(1, 1, widths),
                        config.path("fused").asBoolean(),
                        config.path("from_rgb_activate").asBoolean()));
    }

    /** State dicts of a checkpoint, wholly read. */
    Map<String, StateDict> checkpoint(String name) {
        Map<String, StateDict> read = new LinkedHashMap<>();
        try (Checkpoint file = Checkpoints.open(golden.file(name))) {
            file.stateDicts().forEach((path, state) -> read.put(path, Checkpoints.inMemory(state)));
        }
        return read;
    }

    /** The file with everything; its number is the step's. */
    String trained() {
        for (JsonNode file : golden.root().path("files")) {
            if (file.asText().startsWith("train_step")) {
                return file.asText();
            }
        }
        throw new AssertionError("There is no train_step file");
    }

    /** Every (step, alpha) of outputs with this prefix, by the rest of the tensor's name. */
    Map<String, Stage> points(String prefix) {
        Map<String, Stage> points = new LinkedHashMap<>();
        golden.io().names().forEach(name -> {
            Matcher found = POINT.matcher(name);
            if (name.startsWith(prefix) && found.find() && name.endsWith(found.group())) {
                points.put(
                        found.group(), new Stage(Integer.parseInt(found.group(1)), Double.parseDouble(found.group(2))));
            }
        });
        return points;
    }
}
