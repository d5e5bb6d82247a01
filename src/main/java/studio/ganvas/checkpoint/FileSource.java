package studio.ganvas.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Positioned reads of an open file; unlike a channel it survives the interruption of a reading thread. */
final class FileSource implements ByteSource, AutoCloseable {
    private final Path path;
    private final RandomAccessFile file;
    private final long size;

    FileSource(Path path) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "r");
        this.size = file.length();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public ByteBuffer readInside(long offset, int length) {
        byte[] bytes = new byte[length];
        try {
            synchronized (file) {
                file.seek(offset);
                file.readFully(bytes);
            }
        } catch (EOFException e) {
            throw new CheckpointException(path.getFileName() + " became shorter while it was being read.", e);
        } catch (IOException e) {
            throw new CheckpointException(
                    path.getFileName() + " could not be read (" + e.getMessage()
                            + "). Perhaps it was closed, moved, or its drive was removed.",
                    e);
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
