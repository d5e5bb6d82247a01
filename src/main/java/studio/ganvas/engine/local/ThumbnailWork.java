package studio.ganvas.engine.local;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import studio.ganvas.engine.latent.LatentLab;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.image.Pixels;

/** One small picture, which waits until nothing more urgent does. */
final class ThumbnailWork implements Work {
    private final LatentState state;
    private final Supplier<LoadedStyles.Style> style;
    private final CompletableFuture<Pixels> result = new CompletableFuture<>();

    ThumbnailWork(LatentState state, Supplier<LoadedStyles.Style> style) {
        this.state = state;
        this.style = style;
    }

    CompletableFuture<Pixels> result() {
        return result;
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public boolean finished() {
        return result.isDone();
    }

    @Override
    public void advance() {
        try {
            LoadedStyles.Style loaded = style.get();
            Pixels picture = LatentRenderer.picture(loaded, loaded.composer().compose(state));
            result.complete(PixelPictures.atMost(picture, LatentLab.THUMBNAIL));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }
}
