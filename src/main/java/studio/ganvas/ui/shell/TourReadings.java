package studio.ganvas.ui.shell;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import studio.ganvas.ui.shell.TourStage.Reading;

/** Collects the live numbers of a pane. */
public final class TourReadings {
    private final Map<String, Reading> all = new LinkedHashMap<>();

    /**
     * One more.
     *
     * @param decimals digits after the point
     * @param now computes it; NaN while it is not known
     * @param changes what it follows
     */
    public TourReadings add(String name, int decimals, DoubleSupplier now, Observable... changes) {
        all.put(name, new Reading(Bindings.createDoubleBinding(now::getAsDouble, changes), decimals));
        return this;
    }

    /** As 1 or 0. */
    public static double flag(boolean value) {
        return value ? 1 : 0;
    }

    public Map<String, Reading> all() {
        return Collections.unmodifiableMap(all);
    }
}
