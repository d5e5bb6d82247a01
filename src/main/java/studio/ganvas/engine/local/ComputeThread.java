package studio.ganvas.engine.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only thread that touches tensors. It serves, in this order: calls as they came; of each channel the newest request;
 * then one piece of the long work whose turn it is ({@link FairTurns}). With nothing to do it sleeps.
 */
final class ComputeThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ComputeThread.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<Runnable> calls = new ArrayDeque<>();
    private final Map<String, Waiting<?>> channels = new LinkedHashMap<>();
    private final FairTurns works = new FairTurns();
    private final Thread thread;
    private boolean closing;

    private record Waiting<R>(Object request, Answer<R> answer) {}

    ComputeThread() {
        thread = new Thread(this::loop, "ganvas-compute");
        thread.setDaemon(true);
        thread.start();
    }

    /** Runs {@code body} after the calls before it. */
    <R> CompletableFuture<R> call(Callable<R> body) {
        Answer<R> answer = Answer.of(body);
        signal(() -> calls.add(answer));
        return answer.result();
    }

    /**
     * Runs {@code body} for {@code request} unless a newer request of the same channel comes before its turn: then its
     * future is cancelled. A request equal to the waiting one shares its future.
     */
    @SuppressWarnings("unchecked")
    <R> CompletableFuture<R> latest(String channel, Object request, Callable<R> body) {
        lock.lock();
        try {
            Waiting<?> before = channels.get(channel);
            if (before != null && before.request().equals(request)) {
                return (CompletableFuture<R>) before.answer().result();
            }
            if (before != null) {
                before.answer().result().cancel(false);
            }
            Answer<R> answer = Answer.of(body);
            channels.put(channel, new Waiting<>(request, answer));
            news.signalAll();
            return answer.result();
        } finally {
            lock.unlock();
        }
    }

    /** Adds long work; it takes turns with other long work. */
    void drive(Work work) {
        signal(() -> works.add(work));
    }

    /** Tells the thread that some work may have become ready. */
    void wake() {
        signal(() -> {});
    }

    private void signal(Runnable change) {
        lock.lock();
        try {
            change.run();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void loop() {
        while (true) {
            Optional<Runnable> next = next();
            if (next.isEmpty()) {
                return;
            }
            try {
                next.get().run();
            } catch (RuntimeException | Error e) {
                LOG.error("The compute thread goes on after a failure", e);
            }
        }
    }

    private void advance(Work work) {
        long start = System.nanoTime();
        work.advance();
        signal(() -> works.used(work, System.nanoTime() - start));
    }

    /** What to do now; empty when the thread shall end. */
    private Optional<Runnable> next() {
        lock.lock();
        try {
            while (true) {
                if (!calls.isEmpty()) {
                    return Optional.of(calls.poll());
                }
                if (!channels.isEmpty()) {
                    String channel = channels.keySet().iterator().next();
                    return Optional.of(channels.remove(channel).answer());
                }
                Optional<Work> work = works.next();
                if (work.isPresent()) {
                    return work.map(each -> () -> advance(each));
                }
                if (closing) {
                    return Optional.empty();
                }
                news.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the thread after what is queued; waits up to {@code seconds}. Long work must have been told to stop.
     *
     * @return whether the thread has ended
     */
    boolean close(long seconds) {
        signal(() -> closing = true);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ended();
    }

    /** Whether the thread has ended, and with it every use of the native engine. */
    boolean ended() {
        return !thread.isAlive();
    }

    @Override
    public void close() {
        close(10);
    }
}
