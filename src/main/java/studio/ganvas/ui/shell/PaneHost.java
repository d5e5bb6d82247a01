package studio.ganvas.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** What a pane may ask of the window around it. All methods on the FX thread unless they say otherwise. */
public interface PaneHost {
    /** Brings the pane with this {@link StudioPane#id()} into view; nothing happens for an unknown one. */
    void show(String paneId);

    /** Shows the training pane with this dataset chosen. */
    void openTraining(String datasetId);

    /** Brings the pane of this visit into view and lets it show what is meant. */
    default void visit(Visit visit) {}

    /** Opens the help page of the pane in view, or closes it. */
    default void help() {}

    /** A short message that goes by itself. From any thread. */
    void notify(Notice notice);

    /**
     * A failure that no field can say: plain words with the details folded away, and one entry in the log. A
     * {@code StudioException} speaks for itself, whatever wraps it. From any thread.
     */
    void error(Throwable failure);

    /** What is remembered between sessions. Keys begin with the pane's id. */
    Settings settings();

    /**
     * Puts something beside whatever pane is in view, such as the card of a guided tour, until {@link #undock}.
     *
     * @param over lies over all of the window and gets no mouse events
     */
    default void dock(Node beside, Node over) {}

    /** Takes away what {@link #dock} put there. */
    default void undock() {}

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
