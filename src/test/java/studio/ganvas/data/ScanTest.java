package studio.ganvas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanTest {
    @TempDir
    Path dir;

    private static DatasetStatistics scan(Dataset d, boolean thorough) throws Exception {
        return Scan.start(d, thorough, 2, (done, total) -> {}).result().get(60, TimeUnit.SECONDS);
    }

    @Test
    void headersGiveTheStatistics() throws Exception {
        TestPictures.put(dir, "cat/1.png", TestPictures.png(8, 6, 0));
        TestPictures.put(dir, "cat/2.png", TestPictures.png(8, 6, 0));
        TestPictures.put(dir, "dog/x.png", TestPictures.resource("grey16.png"));
        TestPictures.put(dir, "dog/y.jpg", TestPictures.resource("orientation-6.jpg"));
        TestPictures.put(dir, "dog/z.jpg", new byte[0]);
        try (Dataset d = Datasets.open(dir)) {
            DatasetStatistics s = scan(d, false);
            assertThat(s.count()).isEqualTo(5);
            assertThat(s.readable()).isEqualTo(4);
            assertThat(s.sizes()).containsEntry("8×6", 2L).containsEntry("48×32", 1L);
            assertThat(s.sizes().keySet()).first().isEqualTo("8×6");
            assertThat(s.formats()).containsEntry("PNG", 3L).containsEntry("JPEG", 1L);
            assertThat(s.channels()).containsEntry(3, 3L).containsEntry(1, 1L);
            assertThat(s.classes()).containsEntry("cat", 2L).containsEntry("dog", 3L);
            assertThat(s.problems()).containsExactly(new Problem("dog/z.jpg", "the file is empty (0 bytes)"));
            assertThat(s.bytes()).isPositive();
        }
    }

    @Test
    void onlyAThoroughScanFindsDamageBehindTheHeader() throws Exception {
        byte[] whole = TestPictures.gradient(100, 100);
        TestPictures.put(dir, "cut.png", Arrays.copyOf(whole, whole.length / 2));
        TestPictures.put(dir, "fine.png", whole);
        try (Dataset d = Datasets.open(dir)) {
            assertThat(scan(d, false).problems()).isEmpty();
            assertThat(scan(d, true).problems()).singleElement().satisfies(p -> {
                assertThat(p.name()).isEqualTo("cut.png");
                assertThat(p.reason()).contains("truncated");
            });
        }
    }

    @Test
    void progressReachesTheEnd() throws Exception {
        AtomicInteger last = new AtomicInteger();
        try (Dataset d = Datasets.open(Path.of("assets/datasets/lineart-to-colour-64.zip"))) {
            DatasetStatistics s = Scan.start(d, false, 2, (done, total) -> last.accumulateAndGet(done, Math::max))
                    .result()
                    .get(60, TimeUnit.SECONDS);
            assertThat(last).hasValue(3182);
            assertThat(s.readable()).isEqualTo(3182);
            assertThat(s.sizes()).containsEntry("64×64", 3182L);
        }
    }

    @Test
    void aCancelledScanStops() throws IOException, InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        try (Dataset d = Datasets.open(Path.of("assets/datasets/fluent3d-64.zip"))) {
            Scan scan = Scan.start(d, false, 1, (done, total) -> {
                calls.incrementAndGet();
                begun.countDown();
                try {
                    cancelled.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            begun.await();
            scan.cancel();
            cancelled.countDown();
            assertThatThrownBy(() -> scan.result().get(20, TimeUnit.SECONDS))
                    .isInstanceOfAny(CancellationException.class, java.util.concurrent.ExecutionException.class);
        }
        assertThat(calls).hasValueLessThan(3);
    }
}
