package studio.ganvas.engine.model;

import java.util.List;
import studio.ganvas.engine.stylize.Photo;
import studio.ganvas.image.Pixels;

/**
 * Pictures of a model.
 *
 * @param inputs pictures to translate, that it was not trained on where there are such
 * @param results what it made of each of {@code inputs}, or of each of {@code seeds}; a run has its newest sample sheet here
 * @param attention each of {@code inputs} with what the generator looked at over it; empty for a model without attention
 * @param seeds latents worth looking at
 * @param psi truncation ψ that they are best looked at with
 */
public record Exhibit(List<Photo> inputs, List<Pixels> results, List<Pixels> attention, List<Long> seeds, double psi) {
    /** Of a model without pictures. */
    public static final Exhibit EMPTY = new Exhibit(List.of(), List.of(), List.of(), List.of(), 1);

    public Exhibit {
        inputs = List.copyOf(inputs);
        results = List.copyOf(results);
        attention = List.copyOf(attention);
        seeds = List.copyOf(seeds);
    }
}
