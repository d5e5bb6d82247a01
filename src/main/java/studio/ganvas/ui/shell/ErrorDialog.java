package studio.ganvas.ui.shell;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.engine.StudioException;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/**
 * What failed, in plain words, with the technical details folded away and a button that copies them. One dialog at a
 * time: what fails while it is open goes to the log only, and a defect that comes again and again is shown once.
 */
final class ErrorDialog {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorDialog.class);

    private final Set<String> shownDefects = new HashSet<>();
    private boolean open;

    /** @param dress gives the dialog the look of the window */
    void show(Throwable thrown, Window owner, Consumer<Scene> dress) {
        Throwable failure = Later.cause(thrown);
        LOG.error("Shown to the user: {}", words(failure), failure);
        boolean expected = failure instanceof StudioException;
        if (open || (!expected && !shownDefects.add(fingerprint(failure)))) {
            return;
        }
        Dialog<Void> dialog = build(failure);
        dialog.initModality(Modality.WINDOW_MODAL);
        dialog.initOwner(owner);
        dress.accept(dialog.getDialogPane().getScene());
        dialog.setOnHidden(event -> open = false);
        open = true;
        dialog.show();
    }

    /** What to tell a person: the message of a {@link StudioException}, an apology for anything else. */
    static String words(Throwable failure) {
        return failure instanceof StudioException && failure.getMessage() != null
                ? failure.getMessage()
                : Words.of("shell.error.unexpected");
    }

    static String details(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return "Ganvas, Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + "\n" + trace;
    }

    private static String fingerprint(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass().getName() + (trace.length == 0 ? "" : " " + trace[0]);
    }

    private static Dialog<Void> build(Throwable failure) {
        Label message = Nodes.label("errorMessage");
        message.setText(words(failure));
        message.setWrapText(true);
        message.setPrefWidth(480);
        message.setMinHeight(Region.USE_PREF_SIZE);
        HBox top = new HBox(16, Nodes.icon("fth-alert-triangle"), message);
        top.getStyleClass().add("error-head");
        HBox.setHgrow(message, Priority.ALWAYS);

        TextArea trace = new TextArea(details(failure));
        trace.setId("errorTrace");
        trace.setEditable(false);
        trace.setPrefRowCount(12);
        trace.getStyleClass().add("figures");
        trace.setAccessibleText(Words.of("shell.error.details"));
        TitledPane details = new TitledPane(Words.of("shell.error.details"), trace);
        details.setId("errorDetails");
        details.setExpanded(false);
        details.setAnimated(false);

        Dialog<Void> dialog = new Dialog<>();
        dialog.setTitle(Words.of("shell.error.title"));
        dialog.setResizable(true);
        DialogPane pane = dialog.getDialogPane();
        pane.setId("errorDialog");
        pane.setContent(new VBox(16, top, details));
        details.expandedProperty()
                .addListener((property, was, is) -> pane.getScene().getWindow().sizeToScene());
        ButtonType copy = new ButtonType(Words.of("shell.error.copy"), ButtonBar.ButtonData.LEFT);
        pane.getButtonTypes().setAll(copy, ButtonType.CLOSE);
        Node copyButton = pane.lookupButton(copy);
        copyButton.setId("copyErrorButton");
        if (copyButton instanceof Button button) {
            button.setGraphic(Nodes.icon("fth-copy"));
            Nodes.help(button, Words.of("shell.error.copy.help"));
            button.addEventFilter(javafx.event.ActionEvent.ACTION, event -> {
                ClipboardContent content = new ClipboardContent();
                content.putString(words(failure) + "\n\n" + details(failure));
                Clipboard.getSystemClipboard().setContent(content);
                event.consume();
            });
        }
        pane.lookupButton(ButtonType.CLOSE).setId("closeErrorButton");
        return dialog;
    }
}
