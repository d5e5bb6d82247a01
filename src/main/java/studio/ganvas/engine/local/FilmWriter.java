package studio.ganvas.engine.local;

import java.io.IOException;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.image.Pixels;

/** Takes the pictures of a film one after the other; nothing is at its place before {@link #finish}. */
interface FilmWriter {
    /** @param state that made the picture */
    void add(Pixels picture, LatentState state) throws IOException;

    /** Completes the film and puts it in its place. */
    void finish() throws IOException;

    /** Removes what is not finished; after {@link #finish} does nothing. */
    void discard();
}
