package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that takes long to write: it grows beside its place and is moved there once it is complete and on the disk. */
record BesideFile(Path target, Path unfinished) {
    private static final Logger LOG = LoggerFactory.getLogger(BesideFile.class);

    BesideFile(Path target) {
        this(
                target.toAbsolutePath(),
                target.toAbsolutePath()
                        .resolveSibling("." + target.getFileName() + "." + Long.toHexString(System.nanoTime())
                                + ".ganvas-tmp"));
    }

    void move() throws IOException {
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        try {
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            LOG.warn("The unfinished file {} could not be removed", unfinished, e);
        }
    }

    void couldNotClose(IOException e) {
        LOG.debug("{} was closed already or can't be", unfinished, e);
    }
}
