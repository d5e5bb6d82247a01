package studio.ganvas.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.tensor.DType;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;

/**
 * The safetensors container: eight bytes of header length, a JSON header with each tensor's type, shape and place, then
 * the raw little-endian data without gaps.
 */
public final class Safetensors {
    private static final int LARGEST_HEADER = 4 << 20;
    private static final int ALIGNMENT = 8;
    private static final String METADATA = "__metadata__";
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxNumberLength(20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private Safetensors() {}

    /**
     * Writes {@code stateDict} and replaces the file atomically. The header keeps its order; the data stand widest type
     * first, so that every tensor is aligned, as other readers demand.
     *
     * @param metadata texts to keep in the header, such as the JSON of a run's options
     * @throws CheckpointException if the file could not be written; an earlier one is unchanged then
     */
    public static void write(Path path, StateDict stateDict, Map<String, String> metadata) {
        ObjectNode header = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            header.set(METADATA, JSON.valueToTree(metadata));
        }
        List<Map.Entry<String, HostTensor>> widestFirst = stateDict.entries().entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue().dtype().bytes()))
                .toList();
        Map<String, Long> offsets = new HashMap<>();
        long end = 0;
        for (Map.Entry<String, HostTensor> entry : widestFirst) {
            offsets.put(entry.getKey(), end);
            end += entry.getValue().byteSize();
        }
        stateDict.entries().forEach((name, tensor) -> {
            ObjectNode entry = header.putObject(name);
            entry.put("dtype", tensor.dtype().name());
            entry.set("shape", JSON.valueToTree(tensor.shape()));
            long from = offsets.get(name);
            entry.putArray("data_offsets").add(from).add(from + tensor.byteSize());
        });
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] padding = new byte[padded - json.length];
        Arrays.fill(padding, (byte) ' ');
        AtomicFiles.write(path, out -> {
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(padded)
                    .array());
            out.write(json);
            out.write(padding);
            WritableByteChannel channel = Channels.newChannel(out);
            for (Map.Entry<String, HostTensor> entry : widestFirst) {
                channel.write(entry.getValue().bytes());
            }
        });
    }

    /** Reads the whole file into memory. For lazy tensors and metadata use {@link Checkpoints#open}. */
    public static StateDict read(Path path) {
        return Checkpoints.readAll(path, CheckpointFormat.SAFETENSORS);
    }

    /** Whether the file could be safetensors: eight bytes of length, then the opening brace of its header. */
    static boolean looksLike(ByteBuffer head) {
        return head.remaining() >= 9 && head.get(8) == '{';
    }

    record Content(Node.Dict root, Map<String, String> metadata) {}

    static Content read(ByteSource source) {
        long headerLength = source.read(0, 8).getLong();
        if (headerLength < 2 || headerLength > source.size() - 8) {
            throw new CheckpointException(
                    "This safetensors file is cut short or damaged: its header should have %,d bytes, the file has %,d. Copy or download it again."
                            .formatted(headerLength, source.size()));
        }
        if (headerLength > LARGEST_HEADER) {
            throw new CheckpointException(
                    "The header of this safetensors file has %,d bytes. No checkpoint's has so many."
                            .formatted(headerLength));
        }
        byte[] json = new byte[(int) headerLength];
        source.read(8, headerLength).get(json);
        ByteSource data = source.slice(8 + headerLength, source.size() - 8 - headerLength);
        JsonNode header = parse(json);
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : header.properties()) {
            if (field.getKey().equals(METADATA)) {
                for (Map.Entry<String, JsonNode> text : field.getValue().properties()) {
                    metadata.put(text.getKey(), text.getValue().asText());
                }
            } else {
                entries.add(Entry.of(field.getKey(), field.getValue()));
            }
        }
        checkCoverage(entries, data.size());
        Map<String, Node> tensors = new LinkedHashMap<>();
        for (Entry entry : entries) {
            tensors.put(entry.name(), new Node.Tensor(entry.tensor(data)));
        }
        return new Content(new Node.Dict(tensors), metadata);
    }

    private static JsonNode parse(byte[] json) {
        try {
            JsonNode header = JSON.readTree(json);
            if (header != null && header.isObject()) {
                return header;
            }
        } catch (JsonProcessingException e) {
            throw new CheckpointException(
                    "This safetensors file is damaged: its header cannot be read (" + e.getOriginalMessage() + ").", e);
        } catch (IOException e) {
            throw new CheckpointException("This safetensors file is damaged: its header cannot be read.", e);
        }
        throw new CheckpointException("This safetensors file is damaged: its header lists no tensors.");
    }

    private static void checkCoverage(List<Entry> entries, long size) {
        long end = 0;
        List<Entry> inOrder = entries.stream()
                .sorted(Comparator.comparingLong(Entry::from).thenComparingLong(Entry::to))
                .toList();
        for (Entry entry : inOrder) {
            if (entry.from() != end || entry.to() < end) {
                throw new CheckpointException("This safetensors file is damaged: the data of \"" + entry.name()
                        + "\" overlaps another tensor's or leaves a gap.");
            }
            end = entry.to();
        }
        if (end != size) {
            throw new CheckpointException(
                    "This safetensors file is cut short or damaged: its tensors need %,d bytes, but %,d are there. Copy or download it again."
                            .formatted(end, size));
        }
    }

    private record Entry(String name, DType dtype, long[] shape, long from, long to) {
        static Entry of(String name, JsonNode json) {
            JsonNode offsets = json.path("data_offsets");
            JsonNode sides = json.path("shape");
            boolean wellFormed = json.path("dtype").isTextual()
                    && sides.isArray()
                    && sides.size() <= 32
                    && offsets.size() == 2
                    && offsets.get(0).canConvertToLong()
                    && offsets.get(1).canConvertToLong();
            if (!wellFormed) {
                throw new CheckpointException(
                        "This safetensors file is damaged: the description of \"" + name + "\" is incomplete.");
            }
            long[] shape = new long[sides.size()];
            for (int i = 0; i < shape.length; i++) {
                if (!sides.get(i).isIntegralNumber() || !sides.get(i).canConvertToLong()) {
                    throw new CheckpointException("This safetensors file is damaged: the shape of \"" + name
                            + "\" is not made of whole numbers.");
                }
                shape[i] = sides.get(i).longValue();
            }
            return new Entry(
                    name,
                    dtype(name, json.path("dtype").textValue()),
                    shape,
                    offsets.get(0).longValue(),
                    offsets.get(1).longValue());
        }

        private static DType dtype(String name, String text) {
            return Arrays.stream(DType.values())
                    .filter(dtype -> dtype.name().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new CheckpointException("The tensor \"" + name + "\" has numbers of type " + text
                            + ", which Ganvas does not read. Convert it to F32."));
        }

        HostTensor tensor(ByteSource data) {
            return new NumpyType(dtype, false).array(data.slice(from, to - from), shape, false);
        }
    }
}
