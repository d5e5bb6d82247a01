package studio.ganvas.ui.learn;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.TourNeeds;

/**
 * A guided tour. Its words are {@code tour.<id>} (title), {@code ….text} (what one learns) and {@code ….without} (what to do
 * without a model).
 *
 * @param icon an Ikonli literal
 * @param minutes how long it takes
 * @param pane id of the pane that it leads through
 */
record Tour(String id, String icon, int minutes, String pane, TourNeeds needs, List<Step> steps) {
    @JsonCreator
    Tour(
            @JsonProperty(value = "id", required = true) String id,
            @JsonProperty(value = "icon", required = true) String icon,
            @JsonProperty(value = "minutes", required = true) int minutes,
            @JsonProperty(value = "pane", required = true) String pane,
            @JsonProperty("models") List<String> models,
            @JsonProperty(value = "systems", required = true) List<String> systems,
            @JsonProperty(value = "data", required = true) String data,
            @JsonProperty(value = "steps", required = true) List<Step> steps) {
        this(
                id,
                icon,
                minutes,
                pane,
                new TourNeeds(models == null ? List.of() : models, systems, data),
                List.copyOf(steps));
    }

    String title() {
        return Words.of("tour." + id);
    }

    /** Words of a step: its title for an empty {@code part}. */
    String words(Step step, String part) {
        return Words.of("tour." + id + "." + step.id() + (part.isEmpty() ? "" : "." + part));
    }
}
