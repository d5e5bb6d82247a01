package studio.ganvas.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A gzip file unpacked into a temporary one, which is removed on close. */
final class GzipFile implements Closeable {
    private static final long SMALL = 16 << 20;
    private static final long MAX_RATIO = 50;

    private final Path path;

    GzipFile(Path packed, long packedSize) throws IOException {
        path = Files.createTempFile("ganvas-", ".checkpoint");
        long limit = Math.max(SMALL, Math.multiplyExact(packedSize, MAX_RATIO));
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed), 1 << 16);
                OutputStream out = Files.newOutputStream(path)) {
            byte[] chunk = new byte[1 << 16];
            long total = 0;
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                total += length;
                if (total > limit) {
                    throw new CheckpointException(
                            "This file is a compression bomb: %,d bytes unpack to more than %,d. It was not opened."
                                    .formatted(packedSize, limit));
                }
                out.write(chunk, 0, length);
            }
        } catch (IOException e) {
            close();
            throw new CheckpointException(
                    "This compressed file is damaged or incomplete, or there is no room to unpack it (" + e.getMessage()
                            + ").",
                    e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
