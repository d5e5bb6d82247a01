package studio.ganvas.ui;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.Dropped;
import studio.ganvas.engine.latent.LatentFiles;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Timeline;
import studio.ganvas.image.Pixels;

/** Files in memory; any other picture is a grey photo. */
public final class FakeLatentFiles implements LatentFiles {
    public final Map<Path, Dropped> files = new HashMap<>();

    @Override
    public boolean accepts(Path file) {
        return file.toString().matches(".*\\.(png|jpg|json|npz)");
    }

    @Override
    public CompletableFuture<Dropped> open(Path file) {
        String name = file.getFileName().toString();
        if (name.startsWith("broken")) {
            return CompletableFuture.failedFuture(new StudioException(name + " can't be opened: it is cut off"));
        }
        return CompletableFuture.completedFuture(
                files.getOrDefault(file, new Dropped.Photo(name, FakeLatentLab.flat(80, 0xFF808080))));
    }

    @Override
    public CompletableFuture<Path> save(Path file, Pixels picture, LatentState state) {
        files.put(file, new Dropped.State(state));
        return CompletableFuture.completedFuture(file);
    }

    @Override
    public CompletableFuture<Path> save(Path file, Timeline timeline) {
        files.put(file, new Dropped.Film(timeline));
        return CompletableFuture.completedFuture(file);
    }

    @Override
    public CompletableFuture<Path> saveW(Path file, LatentState state) {
        files.put(file, new Dropped.State(state));
        return CompletableFuture.completedFuture(file);
    }
}
