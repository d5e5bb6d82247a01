package studio.ganvas.engine.latent;

import java.util.List;
import studio.ganvas.image.Pixels;

/** What a file turned out to be. */
public sealed interface Dropped {
    /** A picture that Ganvas made: its state. */
    record State(LatentState state) implements Dropped {}

    /** A film's keyframes. */
    record Film(Timeline timeline) implements Dropped {}

    /** Some w, for instance {@code projected_w.npz}. */
    record Found(LatentSource.Given source) implements Dropped {}

    /** Directions. */
    record Ways(List<Direction> directions) implements Dropped {}

    /** A photo, to be projected. */
    record Photo(String name, Pixels pixels) implements Dropped {}
}
