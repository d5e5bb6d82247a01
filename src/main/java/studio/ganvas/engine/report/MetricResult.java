package studio.ganvas.engine.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.ganvas.engine.metric.MetricNames;

/**
 * One number of a {@code metric-<name>.jsonl}, a line of which is {@code {"results": {"fid50k_full": 12.3}, "metric": …,
 * "snapshot_pkl": "network-snapshot-000200.pkl", …}} as NVIDIA's tools write it.
 *
 * @param step of the snapshot; −1 when the line does not tell
 * @param setting with what it was measured: features, generated and real pictures; empty when the line does not tell
 */
record MetricResult(String name, long step, double value, String setting) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern STEP = Pattern.compile("network-snapshot-(\\d+)");

    /** The numbers in a file; lines that can't be read, such as a torn last one, are left out. */
    static List<MetricResult> read(Path file) throws IOException {
        List<MetricResult> results = new ArrayList<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (MalformedInputException e) {
            return results;
        }
        for (String line : lines) {
            try {
                JsonNode node = JSON.readTree(line);
                long step = step(node);
                String setting = setting(node);
                node.path("results").properties().forEach(each -> {
                    if (each.getValue().isNumber()) {
                        results.add(new MetricResult(
                                each.getKey(), step, each.getValue().asDouble(), setting));
                    }
                });
            } catch (JsonProcessingException e) {
                continue;
            }
        }
        return results;
    }

    private static String setting(JsonNode line) {
        return line.has("features")
                ? ReportWords.of(
                        "metric.setting",
                        line.path("features").asText(),
                        Figures.count(line.path("generated").asLong()),
                        Figures.count(line.path("real").asLong()))
                : "";
    }

    /** Of each name those that were measured as its last one was: only they can be compared. */
    static List<MetricResult> comparable(List<MetricResult> results) {
        Map<String, String> last = new HashMap<>();
        results.forEach(result -> last.put(result.name(), result.setting()));
        return results.stream()
                .filter(result -> last.get(result.name()).equals(result.setting()))
                .toList();
    }

    private static long step(JsonNode line) {
        if (line.path("step").isIntegralNumber()) {
            return line.path("step").asLong();
        }
        for (JsonNode value : line) {
            Matcher name = STEP.matcher(value.asText());
            if (value.isTextual() && name.find()) {
                return Long.parseLong(name.group(1));
            }
        }
        return -1;
    }

    /** Whether this is the better of two values of the same metric. */
    boolean betterThan(MetricResult other) {
        return MetricNames.moreIsBetter(name) ? value > other.value : value < other.value;
    }
}
