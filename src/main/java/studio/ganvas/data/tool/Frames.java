package studio.ganvas.data.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.ganvas.data.Picture;

/** Frames of a video as a folder of pictures, named by their number in the order in which they are seen. */
public final class Frames {
    private static final int HEAD = 4096;

    /** Takes frames as they are decoded. */
    @FunctionalInterface
    interface Taker {
        /**
         * @param number place in the film, from 0
         * @return whether more are wanted
         */
        boolean take(long number, Frame frame) throws IOException;
    }

    /** A frame that is turned into a picture only when it is wanted. */
    @FunctionalInterface
    interface Frame {
        Picture picture() throws IOException;
    }

    private Frames() {}

    /**
     * Writes every {@code every}-th frame.
     *
     * @param video MP4 or MOV with H.264, or a GIF
     * @param most the number of pictures at most; 0 for all
     * @throws IOException with what to do, for videos that can't be read
     */
    public static ToolReport write(
            Path video, int every, int most, Optional<Shape> shape, Path out, ToolProgress progress)
            throws IOException {
        if (every < 1 || most < 0) {
            throw new IllegalArgumentException(
                    "Every frame is “every 1”; the most pictures are 1 or more, or 0 for all");
        }
        byte[] head = head(video);
        // nobody knows before: frames of a film differ little from it in size, decoded they are far larger
        try (NewFolder folder = new NewFolder(out, 4 * Files.size(video))) {
            int[] written = new int[1];
            Taker taker = (number, frame) -> {
                progress.check();
                if (number % every == 0) {
                    Picture picture = frame.picture();
                    Picture shaped = shape.map(s -> s.apply(picture)).orElse(picture);
                    folder.write(String.format(Locale.ROOT, "frame-%06d.png", number), PlainPng.encode(shaped, true));
                    written[0]++;
                }
                return most == 0 || written[0] < most;
            };
            if (starts(head, 0, "GIF8")) {
                GifFrames.read(video, taker, progress);
            } else if (starts(head, 4, "ftyp") || starts(head, 4, "moov") || starts(head, 4, "mdat")) {
                Mp4Frames.read(video, taker, progress);
            } else {
                throw new IOException(foreign(video, head));
            }
            if (written[0] == 0) {
                throw new IOException(video.getFileName() + " has no frame that can be read");
            }
            return new ToolReport(folder.finish(), written[0], List.of());
        }
    }

    private static byte[] head(Path video) throws IOException {
        if (!Files.isRegularFile(video)) {
            throw new IOException("There is no file " + video);
        }
        try (var in = Files.newInputStream(video)) {
            return in.readNBytes(HEAD);
        }
    }

    private static String foreign(Path video, byte[] head) {
        String kind = starts(head, 0, "\u001aE\u00df\u00a3")
                ? "a WebM or Matroska film"
                : starts(head, 0, "RIFF") ? "an AVI film" : "no film in a known format";
        return video.getFileName() + " is " + kind + ". " + advice(video);
    }

    static String advice(Path video) {
        return "MP4 and MOV with H.264 and GIFs are read; convert others, for example: ffmpeg -i \""
                + video.getFileName() + "\" -c:v libx264 -pix_fmt yuv420p film.mp4";
    }

    private static boolean starts(byte[] head, int at, String magic) {
        if (head.length < at + magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((head[at + i] & 255) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
