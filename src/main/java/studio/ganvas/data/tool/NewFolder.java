package studio.ganvas.data.tool;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/** A folder that appears with everything in it, or not at all: it is filled under another name beside its place. */
final class NewFolder implements AutoCloseable {
    private final Path target;
    private final Path temporary;
    private boolean done;

    /** @param bytes about how much will be written */
    NewFolder(Path place, long bytes) throws IOException {
        target = place.toAbsolutePath().normalize();
        if (target.getFileName() == null || Files.exists(target) && !isEmptyFolder(target)) {
            throw new IOException(target + " is there already, and nothing is overwritten; choose another name");
        }
        DiskSpace.check(target, bytes);
        Files.createDirectories(target.getParent());
        temporary = target.resolveSibling(
                "." + target.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".ganvas-tmp");
        Files.createDirectory(temporary);
    }

    private static boolean isEmptyFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(path)) {
            return inside.findAny().isEmpty();
        }
    }

    /** Writes a file; the name is relative, with {@code /}, and may not lead out. */
    void write(String name, byte[] bytes) throws IOException {
        Path file = temporary.resolve(name).normalize();
        if (!file.startsWith(temporary) || file.equals(temporary)) {
            throw new IOException(name + " leads out of the folder; refused");
        }
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    /** Puts the folder in its place. */
    Path finish() throws IOException {
        Files.deleteIfExists(target);
        Files.move(temporary, target);
        done = true;
        return target;
    }

    @Override
    public void close() throws IOException {
        if (done) {
            return;
        }
        Files.walkFileTree(temporary, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
                Files.delete(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
