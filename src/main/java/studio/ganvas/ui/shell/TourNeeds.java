package studio.ganvas.ui.shell;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import studio.ganvas.engine.model.ModelEntry;

/**
 * What a tour is about.
 *
 * @param models ids of the models that it was written for, best first
 * @param systems titles of the systems whose models will do; in Training the id of the system to train
 * @param data id of the starter dataset with pictures to show or to train on
 */
public record TourNeeds(List<String> models, List<String> systems, String data) {
    public TourNeeds {
        models = List.copyOf(models);
        systems = List.copyOf(systems);
    }

    /** The best of these models; empty when none will do. */
    public Optional<ModelEntry> best(List<ModelEntry> there) {
        Optional<ModelEntry> meant = models.stream()
                .flatMap(id -> there.stream().filter(entry -> entry.id().equals(id)))
                .findFirst();
        return meant.or(() -> there.stream()
                .filter(entry -> systems.contains(entry.system()))
                .max(Comparator.comparingLong(ModelEntry::step)));
    }
}
