package studio.ganvas.ui.stylize;

import java.util.List;
import java.util.Optional;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.model.ModelFacts;
import studio.ganvas.engine.stylize.AttentionSettings;
import studio.ganvas.engine.stylize.SizeMode;
import studio.ganvas.engine.stylize.StylizeSettings;
import studio.ganvas.ui.shell.Visit;

/** Lets the pane begin with a model and a photo, everything else as on the first day. */
final class Beginning {
    private Beginning() {}

    /** Nothing happens where the model is gone. */
    static void of(Visit.Translation visit, StylizeModel model) {
        model.refresh();
        model.models().stream()
                .filter(entry -> entry.id().equals(visit.modelId()))
                .findFirst()
                .ifPresent(entry -> visit.photo()
                        .ifPresentOrElse(
                                photo -> model.restore(
                                        photo, settings(visit, entry, model, photo.name(), photo.print())),
                                () -> model.modelProperty().set(Optional.of(entry))));
    }

    private static StylizeSettings settings(
            Visit.Translation visit, ModelEntry entry, StylizeModel model, String name, String print) {
        AttentionSettings usual = AttentionSettings.HIDDEN;
        Optional<ModelFacts> known = model.modelProperty().get().equals(Optional.of(entry))
                ? model.factsProperty().get()
                : Optional.empty();
        return new StylizeSettings(
                entry.id(),
                entry.name(),
                known.map(facts -> facts.directions().get(0)).orElse("AtoB"),
                known.filter(ModelFacts::fixedSize).isPresent() ? SizeMode.RESIZE : SizeMode.WHOLE,
                1,
                name,
                print,
                List.of(),
                new AttentionSettings(
                        visit.inside(),
                        usual.network(),
                        usual.onResult(),
                        usual.everywhere(),
                        usual.opacity(),
                        usual.colours()));
    }
}
