package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.engine.StudioException;
import studio.ganvas.tensor.TensorStore;

/** The models in memory: the last few that were used. On the compute thread only. */
final class LoadedModels {
    private static final int MOST = 3;

    /** In the order of last use. */
    private final Map<Key, Loaded> loaded = new LinkedHashMap<>(MOST, 0.75f, true);

    /** Generators and discriminators of a file come into memory apart: the latter are seldom wanted. */
    private record Key(Path file, boolean judging) {}

    private record Loaded(ModelFiles.Model model, TensorStore store, FileTime written) {
        void close() {
            store.close();
            model.close();
        }
    }

    /** The model of a file, loaded unless it is in memory as it is on the disk, or as it was before it was deleted. */
    ModelFiles.Model get(Path file) {
        return get(new Key(file, false));
    }

    /** The same with the discriminators alone, which have no directions. */
    ModelFiles.Model judges(Path file) {
        return get(new Key(file, true));
    }

    private ModelFiles.Model get(Key key) {
        Path file = key.file();
        Optional<Loaded> known = Optional.ofNullable(loaded.get(key));
        FileTime written = written(file)
                .or(() -> known.map(Loaded::written))
                .orElseThrow(() -> new StudioException("The model " + file + " can't be read. Is it still there?"));
        if (known.filter(model -> model.written().equals(written)).isPresent()) {
            return known.get().model();
        }
        forget(key);
        makeRoom();
        TensorStore store = new TensorStore();
        try {
            ModelFiles.Model model = key.judging() ? ModelFiles.judges(file, store) : ModelFiles.load(file, store);
            loaded.put(key, new Loaded(model, store, written));
            return model;
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    private static Optional<FileTime> written(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void forget(Key key) {
        Optional.ofNullable(loaded.remove(key)).ifPresent(Loaded::close);
    }

    private void makeRoom() {
        Iterator<Loaded> oldest = loaded.values().iterator();
        while (loaded.size() >= MOST && oldest.hasNext()) {
            oldest.next().close();
            oldest.remove();
        }
    }
}
