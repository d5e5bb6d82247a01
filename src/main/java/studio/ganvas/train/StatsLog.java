package studio.ganvas.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import studio.ganvas.gan.Update;

/**
 * {@code stats.jsonl}: one line a step, {@code {"step": 12, "G_loss": 0.71, …, "timestamp": …}}. A step that changed
 * only one network says so in {@code "update"}, so that a resume repeats it. Lines are written whole and unbuffered; a
 * torn last line (the machine went down) is ignored by readers and cut off by {@link #truncateAfter}.
 */
public final class StatsLog implements AutoCloseable {
    public static final String STEP = "step";
    public static final String TIMESTAMP = "timestamp";
    private static final String UPDATE = "update";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileChannel channel;

    /**
     * One step's line.
     *
     * @param values series to value, NaN and infinities included
     */
    public record Line(long step, Update update, Map<String, Double> values, double timestamp) {}

    public StatsLog(Path file) throws IOException {
        channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    public void append(Line line) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        node.put(STEP, line.step());
        if (line.update() != Update.BOTH) {
            node.put(UPDATE, line.update().name());
        }
        line.values().forEach((name, value) -> {
            if (Double.isFinite(value)) {
                node.put(name, value);
            } else {
                node.put(name, String.valueOf(value));
            }
        });
        node.put(TIMESTAMP, line.timestamp());
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(JSON.writeValueAsString(node) + "\n");
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Makes all lines survive a power cut. */
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Reads every whole line, oldest first; a missing file has none. */
    public static void read(Path file, Consumer<Line> reader) throws IOException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                parse(text).ifPresent(reader);
            }
        }
    }

    /** One line; empty for a torn one. NVIDIA's {@code {"mean": …}} values are understood too. */
    public static Optional<Line> parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (!node.isObject() || !node.has(STEP)) {
                return Optional.empty();
            }
            Map<String, Double> values = new LinkedHashMap<>();
            node.properties().forEach(entry -> {
                JsonNode value = entry.getValue().has("mean") ? entry.getValue().get("mean") : entry.getValue();
                boolean own = entry.getKey().equals(STEP)
                        || entry.getKey().equals(TIMESTAMP)
                        || entry.getKey().equals(UPDATE);
                if (!own && (value.isNumber() || value.isTextual())) {
                    values.put(entry.getKey(), number(value));
                }
            });
            Update update = Update.valueOf(node.path(UPDATE).asText(Update.BOTH.name()));
            return Optional.of(new Line(
                    node.get(STEP).asLong(),
                    update,
                    values,
                    node.path(TIMESTAMP).asDouble()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static double number(JsonNode value) {
        return value.isNumber() ? value.asDouble() : Double.parseDouble(value.asText());
    }

    /**
     * Cuts everything after {@code step} off, in place.
     *
     * @return the updates of the steps cut off that changed only one network
     */
    public static Map<Long, Update> truncateAfter(Path file, long step) throws IOException {
        Map<Long, Update> partial = new LinkedHashMap<>();
        if (!Files.isRegularFile(file)) {
            return partial;
        }
        long keep = 0;
        boolean keeping = true;
        byte[] all = Files.readAllBytes(file);
        int from = 0;
        while (from < all.length) {
            int end = from;
            while (end < all.length && all[end] != '\n') {
                end++;
            }
            boolean whole = end < all.length;
            Optional<Line> line =
                    whole ? parse(new String(all, from, end - from, StandardCharsets.UTF_8)) : Optional.empty();
            keeping &= line.isPresent() && line.get().step() <= step;
            if (keeping) {
                keep = end + 1L;
            } else {
                line.filter(cut -> cut.update() != Update.BOTH).ifPresent(cut -> partial.put(cut.step(), cut.update()));
            }
            from = end + 1;
        }
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            out.truncate(keep);
            out.force(true);
        }
        return partial;
    }
}
