package studio.ganvas.ui.shell;

import java.util.Optional;
import studio.ganvas.engine.stylize.Photo;

/** What a pane is to show when another pane leads there. */
public sealed interface Visit {
    /** The {@link StudioPane#id()} of the pane that can show it. */
    String pane();

    /**
     * A photo translated by a model.
     *
     * @param photo empty: the person chooses one there
     * @param inside with what the model looks at over it, and its ρ
     */
    record Translation(String modelId, Optional<Photo> photo, boolean inside) implements Visit {
        @Override
        public String pane() {
            return "stylize";
        }
    }

    /**
     * The picture of a seed.
     *
     * @param psi truncation ψ
     * @param other a seed whose styles can be mixed in
     */
    record Seed(String modelId, long seed, double psi, long other) implements Visit {
        @Override
        public String pane() {
            return "latent";
        }
    }

    /**
     * A training that waits to be started.
     *
     * @param datasetId empty: the person chooses one there
     */
    record Training(String systemId, Optional<String> datasetId, String presetId) implements Visit {
        @Override
        public String pane() {
            return "training";
        }
    }
}
