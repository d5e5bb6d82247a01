package studio.ganvas.engine.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import studio.ganvas.data.PngFiles;
import studio.ganvas.image.Pixels;
import studio.ganvas.train.ModelPack;
import studio.ganvas.train.RunPlan;

/** The pictures in the folder of a packed model, and what its card says of them. */
final class PackedPictures {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final JsonNode shown;

    PackedPictures(Path folder) throws IOException {
        this.folder = folder;
        Path card = folder.resolve(ModelPack.CARD);
        this.shown = Files.isRegularFile(card)
                ? JSON.readTree(card.toFile()).path(ModelPack.SHOWN)
                : JSON.createObjectNode();
    }

    /** In the order that the card names them in, the best first; others after them. */
    private List<Path> pictures(String of) throws IOException {
        Path place = folder.resolve(of);
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .sorted(Comparator.<Path>comparingInt(this::place).thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }

    private int place(Path file) {
        int place = 0;
        for (JsonNode name : shown.path("inputs")) {
            if (file.getFileName().toString().equals(name.asText() + ".png")) {
                return place;
            }
            place++;
        }
        return place;
    }

    private static List<Pixels> read(List<Path> files) throws IOException {
        List<Pixels> all = new ArrayList<>();
        for (Path file : files) {
            all.add(PngFiles.read(file));
        }
        return all;
    }

    List<Path> inputs() throws IOException {
        return pictures(ModelPack.INPUTS);
    }

    /** One for each input or seed; the sample sheet where there are none. */
    List<Pixels> results() throws IOException {
        List<Pixels> results = read(pictures(ModelPack.RESULTS));
        Path sheet = folder.resolve(ModelPack.SAMPLES);
        return results.isEmpty() && Files.isRegularFile(sheet) ? read(List.of(sheet)) : results;
    }

    List<Pixels> attention() throws IOException {
        return read(pictures(ModelPack.ATTENTION));
    }

    List<Long> seeds() {
        List<Long> seeds = new ArrayList<>();
        shown.path("seeds").forEach(seed -> seeds.add(seed.asLong()));
        return seeds;
    }

    double psi() {
        return shown.path("psi").asDouble(1);
    }

    /** How it was trained; its data is found by name. */
    Optional<RunPlan> plan() throws IOException {
        Path options = folder.resolve(ModelPack.OPTIONS);
        return Files.isRegularFile(options)
                ? Optional.of(RunPlan.fromJson(Files.readString(options)))
                : Optional.empty();
    }
}
