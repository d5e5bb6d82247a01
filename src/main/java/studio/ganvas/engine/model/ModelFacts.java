package studio.ganvas.engine.model;

import java.util.List;

/**
 * What is known of a model once it is loaded.
 *
 * @param directions the ways that it goes, {@code AtoB} or {@code BtoA}; at least one
 * @param trainedSize edge of the pictures that it was trained on; 0 when unknown
 * @param fixedSize whether only pictures of that size can go through it in one piece
 */
public record ModelFacts(List<String> directions, int trainedSize, boolean fixedSize) {
    public ModelFacts {
        directions = List.copyOf(directions);
    }
}
