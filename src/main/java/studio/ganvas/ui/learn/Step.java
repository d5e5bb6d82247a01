package studio.ganvas.ui.learn;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * A step of a tour. Its words are {@code tour.<tour>.<step>} (title), {@code ….text}, {@code ….try}, {@code ….paper} and
 * {@code ….spoken} (the formula in words).
 *
 * @param target id of the control that it speaks about
 * @param formula see {@link FormulaReader}
 * @param numbers names of live numbers, see {@code tour.number.<name>} for their words
 * @param task see {@link Task}
 * @param set what it builds on: names and values for the pane
 */
record Step(String id, String target, String formula, List<String> numbers, Task task, Map<String, Double> set) {
    /** As the file says it; {@code set} may be left out. */
    @JsonCreator
    Step(
            @JsonProperty(value = "id", required = true) String id,
            @JsonProperty(value = "target", required = true) String target,
            @JsonProperty(value = "formula", required = true) String formula,
            @JsonProperty(value = "numbers", required = true) List<String> numbers,
            @JsonProperty(value = "task", required = true) String task,
            @JsonProperty("set") Map<String, Double> set) {
        this(id, target, formula, List.copyOf(numbers), Task.of(task), set == null ? Map.of() : Map.copyOf(set));
    }
}
