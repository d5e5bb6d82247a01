package studio.ganvas.ui.latent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.latent.Remembered;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.PixelImages;
import studio.ganvas.ui.control.Words;

/** What was seen of the model, newest first; a click goes back there, the star keeps it for good. */
final class HistoryStrip extends HBox {
    private static final double SHOWN = 52;

    private final LatentModel model;
    private final Consumer<Remembered> asSource;
    private final Consumer<Remembered> asKeyframe;
    private final HBox row = new HBox(4);
    private final ToggleButton only =
            Nodes.dressIcon(new ToggleButton(), "latent-only-favourites", "fth-star", "latent.history.favourites");
    private final Map<Remembered, Node> tiles = new HashMap<>();

    /**
     * @param asSource uses a moment for mixing
     * @param asKeyframe puts a moment on the timeline
     */
    HistoryStrip(LatentModel model, Consumer<Remembered> asSource, Consumer<Remembered> asKeyframe) {
        super(4);
        this.model = model;
        this.asSource = asSource;
        this.asKeyframe = asKeyframe;
        setId("latent-history");
        getStyleClass().add("history-strip");
        setAlignment(Pos.CENTER_LEFT);
        ScrollPane scroll = new ScrollPane(row);
        scroll.setFitToHeight(true);
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPannable(true);
        scroll.setMinHeight(SHOWN + 24);
        scroll.setAccessibleText(Words.of("latent.history"));
        HBox.setHgrow(scroll, Priority.ALWAYS);
        only.setOnAction(event -> update());
        getChildren().addAll(only, scroll);
        model.history().addListener((ListChangeListener<Remembered>) change -> update());
        update();
    }

    private void update() {
        List<Remembered> wanted = model.history().stream()
                .filter(each -> !only.isSelected() || each.favourite())
                .toList();
        tiles.keySet().retainAll(model.history());
        row.getChildren()
                .setAll(wanted.stream()
                        .map(each -> tiles.computeIfAbsent(each, this::tile))
                        .toList());
        if (wanted.isEmpty()) {
            row.getChildren()
                    .add(Nodes.words(
                            only.isSelected() ? "latent.history.nofavourites" : "latent.history.empty",
                            "text-small",
                            "text-muted"));
        }
    }

    private Node tile(Remembered moment) {
        ImageView view = new ImageView(PixelImages.of(moment.thumbnail()));
        view.setPreserveRatio(true);
        view.setFitHeight(SHOWN);
        StackPane picture = new StackPane(view);
        if (moment.favourite()) {
            FontIcon star = Nodes.icon("fth-star");
            star.getStyleClass().add("history-star");
            StackPane.setAlignment(star, Pos.TOP_RIGHT);
            picture.getChildren().add(star);
        }
        Button button = new Button("", picture);
        button.getStyleClass().addAll("flat", "history-moment");
        String words = Words.of(
                moment.favourite() ? "latent.history.favourite" : "latent.history.moment",
                SeedView.name(moment.state().source()),
                String.valueOf(moment.state().truncation().psi()));
        Nodes.help(button, words);
        button.setAccessibleText(words);
        button.setOnAction(event -> model.go(moment.state()));
        MenuItem source = item("latent.history.source", () -> asSource.accept(moment));
        ContextMenu menu = new ContextMenu(
                item(
                        moment.favourite() ? "latent.history.unstar" : "latent.history.star",
                        () -> model.favourite(moment, !moment.favourite())),
                source,
                item("latent.history.keyframe", () -> asKeyframe.accept(moment)),
                item("latent.history.forget", () -> model.forget(moment)));
        menu.setOnShowing(event -> source.setVisible(model.styled().getValue()));
        button.setContextMenu(menu);
        button.setOnKeyPressed(event -> {
            switch (event.getCode()) {
                case DELETE -> model.forget(moment);
                case F -> model.favourite(moment, !moment.favourite());
                default -> {
                    return;
                }
            }
            event.consume();
        });
        return button;
    }

    private static MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(Words.of(key));
        item.setOnAction(event -> action.run());
        return item;
    }
}
