package studio.ganvas.ui.shell;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Node;

/** A pane of the window. One package under {@code ui}, one line in the shell's registry. All methods on the FX thread. */
public interface StudioPane {
    /** Stable name, also the prefix of its keys in the words bundle: {@code <id>.title} is the word in the rail. */
    String id();

    /** An Ikonli literal, for example {@code fth-image}. */
    String icon();

    /** The same node each time. */
    Node view();

    /** Whether something dropped on the window belongs here; a quick look at the name and the first bytes at most. */
    default boolean accepts(Path dropped) {
        return false;
    }

    /**
     * Whether something that several panes accept belongs here before all others, after a look inside. Never fails, and does
     * not wait.
     */
    default CompletableFuture<Boolean> claims(Path dropped) {
        return CompletableFuture.completedFuture(false);
    }

    /** Takes what {@link #accepts} agreed to; the pane is already showing. */
    default void drop(Path dropped) {}

    /** What the window should offer after the start while another pane is in view; asked for once. */
    default Optional<Offer> offer() {
        return Optional.empty();
    }

    /** The pane came into view: start listening and drawing. */
    default void shown() {}

    /** The pane left the view: stop work that only a watcher needs. */
    default void hidden() {}

    /** Ctrl+Enter: the main thing that this pane does. */
    default void run() {}

    /** Esc, when nothing in the pane wanted it: holds or cancels what {@link #run} began. Never loses work. */
    default void cancel() {}

    /** Whether its entry stands at the foot of the rail, apart from the panes that work is done in. */
    default boolean atFoot() {
        return false;
    }

    /** What guided tours may show here; empty when none leads through this pane. */
    default Optional<TourStage> tourStage() {
        return Optional.empty();
    }

    /** Whether it greets at the start; it stands first in the rail, has the number 0 and is not what was left off at. */
    default boolean isHome() {
        return false;
    }

    /** Shows what another pane leads to; this pane is in view by then. See {@link PaneHost#visit}. */
    default void visit(Visit visit) {}

    /** A dataset was chosen elsewhere to be used here; see {@link PaneHost#openTraining}. */
    default void useDataset(String datasetId) {}
}
