package studio.ganvas.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComputeThreadTest {
    private final ComputeThread compute = new ComputeThread();

    @AfterEach
    void close() {
        compute.close();
    }

    /** Holds the thread until the latch is down, so that requests pile up behind. */
    private CountDownLatch occupy() {
        CountDownLatch latch = new CountDownLatch(1);
        compute.call(() -> latch.await(10, TimeUnit.SECONDS));
        return latch;
    }

    @Test
    void theNewestRequestOfAChannelReplacesTheWaitingOne() throws Exception {
        CountDownLatch busy = occupy();
        CompletableFuture<String> first = compute.latest("slider", 1, () -> "one");
        CompletableFuture<String> second = compute.latest("slider", 2, () -> "two");
        CompletableFuture<String> other = compute.latest("other", 1, () -> "other");
        busy.countDown();

        assertThat(second.get(5, TimeUnit.SECONDS)).isEqualTo("two");
        assertThat(other.get(5, TimeUnit.SECONDS)).isEqualTo("other");
        assertThat(first).isCancelled();
    }

    @Test
    void anEqualWaitingRequestIsNotRunTwice() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch busy = occupy();
        CompletableFuture<Integer> first = compute.latest("slider", "same", runs::incrementAndGet);
        CompletableFuture<Integer> second = compute.latest("slider", "same", runs::incrementAndGet);
        busy.countDown();

        assertThat(second.get(5, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(first).isSameAs(second);
    }

    @Test
    void requestsComeBetweenTwoPiecesOfLongWork() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        compute.drive(new Work() {
            private int pieces;

            @Override
            public boolean ready() {
                return true;
            }

            @Override
            public void advance() {
                order.add("piece");
                begun.countDown();
                try {
                    go.await(5, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                pieces++;
            }

            @Override
            public boolean finished() {
                return pieces == 3;
            }
        });
        begun.await(5, TimeUnit.SECONDS);
        CompletableFuture<Boolean> request = compute.call(() -> order.add("request"));
        go.countDown();
        request.get(5, TimeUnit.SECONDS);
        compute.call(() -> null).get(5, TimeUnit.SECONDS);

        // a copy, since the work goes on meanwhile
        assertThat(List.copyOf(order).subList(0, 2)).containsExactly("piece", "request");
    }

    @Test
    void aFailureReachesTheCallerAndTheThreadLivesOn() throws Exception {
        CompletableFuture<Object> failing = compute.call(() -> {
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(() -> failing.get(5, TimeUnit.SECONDS)).hasRootCauseMessage("broken");
        assertThat(compute.call(() -> 7).get(5, TimeUnit.SECONDS)).isEqualTo(7);
    }
}
