package studio.ganvas.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import studio.ganvas.checkpoint.AtomicFiles;

/**
 * {@code metric-<name>.jsonl} of a run: one line a measurement, in the form of NVIDIA's files with a few fields more.
 *
 * <pre>
 *   {"results": {"fid": 41.3}, "metric": "fid", "step": 5000, "snapshot_pkl": "network-snapshot-005000.safetensors",
 *    "features": "ganvas-64-v1", "real": 2000, "generated": 2000, "total_time": 12.3, "timestamp": 1.7e9}
 * </pre>
 *
 * A line counts when its line break is there, too: what a crash or a full disk left of one is never taken for a whole
 * one, and is cut off before the next is written.
 */
public final class MetricLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "metric-";
    private static final String SUFFIX = ".jsonl";

    private final Path folder;

    /**
     * One measurement.
     *
     * @param metric name of the file
     * @param features id of the feature network
     */
    public record Line(
            String metric,
            long step,
            Map<String, Double> results,
            String features,
            int real,
            int generated,
            double seconds,
            double timestamp) {}

    public MetricLog(RunDirectory run) {
        folder = run.path();
    }

    /** @throws RunException when it can't be written; the lines before it stay whole */
    public void append(Line line) {
        Path file = folder.resolve(PREFIX + line.metric() + SUFFIX);
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            long end = wholeLines(channel);
            channel.truncate(end);
            channel.position(end);
            try {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(json(line) + "\n");
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(false);
            } catch (IOException e) {
                channel.truncate(end);
                throw e;
            }
        } catch (IOException e) {
            throw new RunException(
                    "The result can't be written to " + file + ": " + e.getMessage()
                            + ". Make room on the disk and measure again; earlier results are safe.",
                    e);
        }
    }

    /** Length up to and including the last line break. */
    private static long wholeLines(FileChannel channel) throws IOException {
        long end = channel.size();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (end > 0) {
            one.clear();
            channel.read(one, end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
            end--;
        }
        return 0;
    }

    private static String json(Line line) throws JsonProcessingException {
        ObjectNode node = JSON.createObjectNode();
        ObjectNode results = node.putObject("results");
        line.results().forEach((name, value) -> {
            if (Double.isFinite(value)) {
                results.put(name, value);
            } else {
                results.put(name, String.valueOf(value));
            }
        });
        node.put("metric", line.metric());
        node.put("step", line.step());
        node.put(
                "snapshot_pkl",
                new RunDirectory(Path.of("."))
                        .network(line.step())
                        .getFileName()
                        .toString());
        node.put("features", line.features());
        node.put("real", line.real());
        node.put("generated", line.generated());
        node.put("total_time", line.seconds());
        node.put("timestamp", line.timestamp());
        return JSON.writeValueAsString(node);
    }

    /** Every whole line of all metrics, by step, then as written. A file that can't be read counts as empty. */
    public List<Line> read() {
        List<Line> lines = new ArrayList<>();
        for (Path file : files()) {
            try {
                lines.addAll(read(file));
            } catch (IOException e) {
                throw new RunException("The results in " + file + " can't be read: " + e.getMessage(), e);
            }
        }
        lines.sort(Comparator.comparingLong(Line::step).thenComparingDouble(Line::timestamp));
        return lines;
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
                    })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new RunException("The run's folder " + folder + " can't be read: " + e.getMessage(), e);
        }
    }

    private static List<Line> read(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            parse(text.substring(from, end)).ifPresent(lines::add);
            from = end + 1;
        }
        return lines;
    }

    private static Optional<Line> parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (!node.path("results").isObject() || !node.path("metric").isTextual()) {
                return Optional.empty();
            }
            Map<String, Double> results = new LinkedHashMap<>();
            node.path("results")
                    .properties()
                    .forEach(entry -> results.put(
                            entry.getKey(),
                            entry.getValue().isNumber()
                                    ? entry.getValue().asDouble()
                                    : Double.parseDouble(entry.getValue().asText())));
            return Optional.of(new Line(
                    node.path("metric").asText(),
                    node.path("step").asLong(),
                    results,
                    node.path("features").asText(),
                    node.path("real").asInt(),
                    node.path("generated").asInt(),
                    node.path("total_time").asDouble(),
                    node.path("timestamp").asDouble()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Removes the results of steps after {@code step}, whose snapshots a resume makes again. */
    public void truncateAfter(long step) {
        for (Path file : files()) {
            try {
                List<String> kept = new ArrayList<>();
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                for (String line : text.lines().toList()) {
                    parse(line).filter(each -> each.step() <= step).ifPresent(each -> kept.add(line));
                }
                String now = kept.isEmpty() ? "" : String.join("\n", kept) + "\n";
                if (!now.equals(text)) {
                    AtomicFiles.write(file, now.getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new RunException("The results in " + file + " can't be read: " + e.getMessage(), e);
            }
        }
    }
}
