package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.image.Pixels;

/** A folder of {@code frame00000.png} …, made beside its place and moved there. */
final class PngFilm implements FilmWriter {
    private static final Logger LOG = LoggerFactory.getLogger(PngFilm.class);

    private final Path target;
    private final Path unfinished;
    private int count;

    PngFilm(Path target) throws IOException {
        this.target = target;
        if (Files.exists(target) && !isEmptyFolder(target)) {
            throw new StudioException(target + " is there already. Choose a new or an empty folder.");
        }
        unfinished = target.resolveSibling(
                "." + target.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".ganvas-tmp");
        Files.createDirectories(unfinished);
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    @Override
    public void add(Pixels picture, LatentState state) throws IOException {
        String name = String.format(Locale.ROOT, "frame%05d.png", count++);
        PngFiles.write(unfinished.resolve(name), picture, LocalLatentFiles.text(state));
    }

    @Override
    public void finish() throws IOException {
        Files.deleteIfExists(target);
        Files.move(unfinished, target);
    }

    @Override
    public void discard() {
        if (!Files.isDirectory(unfinished)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(unfinished)) {
            List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            LOG.warn("The unfinished film {} could not be removed", unfinished, e);
        }
    }
}
