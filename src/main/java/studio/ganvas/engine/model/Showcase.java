package studio.ganvas.engine.model;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What can be shown of the models that are there before anybody has chosen anything. Safe from any thread; nothing waits. */
public interface Showcase {
    /** What can be done with a model. */
    enum Ability {
        /** It translates pictures. */
        TRANSLATES,
        /** It translates pictures, and where it looks can be seen (U-GAT-IT). */
        ATTENDS,
        /** It makes pictures of latents, layer by layer (the StyleGANs). */
        STYLES
    }

    /** Models that ship with the program first, then own runs, newest first, then added files. */
    List<Showpiece> list();

    /** Told on a background thread whenever {@link #list()} changes. */
    void onChange(Runnable listener);

    /** What is known of a model, whatever lists it. Fails in words when it can't be read. */
    CompletableFuture<ModelCard> card(ModelEntry model);

    /** The pictures of a model; its lists are empty where there are none, and where they can't be read. */
    CompletableFuture<Exhibit> exhibit(String modelId);
}
