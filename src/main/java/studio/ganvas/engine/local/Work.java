package studio.ganvas.engine.local;

/** Long work on the compute thread, done piece by piece so that interactive requests come in between. */
interface Work {
    /** Whether the next piece can be done now; a paused one says no. */
    boolean ready();

    /** Does one piece, of at most a second or so. Must not throw: its failure is its own to report. */
    void advance();

    /** Whether nothing is left; it is then dropped. */
    boolean finished();
}
