package studio.ganvas.ui.welcome;

import java.util.List;
import java.util.Optional;
import studio.ganvas.engine.model.Showcase.Ability;
import studio.ganvas.engine.model.Showpiece;

/** The four ways into the studio. */
enum Door {
    /** A picture, translated. */
    STYLIZE("lineart-to-colour", Optional.of(Ability.TRANSLATES), "pix2pix", "lineart-to-colour-64"),
    /** A picture, translated, with the attention and ρ of the network that did it. */
    LOOK("noto-to-twemoji", Optional.of(Ability.ATTENDS), "ugatit", "emoji-pairs-64"),
    /** A picture of a seed. */
    EXPLORE("people-3d", Optional.of(Ability.STYLES), "stylegan2", "people-3d-64"),
    /** A training. */
    TRAIN("", Optional.empty(), "dcgan", "fluent3d-64");

    private final String model;
    private final Optional<Ability> ability;
    private final String system;
    private final String dataset;

    Door(String model, Optional<Ability> ability, String system, String dataset) {
        this.model = model;
        this.ability = ability;
        this.system = system;
        this.dataset = dataset;
    }

    /** The model to show: the starter that is meant, else any starter that will do, else any model that will. */
    Optional<Showpiece> choose(List<Showpiece> pieces) {
        List<Showpiece> able = pieces.stream()
                .filter(piece -> ability.filter(piece.abilities()::contains).isPresent())
                .toList();
        return able.stream()
                .filter(piece -> piece.starter() && piece.model().name().equals(model))
                .findFirst()
                .or(() -> able.stream().filter(Showpiece::starter).findFirst())
                .or(() -> able.stream().findFirst());
    }

    /** Whether it can't open as it is meant to without a model. */
    boolean needsModel() {
        return ability.isPresent();
    }

    /** Id of the system to train where there is no model. */
    String system() {
        return system;
    }

    /** Id of the starter dataset to train it on. */
    String dataset() {
        return dataset;
    }
}
