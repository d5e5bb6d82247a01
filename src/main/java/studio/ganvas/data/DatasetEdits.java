package studio.ganvas.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The file {@code ganvas-dataset.json}: what is changed about a dataset while it is read. Beside the pictures of a folder
 * or in a zip it speaks of those; elsewhere it names its {@code source}. {@link Datasets} honours it in both places.
 *
 * @param source the dataset that is meant; empty for the one that the file lies in
 * @param edits in the order in which they were made
 */
public record DatasetEdits(Optional<Path> source, List<Edit> edits) {
    /** The name of the file. */
    public static final String FILE = "ganvas-dataset.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARK = "ganvas-dataset";
    private static final int VERSION = 1;
    private static final int MAX_BYTES = 64 << 20;

    public DatasetEdits {
        Objects.requireNonNull(source);
        edits = List.copyOf(edits);
    }

    /** Whether a file of this name may be one that names its source. */
    static boolean isName(Path file) {
        return file.getFileName() != null && file.getFileName().toString().equals(FILE);
    }

    /** The same with further edits. */
    public DatasetEdits with(List<Edit> more) {
        List<Edit> all = new ArrayList<>(edits);
        all.addAll(more);
        return new DatasetEdits(source, all);
    }

    /** Reads such a file; an exception says what is wrong with it. */
    public static DatasetEdits read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " is larger than " + (MAX_BYTES >> 20) + " MB, so it is no list of edits");
        }
        return parse(Files.readAllBytes(file), file.toString());
    }

    static DatasetEdits parse(byte[] json, String name) throws IOException {
        try {
            JsonNode root = JSON.readTree(json);
            if (root.path(MARK).asInt() != VERSION) {
                throw new IOException(name + " was not written by this version of Ganvas");
            }
            List<Edit> edits = new ArrayList<>();
            for (JsonNode each : root.path("edits")) {
                edits.add(edit(each));
            }
            Optional<Path> source = root.path("source").isTextual()
                    ? Optional.of(Path.of(root.path("source").asText()))
                    : Optional.empty();
            return new DatasetEdits(source, edits);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException(name + " is damaged; delete it to read the dataset without its edits", e);
        }
    }

    private static Edit edit(JsonNode node) {
        String name = node.path("name").asText();
        return switch (node.path("do").asText()) {
            case "skip" -> new Edit.Skip(name, node.path("why").asText());
            case "convert" -> new Edit.Convert(name, node.path("channels").asInt());
            case "fit" ->
                new Edit.Fit(
                        name, node.path("width").asInt(), node.path("height").asInt());
            case "move" -> new Edit.Move(name, node.path("split").asText());
            case "partner" -> new Edit.Partner(name, node.path("partner").asText());
            case "keep" -> new Edit.Keep(name, node.path("kind").asText());
            default -> throw new IllegalArgumentException("an unknown edit: " + node);
        };
    }

    /** The file's content; the same edits give the same bytes. */
    public byte[] toJson() {
        ObjectNode root = JSON.createObjectNode().put(MARK, VERSION);
        source.ifPresent(path -> root.put("source", path.toString()));
        ArrayNode list = root.putArray("edits");
        for (Edit edit : edits) {
            ObjectNode node = list.addObject();
            if (edit instanceof Edit.Skip e) {
                node.put("do", "skip").put("name", e.name()).put("why", e.why());
            } else if (edit instanceof Edit.Convert e) {
                node.put("do", "convert").put("name", e.name()).put("channels", e.channels());
            } else if (edit instanceof Edit.Fit e) {
                node.put("do", "fit").put("name", e.name());
                node.put("width", e.width()).put("height", e.height());
            } else if (edit instanceof Edit.Move e) {
                node.put("do", "move").put("name", e.name()).put("split", e.split());
            } else if (edit instanceof Edit.Partner e) {
                node.put("do", "partner").put("name", e.name()).put("partner", e.partner());
            } else if (edit instanceof Edit.Keep e) {
                node.put("do", "keep").put("name", e.name()).put("kind", e.kind());
            }
        }
        return root.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }
}
