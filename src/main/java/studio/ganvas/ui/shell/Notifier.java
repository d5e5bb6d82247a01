package studio.ganvas.ui.shell;

import javafx.geometry.Pos;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.Notifications;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.ui.control.Nodes;

/** Shows notices in the lower right corner of the window. */
final class Notifier {
    private static final int MOST_AT_ONCE = 4;
    private static final int LINE = 60;

    /** Breaks a text at its spaces: the popup grows as wide as its longest line. */
    static String lines(String text) {
        StringBuilder broken = new StringBuilder();
        int line = 0;
        for (String word : text.split(" ")) {
            if (line > 0) {
                boolean full = line + 1 + word.length() > LINE;
                broken.append(full ? '\n' : ' ');
                line = full ? 0 : line + 1;
            }
            broken.append(word);
            line += word.length();
        }
        return broken.toString();
    }

    void show(Notice notice, Window owner) {
        if (owner == null || !owner.isShowing()) {
            return;
        }
        FontIcon icon = Nodes.icon(
                switch (notice.kind()) {
                    case INFORMATION -> "fth-info";
                    case SUCCESS -> "fth-check-circle";
                    case WARNING -> "fth-alert-triangle";
                });
        icon.getStyleClass()
                .add(
                        switch (notice.kind()) {
                            case INFORMATION -> "accent";
                            case SUCCESS -> "success";
                            case WARNING -> "warning";
                        });
        icon.setIconSize(20);
        Notifications shown = Notifications.create()
                .owner(owner)
                .title(notice.title())
                .text(lines(notice.text()))
                .graphic(icon)
                .position(Pos.BOTTOM_RIGHT)
                .hideAfter(Duration.seconds(notice.kind() == Notice.Kind.WARNING ? 10 : 6))
                .styleClass("notice")
                .threshold(
                        MOST_AT_ONCE,
                        Notifications.create()
                                .owner(owner)
                                .title(notice.title())
                                .text(lines(notice.text())));
        notice.action().ifPresent(action -> shown.onAction(event -> action.run()));
        shown.show();
        Window.getWindows().stream()
                .filter(window -> window instanceof PopupWindow)
                .map(window -> window.getScene().getRoot())
                .filter(root -> root.lookup(".notification-bar") != null)
                .forEach(root -> Nodes.dressPopup(root, owner.getScene()));
    }
}
