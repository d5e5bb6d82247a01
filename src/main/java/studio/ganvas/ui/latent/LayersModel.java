package studio.ganvas.ui.latent;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.engine.latent.LayerRequest;
import studio.ganvas.engine.latent.LayerView;
import studio.ganvas.ui.control.Later;

/** Which layer is looked at, and what it does in the picture of the state. */
final class LayersModel {
    static final int PAGE = 32;

    private final LatentModel model;
    private final ObjectProperty<Optional<LatentFacts.Layer>> layer = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<LayerRequest.Order> order = new SimpleObjectProperty<>(LayerRequest.Order.STRONGEST);
    private final IntegerProperty page = new SimpleIntegerProperty();
    private final ReadOnlyObjectWrapper<Optional<LayerView>> view = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<LayerRequest> asked = Optional.empty();
    private boolean watching;
    private int stamp;

    LayersModel(LatentModel model) {
        this.model = model;
        model.factsProperty().subscribe(facts -> {
            asked = Optional.empty();
            view.set(Optional.empty());
            layer.set(facts.flatMap(LayersModel::middle));
        });
        layer.subscribe(now -> {
            page.set(0);
            ask();
        });
        order.subscribe(now -> {
            page.set(0);
            ask();
        });
        page.subscribe(this::ask);
        // after the picture itself, which comes first
        model.shownProperty().subscribe(now -> now.filter(it -> !it.preview()).ifPresent(it -> ask()));
    }

    private static Optional<LatentFacts.Layer> middle(LatentFacts facts) {
        List<LatentFacts.Layer> features =
                facts.layers().stream().filter(each -> !each.picture()).toList();
        return features.isEmpty()
                ? facts.layers().stream().findFirst()
                : Optional.of(features.get(features.size() / 2));
    }

    /** Whether anybody looks; otherwise nothing is computed. */
    void watch(boolean looks) {
        watching = looks;
        ask();
    }

    private void ask() {
        if (!watching || layer.get().isEmpty() || model.stateProperty().get().isEmpty()) {
            return;
        }
        LayerRequest request = new LayerRequest(
                model.stateProperty().get().get(), layer.get().get().name(), order.get(), page.get(), PAGE);
        if (asked.equals(Optional.of(request))) {
            return;
        }
        asked = Optional.of(request);
        int mine = ++stamp;
        CompletableFuture<LayerView> answer = model.lab().layer(request);
        Later.take(
                answer,
                model.fx(),
                seen -> {
                    if (mine == stamp) {
                        view.set(Optional.of(seen));
                    }
                },
                failure -> {
                    if (mine == stamp && !(Later.cause(failure) instanceof CancellationException)) {
                        model.say(failure);
                    }
                });
    }

    /** Turns pages. */
    void turn(int by) {
        int pages = view.get().map(LayerView::pages).orElse(1);
        page.set(Math.max(0, Math.min(pages - 1, page.get() + by)));
    }

    ObjectProperty<Optional<LatentFacts.Layer>> layerProperty() {
        return layer;
    }

    ObjectProperty<LayerRequest.Order> orderProperty() {
        return order;
    }

    ReadOnlyObjectProperty<Optional<LayerView>> viewProperty() {
        return view.getReadOnlyProperty();
    }

    LatentModel model() {
        return model;
    }
}
