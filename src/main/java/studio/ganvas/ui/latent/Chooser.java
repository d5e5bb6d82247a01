package studio.ganvas.ui.latent;

import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.PaneHost;

/** The dialogs for files and folders, which begin where the last one ended. */
final class Chooser {
    private static final String FOLDER = "latent.folder";

    private final PaneHost host;

    Chooser(PaneHost host) {
        this.host = host;
    }

    /** @param endings such as {@code png}; none: any file */
    Optional<Path> open(String key, String... endings) {
        return chosen(dialog(key, endings).showOpenDialog(host.window()));
    }

    /** A place to write to; it gets the ending if it has none of its own. */
    Optional<Path> save(String key, String name, String ending) {
        FileChooser dialog = dialog(key, ending);
        dialog.setInitialFileName(name + "." + ending);
        return chosen(dialog.showSaveDialog(host.window())).map(file -> ended(file, ending));
    }

    Optional<Path> folder(String key) {
        DirectoryChooser dialog = new DirectoryChooser();
        dialog.setTitle(Words.of(key));
        last().ifPresent(dialog::setInitialDirectory);
        return Optional.ofNullable(dialog.showDialog(host.window())).map(folder -> {
            host.settings().put(FOLDER, folder.toString());
            return folder.toPath();
        });
    }

    static Path ended(Path file, String ending) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith("." + ending)
                ? file
                : file.resolveSibling(file.getFileName() + "." + ending);
    }

    private FileChooser dialog(String key, String... endings) {
        FileChooser dialog = new FileChooser();
        dialog.setTitle(Words.of(key));
        last().ifPresent(dialog::setInitialDirectory);
        if (endings.length > 0) {
            String[] patterns = java.util.Arrays.stream(endings)
                    .map(ending -> "*." + ending)
                    .toArray(String[]::new);
            dialog.getExtensionFilters().add(new FileChooser.ExtensionFilter(String.join(", ", patterns), patterns));
        }
        return dialog;
    }

    private Optional<File> last() {
        return host.settings().text(FOLDER).map(File::new).filter(File::isDirectory);
    }

    private Optional<Path> chosen(File file) {
        return Optional.ofNullable(file).map(it -> {
            host.settings().put(FOLDER, it.getParent());
            return it.toPath();
        });
    }
}
