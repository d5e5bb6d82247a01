package studio.ganvas.app;

import java.util.List;
import java.util.function.ToIntFunction;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.StudioException;
import studio.ganvas.ui.shell.PaneHost;
import studio.ganvas.ui.shell.StudioPane;

/** The one place that names what the program is put together from. */
final class Wiring {
    private Wiring() {}

    /** The engine, which starts in the background. */
    static Studio studio() {
        throw new StudioException("This build holds no engine.");
    }

    /** The panes in the order of the rail; a new pane is one line here. */
    static List<StudioPane> panes(Studio studio, PaneHost host) {
        return List.of();
    }

    /** What runs when there are arguments: gives the exit code. */
    static ToIntFunction<String[]> commands() {
        throw new StudioException("This build holds no commands.");
    }
}
