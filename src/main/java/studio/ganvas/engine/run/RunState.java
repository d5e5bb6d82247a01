package studio.ganvas.engine.run;

/** Life of a training run. */
public enum RunState {
    /** In the queue behind another run. */
    WAITING,
    /** Loading data, building networks. */
    PREPARING,
    RUNNING,
    PAUSED,
    /** All steps done. */
    FINISHED,
    /** Stopped by the user; can be resumed. */
    STOPPED,
    /** The losses exploded or became NaN; can be rolled back to a snapshot. */
    DIVERGED,
    /** The program or the machine went down while it ran; can be resumed. */
    INTERRUPTED,
    /** Could not go on; the message says why. */
    FAILED,
    /** Another machine or another program trains it; it can be looked at here. */
    ELSEWHERE;

    /** Whether the run is being worked on now. */
    public boolean live() {
        return this == WAITING || this == PREPARING || this == RUNNING || this == PAUSED;
    }
}
