package studio.ganvas.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/** Files under a folder, symbolic links followed. */
final class FolderSource implements FileSource {
    static final int MAX_DEPTH = 32;

    /** The path itself is kept, not only its name: a name that the locale cannot decode still opens this way. */
    private record Found(String name, Path path, long size, long changed) {}

    private final List<Found> files = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> names;

    FolderSource(Path root, int depth) throws IOException {
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                return !dir.equals(root)
                                && FileSource.isClutter(dir.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (attributes.isRegularFile() && !FileSource.isClutter(name)) {
                    files.add(new Found(
                            relative(root, file),
                            file,
                            attributes.size(),
                            attributes.lastModifiedTime().toMillis()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                String reason = e instanceof FileSystemLoopException
                        ? "a link that leads back to a folder above it"
                        : "cannot be opened (" + e.getClass().getSimpleName() + ")";
                problems.add(new Problem(relative(root, file), reason));
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(Comparator.comparing(Found::name));
        names = files.stream().map(Found::name).toList();
    }

    private static String relative(Path root, Path file) {
        return root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }

    @Override
    public long size(int file) {
        return files.get(file).size();
    }

    @Override
    public long stamp(int file) {
        return files.get(file).changed();
    }

    @Override
    public InputStream open(int file) throws IOException {
        return Files.newInputStream(files.get(file).path());
    }

    @Override
    public void close() {
        // A folder holds nothing open.
    }
}
