package studio.ganvas.engine.model;

import java.util.Set;

/**
 * A model that can be shown.
 *
 * @param starter whether it ships with the program
 */
public record Showpiece(ModelEntry model, Set<Showcase.Ability> abilities, boolean starter) {
    public Showpiece {
        abilities = Set.copyOf(abilities);
    }
}
