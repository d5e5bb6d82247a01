package studio.ganvas.ui.shell;

import javafx.scene.control.Button;
import studio.ganvas.ui.control.Nodes;

/** The question mark of a pane: opens its help page, and closes it again. */
public final class HelpButton extends Button {
    /** @param paneId the pane that it stands in */
    public HelpButton(PaneHost host, String paneId) {
        this(host::help, paneId);
    }

    HelpButton(Runnable help, String paneId) {
        Nodes.dressIcon(this, paneId + "-help", "fth-help-circle", "shell.help");
        setOnAction(event -> help.run());
    }
}
