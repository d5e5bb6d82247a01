package studio.ganvas.ui.stylize;

import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.stylize.RoundTrip;
import studio.ganvas.image.Pixels;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.PixelImages;
import studio.ganvas.ui.control.Words;

/** The photo, its translation, the way back, and what comes of it when it need not be translated; with the differences. */
final class CycleView extends VBox {
    private static final double THUMB = 88;
    private static final int ENLARGED = 256;

    private final Label none = text("cycle.none");
    private final Label waiting = text("cycle.waiting");
    private final Label cycle = text("");
    private final Label identity = text("");
    private final Label code = text("");
    private final Label trouble = Nodes.label("cycle-trouble", "attention-trouble");
    private final Thumb photo = new Thumb("photo");
    private final Thumb there = new Thumb("there");
    private final Thumb back = new Thumb("back");
    private final Thumb same = new Thumb("same");
    private final Thumb own = new Thumb("own");
    private final VBox details;

    CycleView(StylizeModel stylize, CycleModel model) {
        super(10);
        setId("cycle-view");
        none.setId("cycle-none");
        cycle.setId("cycle-words");
        identity.setId("cycle-identity-words");
        code.setId("cycle-code-words");
        trouble.setWrapText(true);
        HBox way = new HBox(8, photo, there, back);
        way.setId("cycle-way");
        HBox more = new HBox(8, same, own);
        more.setId("cycle-more");
        details = new VBox(10, way, cycle, more, identity, code);
        getChildren().addAll(text("cycle.about"), none, waiting, details, trouble);
        model.tripProperty().subscribe(trip -> show(stylize, model, trip));
        stylize.factsProperty()
                .subscribe(known -> show(stylize, model, model.tripProperty().get()));
        stylize.photoProperty()
                .subscribe(now -> show(stylize, model, model.tripProperty().get()));
        model.troubleProperty().subscribe(now -> {
            trouble.setText(now);
            Nodes.show(trouble, !now.isEmpty());
            show(stylize, model, model.tripProperty().get());
        });
    }

    private static Label text(String key) {
        Label label = key.isEmpty() ? Nodes.label("", "text-small") : Nodes.words(key, "text-small", "text-muted");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private void show(StylizeModel stylize, CycleModel model, Optional<RoundTrip> trip) {
        boolean known = stylize.factsProperty().get().isPresent();
        Nodes.show(none, known && !model.possible());
        Nodes.show(
                waiting,
                trip.isEmpty()
                        && model.possible()
                        && model.troubleProperty().get().isEmpty());
        Nodes.show(details, trip.isPresent());
        trip.ifPresent(this::tell);
    }

    private void tell(RoundTrip trip) {
        photo.show(trip.photo());
        there.show(trip.there());
        back.show(trip.back());
        same.show(trip.same());
        cycle.setText(Words.of("cycle.words", figure(trip.change()), figure(trip.cycle())));
        identity.setText(Words.of("cycle.identity", figure(trip.identity())));
        Nodes.show(own, trip.code().isPresent());
        Nodes.show(code, trip.code().isPresent());
        trip.code().ifPresent(shared -> {
            own.show(shared.own());
            code.setText(Words.of(
                    "cycle.code",
                    String.format(Locale.ROOT, "%,d", shared.size()),
                    figure(shared.reconstruction()),
                    String.valueOf(Math.round(100 * shared.gap()))));
        });
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** A small picture with the paper's name of it. */
    private static final class Thumb extends VBox {
        private final ImageView view = new ImageView();

        Thumb(String name) {
            super(2);
            setId("cycle-" + name);
            view.setFitWidth(THUMB);
            view.setFitHeight(THUMB);
            view.setPreserveRatio(true);
            view.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
            view.setAccessibleText(Words.of("cycle." + name + ".help"));
            Label caption = Nodes.words("cycle." + name, "text-small", "text-muted");
            Nodes.help(caption, Words.of("cycle." + name + ".help"));
            setAlignment(Pos.TOP_CENTER);
            getChildren().addAll((Node) view, caption);
        }

        void show(Pixels pixels) {
            int factor = Math.max(1, ENLARGED / Math.max(pixels.width(), pixels.height()));
            view.setImage(PixelImages.enlarged(PixelImages.of(pixels), factor));
        }
    }
}
