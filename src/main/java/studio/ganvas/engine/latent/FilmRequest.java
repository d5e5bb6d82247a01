package studio.ganvas.engine.latent;

import java.nio.file.Path;

/**
 * A film to write.
 *
 * @param target a file, or a folder for {@link Format#PNG}; appears only once it is complete
 */
public record FilmRequest(Timeline timeline, int framesPerSecond, Format format, Path target) {
    /** Kinds of files. */
    public enum Format {
        /** H.264. */
        MP4,
        GIF,
        /** A folder of {@code frame00000.png}, each with its state inside. */
        PNG
    }

    public FilmRequest {
        if (framesPerSecond < 1 || framesPerSecond > 120) {
            throw new IllegalArgumentException("A film has 1 to 120 pictures a second.");
        }
    }

    /** Number of pictures; in a loop the first is not repeated at the end. */
    public int frames() {
        int moving = (int) Math.round(timeline.seconds() * framesPerSecond);
        return Math.max(1, timeline.loop() ? moving : moving + 1);
    }
}
