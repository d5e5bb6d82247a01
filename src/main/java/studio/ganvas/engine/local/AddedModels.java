package studio.ganvas.engine.local;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.checkpoint.AtomicFiles;
import studio.ganvas.engine.model.ModelEntry;

/** Model files that a user has added, kept in a file of the home directory. Safe from any thread. */
final class AddedModels {
    private static final Logger LOG = LoggerFactory.getLogger(AddedModels.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final List<ModelEntry> entries = new CopyOnWriteArrayList<>();

    /** A line of the file. */
    private record Added(String location, String system, long step) {}

    AddedModels(Path file) {
        this.file = file;
        if (!Files.isRegularFile(file)) {
            return;
        }
        try {
            JSON.readValue(file.toFile(), new TypeReference<List<Added>>() {})
                    .forEach(each -> entries.add(entry(Path.of(each.location()), each.system(), each.step())));
        } catch (IOException | RuntimeException e) {
            LOG.warn("The list of models {} can't be read; it starts anew", file.getFileName(), e);
        }
    }

    private void save() {
        try {
            Files.createDirectories(file.getParent());
            List<Added> lines = entries.stream()
                    .map(each -> new Added(each.location().toString(), each.system(), each.step()))
                    .toList();
            AtomicFiles.write(file, JSON.writeValueAsString(lines).getBytes(StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            LOG.warn("The list of models {} can't be saved", file.getFileName(), e);
        }
    }

    private static ModelEntry entry(Path location, String system, long step) {
        String name = name(location);
        String id = name + "-" + Integer.toHexString(location.toString().hashCode());
        return new ModelEntry(id, name, system, step, location, false);
    }

    /** A file's name without its ending. */
    static String name(Path location) {
        return location.getFileName().toString().replaceFirst("\\.[A-Za-z]+$", "");
    }

    List<ModelEntry> list() {
        return List.copyOf(entries);
    }

    Optional<ModelEntry> at(Path location) {
        return entries.stream()
                .filter(entry -> entry.location().equals(location))
                .findFirst();
    }

    ModelEntry add(Path location, String system, long step) {
        ModelEntry added = entry(location, system, step);
        entries.add(added);
        save();
        return added;
    }

    /** Takes the entry off the list; false when there is none of that id. The file itself stays. */
    boolean remove(String id) {
        boolean gone = entries.removeIf(entry -> entry.id().equals(id));
        if (gone) {
            save();
        }
        return gone;
    }
}
