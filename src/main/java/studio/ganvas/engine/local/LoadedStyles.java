package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.checkpoint.CheckpointException;
import studio.ganvas.engine.StudioException;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.latent.Mapper;
import studio.ganvas.latent.Synthesiser;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.TensorException;
import studio.ganvas.tensor.TensorStore;
import studio.ganvas.train.GeneratorFile;
import studio.ganvas.train.RunException;

/** The generators in memory, with what is remembered of each: the last two that were used. On the compute thread only. */
final class LoadedStyles {
    private static final int MOST = 2;
    /** Features of a 1024-pixel picture in full take about as much. */
    private static final long FEATURE_BYTES = 768L << 20;

    private final Map<Path, Style> loaded = new LinkedHashMap<>(MOST, 0.75f, true);

    /** A generator ready for use; good until another is asked for. */
    record Style(
            GeneratorFile file,
            StyleGenerator generator,
            Mapper mapper,
            Synthesiser synthesiser,
            LatentComposer composer,
            TensorStore store,
            FileTime written) {
        void close() {
            synthesiser.close();
            store.close();
        }
    }

    /** The generator of a file, loaded unless it is in memory as it is on the disk. */
    Style get(Path file) {
        Optional<Style> known = Optional.ofNullable(loaded.get(file));
        FileTime written = written(file)
                .or(() -> known.map(Style::written))
                .orElseThrow(() -> new StudioException("The model " + file + " can't be read. Is it still there?"));
        if (known.filter(style -> style.written().equals(written)).isPresent()) {
            return known.get();
        }
        Optional.ofNullable(loaded.remove(file)).ifPresent(Style::close);
        while (loaded.size() >= MOST) {
            loaded.remove(loaded.keySet().iterator().next()).close();
        }
        Style style = load(file, written);
        loaded.put(file, style);
        return style;
    }

    private static Style load(Path file, FileTime written) {
        TensorStore store = new TensorStore();
        try (Scope scope = Scope.open()) {
            GeneratorFile opened = GeneratorFile.open(file, store);
            StyleGenerator generator = opened.styles();
            if (generator.channels() != 1 && generator.channels() != 3) {
                throw new StudioException(file.getFileName() + " makes pictures of " + generator.channels()
                        + " channels; Ganvas shows grey and RGB ones.");
            }
            Mapper mapper = new Mapper(generator);
            return new Style(
                    opened,
                    generator,
                    mapper,
                    new Synthesiser(generator, FEATURE_BYTES),
                    new LatentComposer(mapper),
                    store,
                    written);
        } catch (CheckpointException | RunException | TensorException e) {
            store.close();
            throw new StudioException(file.getFileName() + " can't be used as a model: " + e.getMessage(), e);
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

    void close() {
        loaded.values().forEach(Style::close);
        loaded.clear();
    }
}
