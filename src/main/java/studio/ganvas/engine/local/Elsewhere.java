package studio.ganvas.engine.local;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.train.RunDirectory;

/**
 * Looks every two seconds at what others write: runs that appear under the root, states that change, and the statistics of
 * runs that are in view while another program trains them.
 */
final class Elsewhere implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Elsewhere.class);
    private static final long LOOK_MILLIS = 2000;

    private final RunShelf shelf;
    private final Predicate<String> trainedHere;
    private final Runnable changed;
    private final Map<String, RunFollower> followers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "ganvas-elsewhere");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Begins to look.
     *
     * @param trainedHere whether this program works on the run with an id
     * @param changed told when the list of runs is another
     */
    Elsewhere(RunShelf shelf, Predicate<String> trainedHere, Runnable changed) {
        this.shelf = shelf;
        this.trainedHere = trainedHere;
        this.changed = changed;
        clock.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Reads the history of a run from its files, and goes on doing so for as long as somebody else writes it. */
    void follow(RunDirectory directory, RunHistory history) {
        RunFollower follower = new RunFollower(directory, history);
        followers.put(directory.id(), follower);
        clock.execute(follower::look);
    }

    /** This program trains the run from now on, or forgets it. */
    void leave(String id) {
        Optional.ofNullable(followers.remove(id)).ifPresent(RunFollower::close);
    }

    Optional<RunFollower> follower(String id) {
        return Optional.ofNullable(followers.get(id));
    }

    private void look() {
        try {
            boolean news = shelf.find();
            for (RunDirectory directory : shelf.all()) {
                if (!trainedHere.test(directory.id())) {
                    news |= look(directory);
                }
            }
            if (news) {
                changed.run();
            }
        } catch (RuntimeException e) {
            // a folder that goes away while it is read, a drive that is not there for a moment
            LOG.warn("Runs that are trained elsewhere could not be looked at; the next look is in a moment", e);
        }
    }

    private boolean look(RunDirectory directory) {
        Optional<RunEntry> before = shelf.card(directory).map(RunShelf.Card::entry);
        boolean elsewhere =
                before.filter(entry -> entry.state() == RunState.ELSEWHERE).isPresent();
        if (elsewhere || shelf.isStale(directory)) {
            shelf.read(directory);
            follower(directory.id()).ifPresent(RunFollower::look);
        }
        return !before.equals(shelf.card(directory).map(RunShelf.Card::entry));
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
