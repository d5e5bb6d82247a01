package studio.ganvas.train;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import studio.ganvas.checkpoint.AtomicFiles;

/**
 * {@code run-notes.json}: what a person has said about a run. It decides nothing about the numbers.
 *
 * @param title shown instead of the folder's name; empty for that
 * @param tags short words
 * @param kept steps of snapshots that are never deleted to make room
 */
public record RunNotes(String title, String text, List<String> tags, Set<Long> kept) {
    public static final RunNotes NONE = new RunNotes("", "", List.of(), Set.of());

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public RunNotes {
        tags = List.copyOf(tags);
        kept = Set.copyOf(kept);
    }

    /** The notes of a run; {@link #NONE} when there are none or they can't be read (half copied, for example). */
    public static RunNotes read(RunDirectory directory) {
        if (!Files.isRegularFile(directory.notes())) {
            return NONE;
        }
        try {
            JsonNode root = JSON.readTree(directory.notes().toFile());
            return new RunNotes(
                    root.path("title").asText(),
                    root.path("notes").asText(),
                    list(root.path("tags"), new TypeReference<List<String>>() {}),
                    new TreeSet<>(list(root.path("kept"), new TypeReference<List<Long>>() {})));
        } catch (IOException | IllegalArgumentException e) {
            return NONE;
        }
    }

    private static <T> List<T> list(JsonNode node, TypeReference<List<T>> type) {
        return node.isArray() ? JSON.convertValue(node, type) : List.of();
    }

    /** Replaces the notes of a run. */
    public void write(RunDirectory directory) {
        ObjectNode root = JSON.createObjectNode();
        root.put("title", title);
        root.put("notes", text);
        root.set("tags", JSON.valueToTree(tags));
        root.set("kept", JSON.valueToTree(new TreeSet<>(kept)));
        AtomicFiles.write(directory.notes(), root.toPrettyString().getBytes(StandardCharsets.UTF_8));
    }

    /** The same notes with other words. */
    public RunNotes with(String newTitle, String newText, Collection<String> newTags) {
        return new RunNotes(newTitle, newText, List.copyOf(newTags), kept);
    }

    /** The same notes with the snapshot of a step marked to be kept, or not any more. */
    public RunNotes withKept(long step, boolean keep) {
        Set<Long> steps = new TreeSet<>(kept);
        if (keep) {
            steps.add(step);
        } else {
            steps.remove(step);
        }
        return new RunNotes(title, text, tags, steps);
    }
}
