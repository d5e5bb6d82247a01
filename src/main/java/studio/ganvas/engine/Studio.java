package studio.ganvas.engine;

import java.util.List;
import studio.ganvas.engine.dataset.DatasetLibrary;
import studio.ganvas.engine.latent.LatentLab;
import studio.ganvas.engine.metric.Metrics;
import studio.ganvas.engine.model.Models;
import studio.ganvas.engine.model.Showcase;
import studio.ganvas.engine.run.Runs;
import studio.ganvas.engine.stylize.Insight;
import studio.ganvas.engine.stylize.Stylist;
import studio.ganvas.gan.SystemInfo;

/**
 * The one door between panes (or commands) and all work. Nothing behind it waits on the caller's thread: methods return
 * at once or give a {@code CompletableFuture} that completes on a background thread; failures arrive as a
 * {@link StudioException} whose message is made for people.
 */
public interface Studio extends AutoCloseable {
    /** The systems that can be trained, in the order in which a list shows them. */
    List<SystemInfo> systems();

    DatasetLibrary datasets();

    Runs runs();

    Models models();

    Stylist stylist();

    /** Attention and ρ of the models that have them. */
    Insight insight();

    LatentLab latent();

    Metrics metrics();

    /** What of all models can be shown at once. */
    Showcase showcase();

    Jobs jobs();

    EngineStatus status();

    /** Stops all work: the running training saves a snapshot first. Waits for at most a few seconds. */
    @Override
    void close();
}
