package studio.ganvas.engine.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whose turn it is among long works: that which has used the least time, so that work in small pieces, which somebody waits
 * for, gets as much of the machine as a training whose steps take seconds. Who had nothing to do, or comes new, has no claim
 * to the time that the others used meanwhile, and no debt from before. Not safe for threads.
 */
final class FairTurns {
    private final List<Turn> turns = new ArrayList<>();

    private static final class Turn {
        private final Work work;
        private long used;
        private boolean idle = true;

        Turn(Work work) {
            this.work = work;
        }
    }

    void add(Work work) {
        turns.add(new Turn(work));
    }

    /** The work to do a piece of now; empty when none is ready. */
    Optional<Work> next() {
        turns.removeIf(turn -> turn.work.finished());
        List<Turn> ready = new ArrayList<>();
        for (Turn turn : turns) {
            if (turn.work.ready()) {
                ready.add(turn);
            } else {
                turn.idle = true;
            }
        }
        long least = ready.stream()
                .filter(turn -> !turn.idle)
                .mapToLong(turn -> turn.used)
                .min()
                .orElse(0);
        for (Turn turn : ready) {
            if (turn.idle) {
                turn.idle = false;
                turn.used = least;
            }
        }
        Turn chosen = null;
        for (Turn turn : ready) {
            if (chosen == null || turn.used < chosen.used) {
                chosen = turn;
            }
        }
        return Optional.ofNullable(chosen).map(turn -> turn.work);
    }

    /** Says how long a piece of a work took. */
    void used(Work work, long nanos) {
        turns.stream().filter(turn -> turn.work == work).forEach(turn -> turn.used += nanos);
    }
}
