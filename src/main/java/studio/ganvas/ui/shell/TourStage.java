package studio.ganvas.ui.shell;

import java.util.Map;
import javafx.beans.value.ObservableValue;

/**
 * What a guided tour may ask of a pane: numbers that it shows live, and states that a step builds on, both by names that the
 * files of tours use. Controls are found by their ids. All methods on the FX thread.
 */
public interface TourStage {
    /** The name of what {@link #begin} would open; empty when there is nothing that will do. */
    String material(TourNeeds needs);

    /**
     * Opens what a tour is about, in the state in which a tour begins.
     *
     * @return whether there is something to show; without it the tour says what to train
     */
    boolean begin(TourNeeds needs);

    /** The live numbers; the same at each call. */
    Map<String, Reading> readings();

    /**
     * Brings about what a step builds on, unless it is so already; what takes time comes later by itself.
     *
     * @throws IllegalArgumentException for a name that this pane does not know
     */
    void arrange(String what, double value);

    /** Why the tour can't go on as it is, in words with a way out; mostly empty. */
    ObservableValue<String> obstacle();

    /**
     * A live number.
     *
     * @param value null or NaN while it is not known
     * @param decimals digits after the point
     */
    record Reading(ObservableValue<? extends Number> value, int decimals) {
        /** The number now; NaN while it is not known. */
        public double now() {
            Number number = value.getValue();
            return number == null ? Double.NaN : number.doubleValue();
        }
    }
}
