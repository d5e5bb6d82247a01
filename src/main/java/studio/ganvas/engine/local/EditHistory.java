package studio.ganvas.engine.local;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.checkpoint.AtomicFiles;
import studio.ganvas.data.DatasetEdits;
import studio.ganvas.data.Edit;

/**
 * The edits of datasets, by the dataset's place. Each step is a file of its own that never changes, named after its content:
 * a run that began with it finds the same pictures when it is resumed, whatever was edited since.
 */
final class EditHistory {
    private static final Logger LOG = LoggerFactory.getLogger(EditHistory.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;

    EditHistory(Path home) {
        root = home.resolve("dataset-edits");
    }

    /** The folder for what is known of the dataset at {@code place}. */
    Path folder(Path place) {
        String full = place.toAbsolutePath().normalize().toString();
        String name =
                place.getFileName() == null ? "dataset" : place.getFileName().toString();
        return root.resolve(
                name.replaceAll("[^A-Za-z0-9._-]+", "-") + "-" + print(full.getBytes(StandardCharsets.UTF_8)));
    }

    private static String print(byte[] bytes) {
        return UUID.nameUUIDFromBytes(bytes).toString().substring(0, 13);
    }

    /** How many steps can be taken back. */
    synchronized int steps(Path place) {
        return history(place).size();
    }

    /** The file of the edits in force, which opens as a dataset; empty where there are none. */
    synchronized Optional<Path> current(Path place) {
        List<String> history = history(place);
        return history.isEmpty() ? Optional.empty() : Optional.of(file(place, history.get(history.size() - 1)));
    }

    /** Adds a step. */
    synchronized void push(Path place, List<Edit> edits) throws IOException {
        Optional<Path> before = current(place);
        DatasetEdits now = before.isPresent()
                ? DatasetEdits.read(before.get())
                : new DatasetEdits(Optional.of(place.toAbsolutePath().normalize()), List.of());
        byte[] json = now.with(edits).toJson();
        String name = print(json);
        Path file = file(place, name);
        Files.createDirectories(file.getParent());
        AtomicFiles.write(file, json);
        List<String> history = new ArrayList<>(history(place));
        history.add(name);
        save(place, history);
    }

    /** Takes the newest step back; its file stays for the runs that began with it. */
    synchronized void pop(Path place) throws IOException {
        List<String> history = new ArrayList<>(history(place));
        if (!history.isEmpty()) {
            history.remove(history.size() - 1);
            save(place, history);
        }
    }

    private Path file(Path place, String name) {
        return folder(place).resolve(name).resolve(DatasetEdits.FILE);
    }

    private List<String> history(Path place) {
        Path file = folder(place).resolve("history.json");
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            return JSON.readValue(file.toFile(), new TypeReference<List<String>>() {}).stream()
                    .filter(name -> name.matches("[0-9a-f-]+") && Files.isRegularFile(file(place, name)))
                    .toList();
        } catch (IOException e) {
            LOG.warn("The edits of {} can't be read; the dataset is taken as it is", place, e);
            return List.of();
        }
    }

    private void save(Path place, List<String> history) throws IOException {
        AtomicFiles.write(folder(place).resolve("history.json"), JSON.writeValueAsBytes(history));
    }
}
