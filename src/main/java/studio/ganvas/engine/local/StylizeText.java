package studio.ganvas.engine.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.engine.stylize.AttentionSettings;
import studio.ganvas.engine.stylize.RhoSetting;
import studio.ganvas.engine.stylize.SizeMode;
import studio.ganvas.engine.stylize.StylizeSettings;

/** Settings as the text that goes into a PNG. */
final class StylizeText {
    private static final Logger LOG = LoggerFactory.getLogger(StylizeText.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private StylizeText() {}

    static Map<String, String> of(StylizeSettings settings) {
        ObjectNode root = JSON.createObjectNode();
        root.put("model", settings.modelId());
        root.put("modelName", settings.modelName());
        root.put("direction", settings.direction());
        root.put("size", settings.size().name());
        root.put("strength", settings.strength());
        root.put("photo", settings.photoName());
        root.put("photoPrint", settings.photoPrint());
        if (!settings.rho().isEmpty()) {
            root.set("rho", JSON.valueToTree(settings.rho()));
        }
        if (settings.attention().shown()) {
            root.set("attention", JSON.valueToTree(settings.attention()));
        }
        Map<String, String> text = new LinkedHashMap<>();
        text.put("Software", "Ganvas");
        text.put(StylizeSettings.KEYWORD, root.toString());
        return text;
    }

    /** The settings in a file's texts; empty when there are none that can be understood. */
    static Optional<StylizeSettings> read(Map<String, String> texts) {
        String text = texts.get(StylizeSettings.KEYWORD);
        if (text == null) {
            return Optional.empty();
        }
        try {
            JsonNode root = JSON.readTree(text);
            double strength = root.path("strength").asDouble(1);
            return Optional.of(new StylizeSettings(
                    root.path("model").asText(),
                    root.path("modelName").asText(),
                    root.path("direction").asText(),
                    SizeMode.valueOf(root.path("size").asText()),
                    Math.max(0, Math.min(1, strength)),
                    root.path("photo").asText(),
                    root.path("photoPrint").asText(),
                    root.has("rho")
                            ? JSON.convertValue(root.get("rho"), new TypeReference<List<RhoSetting>>() {})
                            : List.of(),
                    root.has("attention")
                            ? JSON.treeToValue(root.get("attention"), AttentionSettings.class)
                            : AttentionSettings.HIDDEN));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.info("The settings in this picture are left out: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
