package studio.ganvas.ui.stylize;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The results to come back to, newest first, no more than memory should hold. */
final class Moments {
    private static final int LONGEST = 24;
    private static final long PIXELS = 64_000_000;

    private final ObservableList<Moment> list = FXCollections.observableArrayList();

    ObservableList<Moment> list() {
        return list;
    }

    /** Adds one in the place of its like. Of those with a forced ρ the newest stays: a slider makes dozens. */
    void add(Moment moment) {
        list.removeIf(old -> moment.forced() ? old.forced() && old.isLike(moment) : old.same(moment));
        list.add(0, moment);
        while (list.size() > LONGEST || list.size() > 1 && pixels() > PIXELS) {
            list.remove(list.size() - 1);
        }
    }

    private long pixels() {
        return list.stream()
                .mapToLong(moment -> moment.result().picture().argb().length)
                .sum();
    }
}
