package studio.ganvas.engine;

import java.util.List;

/** The one list of long tasks: trainings, imports, scans, exports. Every method returns at once, on any thread. */
public interface Jobs {
    /** All jobs since the program started, newest first; cheap enough to be asked on every pulse. */
    List<JobInfo> list();

    void pause(long id);

    void resume(long id);

    /** Asks the job to stop; it ends within a second and keeps what it has saved. */
    void cancel(long id);

    /** Forgets the jobs that have ended. */
    void clearEnded();
}
