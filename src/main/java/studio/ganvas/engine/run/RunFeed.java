package studio.ganvas.engine.run;

/** One reader's place in a run's history. Not for several threads at once. */
public interface RunFeed extends AutoCloseable {
    /** What is new; never waits. Empty blocks when nothing is, or while the history of an old run is still being read. */
    RunPulse drain();

    @Override
    void close();
}
