package studio.ganvas.engine.local;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.checkpoint.AtomicFiles;
import studio.ganvas.engine.dataset.DatasetEntry;

/** The library's entries: starters found among the assets, and the user's own places in {@code datasets.json}. */
final class DatasetList {
    private static final Logger LOG = LoggerFactory.getLogger(DatasetList.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final List<DatasetEntry> starters;
    private final List<DatasetEntry> own = new ArrayList<>();

    DatasetList(Path home, Path assets) {
        this.file = home.resolve("datasets.json");
        this.starters = findStarters(assets.resolve("datasets"));
        load();
    }

    private static List<DatasetEntry> findStarters(Path folder) {
        if (!Files.isDirectory(folder)) {
            LOG.warn("There are no starter datasets in {}", folder);
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            // the richest first: it is what a newcomer's first training is offered
            return files.filter(path -> path.toString().endsWith(".zip"))
                    .sorted(Comparator.comparing((Path path) -> path.toFile().length())
                            .reversed())
                    .map(path -> {
                        String name = name(path);
                        return new DatasetEntry(name, name, path.toAbsolutePath(), true);
                    })
                    .toList();
        } catch (IOException e) {
            LOG.warn("The starter datasets can't be listed", e);
            return List.of();
        }
    }

    private void load() {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try {
            List<String> places = JSON.readValue(file.toFile(), new TypeReference<List<String>>() {});
            places.forEach(place -> own.add(entry(Path.of(place))));
        } catch (IOException | RuntimeException e) {
            LOG.warn("The list of datasets can't be read; it starts anew", e);
        }
    }

    private void save() {
        try {
            Files.createDirectories(file.getParent());
            List<String> places =
                    own.stream().map(entry -> entry.location().toString()).toList();
            AtomicFiles.write(file, JSON.writeValueAsString(places).getBytes(StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            LOG.warn("The list of datasets can't be saved", e);
        }
    }

    private static DatasetEntry entry(Path location) {
        String id =
                name(location) + "-" + Integer.toHexString(location.toString().hashCode());
        return new DatasetEntry(id, name(location), location, false);
    }

    private static String name(Path location) {
        Path last = location.getFileName();
        return last == null ? location.toString() : last.toString().replaceFirst("(?i)\\.(zip|gz)$", "");
    }

    synchronized List<DatasetEntry> all() {
        return Stream.concat(starters.stream(), own.stream()).toList();
    }

    synchronized Optional<DatasetEntry> find(String id) {
        return all().stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /** The entry of a place, added when it is new. */
    synchronized DatasetEntry add(Path location) {
        Path place = location.toAbsolutePath().normalize();
        Optional<DatasetEntry> known =
                all().stream().filter(entry -> entry.location().equals(place)).findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        DatasetEntry added = entry(place);
        own.add(added);
        save();
        return added;
    }

    synchronized void remove(String id) {
        if (own.removeIf(entry -> entry.id().equals(id))) {
            save();
        }
    }
}
