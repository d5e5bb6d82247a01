package studio.ganvas.data;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import studio.ganvas.image.Pixels;

/**
 * The first few pictures of a folder, found without listing all of it, so that they can be shown while {@link Datasets}
 * still reads a hundred thousand names. They are in the order of the files' names, as a dataset's are; what the folders
 * mean is not asked, so the dataset may turn out to leave some of them out. Thread-safe.
 */
public final class Glance {
    /** Folders within folders without a picture are no longer searched after so many. */
    private static final int MOST_FOLDERS = 2000;

    private final int most;
    private final List<String> names = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private int folders;

    private Glance(int most) {
        this.most = most;
    }

    /**
     * Looks into a folder; anything else, or one that a {@link DatasetEdits} file describes, shows nothing here.
     *
     * @param most so many pictures are enough
     */
    public static Glance of(Path place, int most) {
        Glance glance = new Glance(most);
        if (Files.isDirectory(place) && !Files.exists(place.resolve(DatasetEdits.FILE))) {
            glance.look(place, "", 0);
        }
        return glance;
    }

    private void look(Path folder, String prefix, int depth) {
        if (depth > FolderSource.MAX_DEPTH || ++folders > MOST_FOLDERS) {
            return;
        }
        List<String> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path entry : stream) {
                String name = entry.getFileName().toString();
                if (!FileSource.isClutter(name)) {
                    // asking each of many files what it is takes longer than reading their names
                    boolean likelyPicture = PictureFormat.isPictureName(name);
                    entries.add(likelyPicture || !Files.isDirectory(entry) ? name : name + "/");
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // opening the dataset tells what can't be read
            return;
        }
        // with the slash, so that folders stand where the names of the files in them do
        entries.sort(null);
        for (String entry : entries) {
            if (names.size() >= most) {
                return;
            }
            Path path = folder.resolve(entry);
            if (entry.endsWith("/") && !leadsBack(folder, path)) {
                look(path, prefix + entry, depth + 1);
            } else if (PictureFormat.isPictureName(entry) && Files.isRegularFile(path)) {
                names.add(prefix + entry);
                files.add(path);
            }
        }
    }

    private static boolean leadsBack(Path folder, Path inside) {
        try {
            return Files.isSymbolicLink(inside) && folder.toRealPath().startsWith(inside.toRealPath());
        } catch (IOException e) {
            return true;
        }
    }

    /** Paths inside the folder, with {@code /}. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /**
     * One of the pictures, small, as {@link Thumbnails} makes it.
     *
     * @throws PictureException with a plain reason when the picture cannot be used
     */
    public Pixels thumbnail(int place, int edge) throws PictureException {
        Path file = files.get(place);
        try {
            if (Files.size(file) > FileSource.MAX_FILE) {
                throw new PictureException("larger than " + (FileSource.MAX_FILE >> 20) + " MB");
            }
            return Thumbnails.of(Files.readAllBytes(file), edge);
        } catch (PictureException e) {
            throw e;
        } catch (IOException e) {
            throw new PictureException("the file cannot be read: " + e.getMessage(), e);
        }
    }
}
