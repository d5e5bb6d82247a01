package studio.ganvas.engine.model;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a model without loading it.
 *
 * @param text what its maker says of it, as Markdown: the {@code README.md} of a packed one
 * @param facts of a model that Ganvas trained
 * @param place the file or the run's folder
 * @param bytes of the file; of a run, of its newest network
 */
public record ModelCard(Optional<String> text, Optional<Facts> facts, Path place, long bytes) {
    /**
     * What Ganvas wrote into a model.
     *
     * @param paper of its system, for people
     * @param data name of what it learnt from
     * @param step training steps behind it
     * @param changed options that are not the system's own, by their keys
     */
    public record Facts(String system, String paper, String data, long step, Map<String, String> changed) {}
}
