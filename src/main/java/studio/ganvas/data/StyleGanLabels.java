package studio.ganvas.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** NVIDIA's {@code dataset.json}: {@code {"labels": [["00000/img00000000.png", 6], …]}}, or {@code null} for none. */
final class StyleGanLabels {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StyleGanLabels() {}

    /** File name → class number. Label vectors (not whole numbers) are no classes and are left out. */
    static Map<String, Integer> parse(byte[] json) throws IOException {
        Map<String, Integer> labels = new HashMap<>();
        for (JsonNode entry : JSON.readTree(json).path("labels")) {
            if (entry.size() == 2 && entry.get(0).isTextual() && entry.get(1).isInt()) {
                labels.put(
                        entry.get(0).textValue().replace('\\', '/'),
                        entry.get(1).intValue());
            }
        }
        return labels;
    }
}
