package studio.ganvas.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** What a pane may ask of the window around it. All methods on the FX thread unless they say otherwise. */
public interface PaneHost {
    /** Brings the pane with this {@link StudioPane#id()} into view; nothing happens for an unknown one. */
    void show(String paneId);

    /** Shows the training pane with this dataset chosen. */
    void openTraining(String datasetId);

    /** A short message that goes by itself. From any thread. */
    void notify(Notice notice);

    /**
     * A failure that no field can say: plain words with the details folded away, and one entry in the log. A
     * {@code StudioException} speaks for itself, whatever wraps it. From any thread.
     */
    void error(Throwable failure);

    /** What is remembered between sessions. Keys begin with the pane's id. */
    Settings settings();

    /** Owner for file choosers and dialogs. */
    Window window();

    /** Asks where to put a file; empty when the user would rather not. */
    default Optional<Path> askWhereToSave(String title, String suggestion, FileChooser.ExtensionFilter filter) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(suggestion);
        chooser.getExtensionFilters().add(filter);
        return Optional.ofNullable(chooser.showSaveDialog(window())).map(File::toPath);
    }

    /** Whether the dark theme is on, for what style sheets can't reach. */
    ReadOnlyBooleanProperty darkProperty();
}
