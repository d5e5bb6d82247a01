package studio.ganvas.engine.latent;

import java.util.List;
import studio.ganvas.image.Pixels;

/** The history of states and the favourites among them; it outlives the program. Every method returns at once. */
public interface Memory {
    /** Beyond so many, the oldest that is no favourite goes. */
    int MOST = 200;

    /** Newest first, favourites among them; empty until the file has been read. */
    List<Remembered> list();

    /** Told on a background thread whenever {@link #list()} changes. */
    void onChange(Runnable listener);

    /** Puts a state at the top; one that is known already moves there. */
    Remembered remember(LatentState state, Pixels picture);

    void favourite(String id, boolean favourite);

    void forget(String id);
}
