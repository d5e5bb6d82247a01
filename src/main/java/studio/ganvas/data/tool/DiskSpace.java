package studio.ganvas.data.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room on the disk, looked at before anything is written. */
final class DiskSpace {
    /** Left free in any case. */
    private static final long RESERVE = 64L << 20;

    private DiskSpace() {}

    /** An exception says how much is missing when {@code bytes} don't fit where {@code target} will be. */
    static void check(Path target, long bytes) throws IOException {
        Path place = target.toAbsolutePath();
        while (place != null && !Files.exists(place)) {
            place = place.getParent();
        }
        if (place == null) {
            throw new IOException("There is no place " + target);
        }
        long free = Files.getFileStore(place).getUsableSpace();
        if (free < bytes + RESERVE) {
            throw new IOException("That takes about " + megabytes(bytes) + ", and only " + megabytes(free)
                    + " are free at " + place + ". Free some space or choose another disk");
        }
    }

    private static String megabytes(long bytes) {
        return Math.max(1, bytes >> 20) + " MB";
    }
}
