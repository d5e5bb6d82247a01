package studio.ganvas.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes batches ahead of time on threads of its own. Which thread makes a batch never changes what is in it: batch k
 * depends on the dataset, the spec and k alone. One consumer takes batches; {@link #close()} may come from any thread.
 */
public final class Loader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loader.class);

    private final BatchMaker maker;
    private final int prefetch;
    private final List<Problem> problems = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Long, Made> ready = new HashMap<>();
    /** The step that the consumer takes next; the next step that no thread makes yet; how often the order was left. */
    private long head;

    private long claim;
    private long generation;
    private boolean closed;

    private record Made(Batch batch, Throwable failure) {}

    /** Starts loading at step 0. The dataset stays the caller's and must outlive the loader. */
    public Loader(Dataset dataset, LoaderSpec spec) {
        this(dataset, spec, 0);
    }

    /**
     * Starts loading.
     *
     * @param firstStep the step that {@link #next()} gives first
     * @throws IllegalArgumentException with a message for the user, when the dataset has nothing of what the spec wants
     */
    public Loader(Dataset dataset, LoaderSpec spec, long firstStep) {
        maker = new BatchMaker(dataset, spec, this::report);
        prefetch = spec.prefetch();
        head = firstStep;
        claim = firstStep;
        for (int i = 0; i < spec.threads(); i++) {
            Thread thread = new Thread(this::work, "loader-" + dataset.name() + "-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    private void report(Problem problem) {
        problems.add(problem);
        LOG.warn("{} is left out: {}", problem.name(), problem.reason());
    }

    /** Steps that make an epoch (of the larger domain). */
    public long stepsPerEpoch() {
        return maker.stepsPerEpoch();
    }

    /** Pictures that turned out unreadable so far, each once. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The batch of the step after the last one taken; waits until it is made. */
    public Batch next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            return take();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The batch of any step; {@link #next()} goes on from there.
     *
     * @throws IllegalStateException when no picture can be read, or the loader is closed
     */
    public Batch at(long step) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (step != head) {
                ready.clear();
                generation++;
                head = step;
                claim = step;
                changed.signalAll();
            }
            return take();
        } finally {
            lock.unlock();
        }
    }

    private Batch take() throws InterruptedException {
        while (!closed && !ready.containsKey(head)) {
            changed.await();
        }
        if (closed) {
            throw new IllegalStateException("The loader is closed");
        }
        long step = head++;
        Made made = ready.remove(step);
        changed.signalAll();
        if (made.failure != null) {
            throw new IllegalStateException(
                    "Batch " + step + " cannot be made: " + made.failure.getMessage(), made.failure);
        }
        return made.batch;
    }

    private void work() {
        try {
            while (true) {
                long step;
                long mine;
                lock.lockInterruptibly();
                try {
                    while (!closed && claim >= head + prefetch) {
                        changed.await();
                    }
                    if (closed) {
                        return;
                    }
                    step = claim++;
                    mine = generation;
                } finally {
                    lock.unlock();
                }
                Made made = make(step);
                lock.lock();
                try {
                    if (mine == generation && !closed) {
                        ready.put(step, made);
                        changed.signalAll();
                    }
                } finally {
                    lock.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Made make(long step) {
        try {
            return new Made(maker.make(step), null);
        } catch (PictureException | RuntimeException | OutOfMemoryError e) {
            return new Made(null, e);
        }
    }

    /** Stops the threads and waits for the pictures in their hands; batches not taken are dropped. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            ready.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
