package studio.ganvas.ui.stylize;

import java.util.IdentityHashMap;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import studio.ganvas.image.Pixels;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.PixelImages;
import studio.ganvas.ui.control.Words;

/** What was made since the program started, newest first; a click brings photo and settings back. */
final class HistoryStrip extends ScrollPane {
    private static final int EDGE = 112;
    private static final double SHOWN = 56;
    private static final int MOST_SAMPLES = 12;

    private final StylizeModel model;
    private final HBox row = new HBox(8);
    private final Map<Moment, Button> buttons = new IdentityHashMap<>();

    HistoryStrip(StylizeModel model) {
        this.model = model;
        setId("stylize-history");
        getStyleClass().add("history-strip");
        setContent(row);
        setFitToHeight(true);
        setVbarPolicy(ScrollBarPolicy.NEVER);
        setPannable(true);
        setMinHeight(SHOWN + 24);
        setAccessibleText(Words.of("stylize.history"));
        model.history().addListener((ListChangeListener<Moment>) change -> update());
        update();
    }

    private void update() {
        buttons.keySet().retainAll(model.history());
        row.getChildren()
                .setAll(model.history().stream()
                        .<Node>map(moment -> buttons.computeIfAbsent(moment, this::button))
                        .toList());
        Nodes.show(this, !model.history().isEmpty());
    }

    private Button button(Moment moment) {
        ImageView view = new ImageView(PixelImages.of(thumbnail(moment.result().picture(), EDGE)));
        view.setPreserveRatio(true);
        Image image = view.getImage();
        boolean wide = image.getWidth() > 2 * image.getHeight();
        if (wide) {
            view.setFitWidth(2 * SHOWN);
        } else {
            view.setFitHeight(SHOWN);
        }
        Button button = new Button("", view);
        button.getStyleClass().addAll("flat", "history-moment");
        String words = Words.of(
                "stylize.history.moment",
                moment.photo().name().isEmpty()
                        ? Words.of("stylize.pasted")
                        : moment.photo().name(),
                moment.settings().modelName(),
                Words.of("stylize.direction." + moment.settings().direction()));
        Nodes.help(button, words);
        button.setAccessibleText(words);
        button.setOnAction(event -> model.goBack(moment));
        return button;
    }

    /** Averages over each cell, of at most {@code MOST_SAMPLES}² pixels. */
    static Pixels thumbnail(Pixels picture, int edge) {
        double scale = Math.max(1, Math.max(picture.width(), picture.height()) / (double) edge);
        int width = (int) Math.max(1, picture.width() / scale);
        int height = (int) Math.max(1, picture.height() / scale);
        int[] argb = new int[width * height];
        int samples = (int) Math.min(MOST_SAMPLES, Math.ceil(scale));
        for (int i = 0; i < argb.length; i++) {
            int[] sum = new int[4];
            for (int s = 0; s < samples * samples; s++) {
                int x = (int) ((i % width + (s % samples + 0.5) / samples) * scale);
                int y = (int) ((i / width + (s / samples + 0.5) / samples) * scale);
                int p = picture.argb()[
                        Math.min(y, picture.height() - 1) * picture.width() + Math.min(x, picture.width() - 1)];
                for (int c = 0; c < 4; c++) {
                    sum[c] += p >>> 8 * c & 255;
                }
            }
            for (int c = 0; c < 4; c++) {
                argb[i] |= sum[c] / (samples * samples) << 8 * c;
            }
        }
        return new Pixels(width, height, argb);
    }
}
