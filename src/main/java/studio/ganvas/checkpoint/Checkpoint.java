package studio.ganvas.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.tensor.StateDict;

/**
 * An open checkpoint. Its tensors read the file each time their bytes are asked for, so that of a file with six networks
 * only the wanted one is ever in memory; they must be read before {@link #close()}. May be read from several threads.
 */
public final class Checkpoint implements AutoCloseable {
    private final CheckpointFormat format;
    private final Node root;
    private final Map<String, String> metadata;
    private final Map<String, StateDict> stateDicts;
    private final List<Closeable> resources;

    Checkpoint(CheckpointFormat format, Node root, Map<String, String> metadata, List<Closeable> resources) {
        this.format = format;
        this.root = root;
        this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        this.stateDicts = StateDicts.find(root);
        this.resources = List.copyOf(resources);
    }

    public CheckpointFormat format() {
        return format;
    }

    /** Everything in the file. */
    public Node root() {
        return root;
    }

    /**
     * Every state dict in the tree under its dotted path: "" for a bare one, "state_dict", "genA2B", "G_ema". Networks of
     * an NVIDIA snapshot appear with the names of their parameters and buffers. Optimizer states are left out.
     */
    public Map<String, StateDict> stateDicts() {
        return stateDicts;
    }

    /** Texts that the container keeps beside the tensors; empty for most. */
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public void close() {
        closeAll(resources);
    }

    static void closeAll(List<Closeable> resources) {
        for (Closeable resource : resources) {
            try {
                resource.close();
            } catch (IOException e) {
                throw new CheckpointException("A checkpoint could not be closed: " + e.getMessage(), e);
            }
        }
    }
}
