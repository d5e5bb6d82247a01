package studio.ganvas.checkpoint;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes whole files so that at every moment the old or the new one is complete on disk: a temporary file beside the
 * target is written, forced to disk and renamed over it. A crash or a full disk leaves the last good file untouched.
 */
public final class AtomicFiles {
    private static final Logger LOG = LoggerFactory.getLogger(AtomicFiles.class);
    private static final String TEMPORARY = ".ganvas-tmp";
    private static final int BUFFER = 1 << 16;

    /** Writes a file's content. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFiles() {}

    /**
     * Replaces or creates {@code target}, in a folder that exists.
     *
     * @throws CheckpointException if it could not be written; the previous file is still there then
     */
    public static void write(Path target, Content content) {
        Path file = target.toAbsolutePath();
        Path folder = file.getParent();
        Path temporary =
                file.resolveSibling("." + file.getFileName() + "." + Long.toHexString(System.nanoTime()) + TEMPORARY);
        boolean finished = false;
        try {
            try (FileChannel channel =
                            FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            rename(temporary, file);
            finished = true;
            force(folder);
        } catch (IOException e) {
            throw failed(file, e);
        } finally {
            if (!finished) {
                delete(temporary);
            }
        }
    }

    /** Replaces or creates {@code target} with these bytes. */
    public static void write(Path target, byte[] bytes) {
        write(target, out -> out.write(bytes));
    }

    /** Removes what a killed process left half written in {@code folder}; nobody may be writing there now. */
    public static void removeLeftovers(Path folder) {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, ".*" + TEMPORARY)) {
            leftovers.forEach(AtomicFiles::delete);
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("The folder {} could not be searched for unfinished files", folder, e);
        }
    }

    private static void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes the rename itself durable; Windows has no such call and needs none. */
    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("The folder {} cannot be forced to disk on this system", folder, e);
        }
    }

    private static void delete(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            LOG.warn("The temporary file {} could not be removed", temporary, e);
        }
    }

    /** Whether a failure, or what caused it, says that there is no room left on a disk. */
    public static boolean diskIsFull(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String lower = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof IOException
                    && (lower.contains("no space left")
                            || lower.contains("not enough space")
                            || lower.contains("quota"))) {
                return true;
            }
        }
        return false;
    }

    private static CheckpointException failed(Path file, IOException cause) {
        String reason = String.valueOf(cause.getMessage());
        if (diskIsFull(cause)) {
            return new CheckpointException(
                    "The disk is full: %s could not be written. Nothing was lost: an earlier file of that name is unchanged. Free some space and try again."
                            .formatted(file),
                    cause);
        }
        return new CheckpointException(
                "%s could not be written (%s). An earlier file of that name is unchanged. Is the folder there, and may you write into it?"
                        .formatted(file, reason),
                cause);
    }
}
