package studio.ganvas.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** Lets files be dropped anywhere on the window and says, while they hover, where they will go. */
final class DropTarget extends StackPane {
    private final Function<Path, CompletableFuture<Optional<StudioPane>>> taker;
    private final Label where = Nodes.label("dropWhere", "title-3");
    private final Label what = Nodes.label("dropWhat", "text-muted");
    private final FontIcon icon = Nodes.icon("fth-download");
    private List<File> asked = List.of();

    /** @param taker the pane that a path belongs to, perhaps after a look inside; never fails */
    DropTarget(Function<Path, CompletableFuture<Optional<StudioPane>>> taker) {
        this.taker = taker;
        setId("dropOverlay");
        getStyleClass().add("drop-overlay");
        setMouseTransparent(true);
        icon.setIconSize(40);
        VBox card = new VBox(8, icon, where, what);
        card.getStyleClass().add("drop-card");
        card.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        getChildren().add(card);
        setVisible(false);
    }

    void listen(Scene scene, BiConsumer<StudioPane, Path> accepted, Consumer<Path> refused) {
        scene.addEventFilter(DragEvent.DRAG_OVER, event -> {
            if (event.getDragboard().hasFiles() && event.getGestureSource() == null) {
                event.acceptTransferModes(TransferMode.COPY);
                hover(event.getDragboard());
                event.consume();
            }
        });
        scene.addEventFilter(DragEvent.DRAG_EXITED_TARGET, event -> {
            if (event.getTarget() == scene) {
                leave();
            }
        });
        scene.setOnDragExited(event -> leave());
        scene.addEventFilter(DragEvent.DRAG_DROPPED, event -> {
            if (event.getDragboard().hasFiles() && event.getGestureSource() == null) {
                drop(event.getDragboard().getFiles(), accepted, refused);
                event.setDropCompleted(true);
                event.consume();
            }
        });
    }

    void drop(List<File> files, BiConsumer<StudioPane, Path> accepted, Consumer<Path> refused) {
        leave();
        for (File file : files) {
            Path path = file.toPath();
            ask(
                    path,
                    answer -> answer.ifPresentOrElse(pane -> accepted.accept(pane, path), () -> refused.accept(path)));
        }
    }

    private void hover(Dragboard board) {
        List<File> files = board.getFiles();
        if (!files.equals(asked)) {
            asked = files;
            ask(files.get(0).toPath(), answer -> {
                if (asked.equals(files)) {
                    say(files, answer);
                }
            });
        }
    }

    private void ask(Path path, Consumer<Optional<StudioPane>> answered) {
        Later.take(taker.apply(path), answered, failure -> answered.accept(Optional.empty()));
    }

    private void say(List<File> files, Optional<StudioPane> answer) {
        icon.setIconLiteral(answer.isPresent() ? "fth-download" : "fth-slash");
        where.setText(answer.map(pane -> Words.of("shell.drop.into", Words.of(pane.id() + ".title")))
                .orElse(Words.of("shell.drop.nowhere")));
        what.setText(
                files.size() == 1
                        ? files.get(0).getName()
                        : Words.of("shell.drop.several", files.get(0).getName(), files.size() - 1));
        setVisible(true);
    }

    private void leave() {
        asked = List.of();
        setVisible(false);
    }
}
