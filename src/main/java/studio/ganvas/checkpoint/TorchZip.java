package studio.ganvas.checkpoint;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.ganvas.tensor.StateDict;

/**
 * The zip container of {@code torch.save} since 1.6: {@code <root>/data.pkl}, one stored entry {@code <root>/data/<key>}
 * per storage, {@code version} and {@code byteorder}. What is written here loads with {@code torch.load(…,
 * weights_only=True)}.
 */
public final class TorchZip {
    private static final int LARGEST_PICKLE = 64 << 20;

    private TorchZip() {}

    /** Writes one state dict, as {@code torch.save(net.state_dict(), path)} does; replaces the file atomically. */
    public static void write(Path path, StateDict stateDict) {
        TorchZipWriter.write(path, asNode(stateDict));
    }

    /** Writes several state dicts under their names, as {@code torch.save({'genA2B': …}, path)} does. */
    public static void write(Path path, Map<String, StateDict> stateDicts) {
        Map<String, Node> entries = new LinkedHashMap<>();
        stateDicts.forEach((name, stateDict) -> entries.put(name, asNode(stateDict)));
        TorchZipWriter.write(path, new Node.Dict(entries));
    }

    /** Writes a tree of dictionaries, lists, tensors, texts, numbers, flags and none; objects are refused. */
    public static void write(Path path, Node tree) {
        TorchZipWriter.write(path, tree);
    }

    private static Node.Dict asNode(StateDict stateDict) {
        Map<String, Node> entries = new LinkedHashMap<>();
        stateDict.entries().forEach((name, tensor) -> entries.put(name, new Node.Tensor(tensor)));
        return new Node.Dict(entries);
    }

    static Node read(ZipArchive zip, String root) {
        zip.entry(root + "byteorder").ifPresent(entry -> {
            if (!text(entry).strip().equals("little")) {
                throw new CheckpointException(
                        "This file was written on a big-endian machine, which Ganvas does not read. Load and save it again in Python on an ordinary one.");
            }
        });
        ByteSource pickle = zip.entry(root + "data.pkl").orElseThrow();
        if (pickle.size() > LARGEST_PICKLE) {
            throw new CheckpointException(
                    "The table of contents of this file has %,d bytes. No checkpoint's has so many."
                            .formatted(pickle.size()));
        }
        byte[] bytes = new byte[(int) pickle.size()];
        pickle.read(0, bytes.length).get(bytes);
        Map<String, Storage> storages = new HashMap<>();
        return PickleReader.withStorages(ByteSource.of(bytes), id -> {
            Storage described = PickleReader.describe(id);
            String key = PickleGlobals.as(String.class, id.get(2));
            Storage known = storages.computeIfAbsent(
                    key,
                    k -> described.locate(
                            zip.entry(root + "data/" + k)
                                    .orElseThrow(
                                            () -> new CheckpointException(
                                                    "This file is damaged: the numbers of one of its tensors are missing. Copy or download it again."))));
            if (known.dtype() != described.dtype() || known.length() != described.length()) {
                throw PickleGlobals.misplaced();
            }
            return known;
        });
    }

    static String text(ByteSource entry) {
        byte[] bytes = new byte[(int) Math.min(entry.size(), 64)];
        entry.read(0, bytes.length).get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
