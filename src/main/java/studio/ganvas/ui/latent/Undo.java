package studio.ganvas.ui.latent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import studio.ganvas.engine.latent.LatentState;

/** States to go back and forth between. Moves of one control in quick succession are one change. */
final class Undo {
    private static final int MOST = 300;
    private static final long IN_A_ROW_MILLIS = 800;

    private final Deque<LatentState> past = new ArrayDeque<>();
    private final Deque<LatentState> future = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
    private String control = "";
    private long when;

    /**
     * Notes a change.
     *
     * @param was the state before it
     * @param by what changed it; empty: on its own in any case
     * @param now in milliseconds
     */
    void changed(LatentState was, String by, long now) {
        boolean goesOn = !by.isEmpty() && by.equals(control) && now - when < IN_A_ROW_MILLIS;
        if (!goesOn) {
            past.push(was);
            if (past.size() > MOST) {
                past.removeLast();
            }
        }
        future.clear();
        control = by;
        when = now;
        tell();
    }

    /** The state before {@code now}. */
    Optional<LatentState> undo(LatentState now) {
        return step(past, future, now);
    }

    /** The state that was left by {@link #undo}. */
    Optional<LatentState> redo(LatentState now) {
        return step(future, past, now);
    }

    private Optional<LatentState> step(Deque<LatentState> from, Deque<LatentState> to, LatentState now) {
        if (from.isEmpty()) {
            return Optional.empty();
        }
        LatentState next = from.pop();
        to.push(now);
        control = "";
        tell();
        return Optional.of(next);
    }

    private void tell() {
        canUndo.set(!past.isEmpty());
        canRedo.set(!future.isEmpty());
    }

    ReadOnlyBooleanProperty canUndoProperty() {
        return canUndo.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty canRedoProperty() {
        return canRedo.getReadOnlyProperty();
    }
}
