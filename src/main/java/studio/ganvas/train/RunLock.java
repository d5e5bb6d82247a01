package studio.ganvas.train;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The right to train in a directory. The system frees it even when the program is killed. */
final class RunLock implements AutoCloseable {
    /**
     * Locks of this program. On POSIX systems, closing any channel on a file frees all locks that the program has on it,
     * so a file that is locked here must not be opened again to look.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the lock; {@link RunException} when this or another program has it. */
    static RunLock take(RunDirectory directory) throws IOException {
        Path file = directory.lock().toAbsolutePath().normalize();
        if (!HELD.add(file)) {
            throw taken();
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw taken();
            }
            return new RunLock(file, channel);
        } catch (IOException | RuntimeException e) {
            HELD.remove(file);
            throw e;
        }
    }

    private static RunException taken() {
        return new RunException("This run is being trained already, here or by another program.");
    }

    /** Whether this or another program of this machine (or of a network drive that knows locks) has the lock. */
    static boolean isTaken(RunDirectory directory) {
        Path file = directory.lock().toAbsolutePath().normalize();
        if (HELD.contains(file)) {
            return true;
        }
        if (!Files.isWritable(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(file);
    }
}
