package studio.ganvas.engine.run;

import java.util.List;

/**
 * The runs that wait for their turn. One run trains at a time; the first of the queue follows it. The order and the
 * waiting runs survive the end of the program; after a start nothing begins by itself before {@link #hold} is lifted.
 * Safe from any thread; nothing waits.
 */
public interface RunQueue {
    /** Ids of the waiting runs, the next one first. */
    List<String> waiting();

    /** Moves a waiting run; negative towards the front. */
    void move(String id, int places);

    /** Whether no waiting run is begun for now. */
    boolean held();

    /** Holds the queue, or lets it go on. A run that trains already is not touched. */
    void hold(boolean held);
}
