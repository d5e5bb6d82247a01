package studio.ganvas.ui.stylize;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import studio.ganvas.engine.stylize.Insight;
import studio.ganvas.engine.stylize.RhoReport;
import studio.ganvas.engine.stylize.RhoSetting;
import studio.ganvas.ui.control.Later;

/** Every ρ of the generator that translates, and what is tried instead. */
final class RhoModel {
    private final StylizeModel stylize;
    private final Insight insight;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<Optional<RhoReport>> report = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<SortedMap<Integer, Double>> forced =
            new ReadOnlyObjectWrapper<>(Collections.emptySortedMap());
    private final ReadOnlyObjectWrapper<List<Integer>> chosen = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private int stamp;

    RhoModel(StylizeModel stylize, Insight insight, Executor fx) {
        this.stylize = stylize;
        this.insight = insight;
        this.fx = fx;
        stylize.factsProperty().subscribe(known -> learn());
        stylize.directionProperty().addListener(o -> learn());
        stylize.rhoProperty().subscribe(now -> forced.set(layers(now)));
    }

    /** Whether the model has layers with a ρ. */
    boolean any() {
        return stylize.factsProperty()
                .get()
                .filter(facts -> !facts.lookers().isEmpty())
                .isPresent();
    }

    private void learn() {
        int mine = ++stamp;
        trouble.set("");
        if (!any()) {
            report.set(Optional.empty());
            return;
        }
        Later.take(
                insight.rho(
                        stylize.modelProperty().get().orElseThrow().id(),
                        stylize.directionProperty().get()),
                fx,
                known -> {
                    if (mine == stamp) {
                        report.set(Optional.of(known));
                    }
                },
                failure -> {
                    if (mine == stamp) {
                        report.set(Optional.empty());
                        trouble.set(StylizeModel.words(failure));
                    }
                });
    }

    private static SortedMap<Integer, Double> layers(List<RhoSetting> settings) {
        SortedMap<Integer, Double> layers = new TreeMap<>();
        for (RhoSetting span : settings) {
            for (int layer = span.from(); layer < span.to(); layer++) {
                layers.put(layer, span.value());
            }
        }
        return Collections.unmodifiableSortedMap(layers);
    }

    /** Tries a value, 0 to 1, in these layers; the picture follows. */
    void force(Collection<Integer> layers, double value) {
        SortedMap<Integer, Double> now = new TreeMap<>(forced.get());
        layers.forEach(layer -> now.put(layer, value));
        stylize.rhoProperty().set(RhoSetting.of(now));
    }

    /** Goes back to the learnt values in these layers. */
    void release(Collection<Integer> layers) {
        SortedMap<Integer, Double> now = new TreeMap<>(forced.get());
        now.keySet().removeAll(layers);
        stylize.rhoProperty().set(RhoSetting.of(now));
    }

    /** Goes back to the learnt values everywhere. */
    void reset() {
        stylize.rhoProperty().set(List.of());
    }

    /** The learnt values; empty for a model without, and while they are being read. */
    ReadOnlyObjectProperty<Optional<RhoReport>> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /** Layer, counted from 0, to the value that is tried. */
    ReadOnlyObjectProperty<SortedMap<Integer, Double>> forcedProperty() {
        return forced.getReadOnlyProperty();
    }

    /** Looks at these layers, counted from 0. */
    void choose(List<Integer> layers) {
        chosen.set(List.copyOf(layers));
    }

    /** The layers that are looked at. */
    ReadOnlyObjectProperty<List<Integer>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /** What went wrong, in words; empty when nothing did. */
    ReadOnlyStringProperty troubleProperty() {
        return trouble.getReadOnlyProperty();
    }
}
