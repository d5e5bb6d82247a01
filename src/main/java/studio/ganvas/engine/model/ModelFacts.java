package studio.ganvas.engine.model;

import java.util.List;
import studio.ganvas.engine.stylize.Looker;

/**
 * What is known of a model once it is loaded.
 *
 * @param directions the ways that it goes, {@code AtoB} or {@code BtoA}; at least one
 * @param trainedSize edge of the pictures that it was trained on; 0 when unknown
 * @param fixedSize whether only pictures of that size can go through it in one piece
 * @param lookers networks whose attention can be seen, generators first; none of most systems
 */
public record ModelFacts(List<String> directions, int trainedSize, boolean fixedSize, List<Looker> lookers) {
    public ModelFacts {
        directions = List.copyOf(directions);
        lookers = List.copyOf(lookers);
    }

    /** Of a model without attention. */
    public ModelFacts(List<String> directions, int trainedSize, boolean fixedSize) {
        this(directions, trainedSize, fixedSize, List.of());
    }
}
