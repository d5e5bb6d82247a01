package studio.ganvas.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.tensor.Torch;

/** {@code environment.jsonl}: on what a run was trained, one line for each time that it began or went on. */
public final class RunEnvironment {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunEnvironment() {}

    /** Adds a line about this program and this machine. On the compute thread. */
    static void note(RunDirectory directory, long step) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        node.put("fromStep", step);
        node.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        node.put("device", Torch.describe());
        node.put("processors", Runtime.getRuntime().availableProcessors());
        node.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        node.put("java", System.getProperty("java.vendor") + " " + System.getProperty("java.version"));
        try {
            Files.writeString(
                    directory.environment(),
                    JSON.writeValueAsString(node) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lines that can be read, as name and text. */
    public static List<Map<String, String>> read(RunDirectory directory) {
        List<Map<String, String>> sessions = new ArrayList<>();
        if (!Files.isRegularFile(directory.environment())) {
            return sessions;
        }
        try {
            for (String line : Files.readAllLines(directory.environment())) {
                parse(line).ifPresent(sessions::add);
            }
        } catch (IOException e) {
            throw new RunException("The file " + directory.environment() + " can't be read: " + e.getMessage(), e);
        }
        return sessions;
    }

    private static Optional<Map<String, String>> parse(String line) {
        try {
            Map<String, String> values = new LinkedHashMap<>();
            JsonNode node = JSON.readTree(line);
            node.properties()
                    .forEach(each -> values.put(each.getKey(), each.getValue().asText()));
            return values.isEmpty() ? Optional.empty() : Optional.of(values);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
