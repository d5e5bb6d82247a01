package studio.ganvas.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The files under a folder or in a zip, sorted by name. Thread-safe. */
interface FileSource extends AutoCloseable {
    /** The largest file that is worth opening. */
    long MAX_FILE = PictureReader.MAX_BYTES;

    Set<String> CLUTTER = Set.of("__macosx", "thumbs.db", "desktop.ini", "@eadir", "$recycle.bin", "lost+found");

    /** Relative names with {@code /}; hidden files and the clutter of operating systems are not among them. */
    List<String> names();

    /** What could not be listed. */
    List<Problem> problems();

    /** Bytes of one file, uncompressed, as the directory says. */
    long size(int file) throws IOException;

    /** A number that changes when the file's content does: the time of its last change, or a zip's checksum. */
    long stamp(int file);

    InputStream open(int file) throws IOException;

    @Override
    void close() throws IOException;

    /** The whole file, refused when it is larger than the directory says or than {@link #MAX_FILE}. */
    default byte[] read(int file) throws IOException {
        long declared = size(file);
        if (declared > MAX_FILE) {
            throw new PictureException("larger than " + (MAX_FILE >> 20) + " MB");
        }
        try (InputStream in = open(file)) {
            byte[] bytes = in.readNBytes((int) declared);
            if (in.read() >= 0) {
                throw new PictureException("larger than its directory entry says; refused as a possible zip bomb");
            }
            return bytes;
        }
    }

    /** The first {@code n} bytes, or fewer when the file is shorter. */
    default byte[] head(int file, int n) throws IOException {
        try (InputStream in = open(file)) {
            return in.readNBytes(n);
        }
    }

    static boolean isClutter(String name) {
        for (String part : name.split("/")) {
            if (part.startsWith(".") || CLUTTER.contains(part.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
