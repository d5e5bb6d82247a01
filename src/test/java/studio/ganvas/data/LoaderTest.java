package studio.ganvas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.data.LoaderSpec.Order;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoaderTest {
    private static final TransformSpec JITTER = TransformSpec.jitter(8, 3, 10, Resample.Filter.BICUBIC);

    @TempDir
    Path dir;

    private Path pairs;

    @BeforeEach
    void makePictures() {
        pairs = dir.resolve("pairs");
        for (int i = 0; i < 13; i++) {
            TestPictures.put(pairs, "A/x" + i + ".png", TestPictures.gradient(9 + i, 12));
            TestPictures.put(pairs, "B/x" + i + ".png", TestPictures.gradient(9 + i, 12));
        }
    }

    private static LoaderSpec spec(Order order, int threads, long cache) {
        return new LoaderSpec(JITTER, 4, 99, Optional.empty(), order, true, threads, 3, cache);
    }

    private static List<Batch> take(Dataset d, LoaderSpec spec, long from, int n) throws InterruptedException {
        List<Batch> batches = new ArrayList<>();
        try (Loader loader = new Loader(d, spec, from)) {
            for (int i = 0; i < n; i++) {
                batches.add(loader.next());
            }
        }
        return batches;
    }

    private static void assertSame(List<Batch> a, List<Batch> b) {
        assertThat(a).hasSameSizeAs(b);
        for (int i = 0; i < a.size(); i++) {
            assertThat(a.get(i).step()).isEqualTo(b.get(i).step());
            assertThat(a.get(i).items()).isEqualTo(b.get(i).items());
            assertThat(a.get(i).images().keySet()).isEqualTo(b.get(i).images().keySet());
            for (String key : a.get(i).images().keySet()) {
                assertThat(a.get(i).images().get(key))
                        .isEqualTo(b.get(i).images().get(key));
            }
        }
    }

    @Test
    void threadsAndCacheNeverChangeWhatIsInABatch() throws IOException, InterruptedException {
        try (Dataset d = Datasets.open(pairs)) {
            for (Order order : Order.values()) {
                List<Batch> expected = take(d, spec(order, 1, 0), 0, 20);
                assertSame(take(d, spec(order, 4, 0), 0, 20), expected);
                assertSame(take(d, spec(order, 3, 1 << 20), 0, 20), expected);
                assertSame(take(d, spec(order, 2, 1500), 0, 20), expected);
            }
        }
    }

    @Test
    void aLoaderThatStartsLaterGoesOnWithTheSameBatches() throws IOException, InterruptedException {
        try (Dataset d = Datasets.open(pairs)) {
            LoaderSpec spec = spec(Order.UNALIGNED, 2, 1 << 20);
            List<Batch> all = take(d, spec, 0, 20);
            assertSame(take(d, spec, 12, 8), all.subList(12, 20));
        }
    }

    @Test
    void anyStepCanBeAskedForAndNextGoesOnFromThere() throws IOException, InterruptedException {
        try (Dataset d = Datasets.open(pairs);
                Loader loader = new Loader(d, spec(Order.SINGLE, 2, 1 << 20))) {
            List<Batch> all = take(d, spec(Order.SINGLE, 1, 0), 0, 12);
            assertSame(
                    List.of(loader.at(0), loader.at(9), loader.next(), loader.at(2), loader.next()),
                    List.of(all.get(0), all.get(9), all.get(10), all.get(2), all.get(3)));
        }
    }

    @Test
    void batchesHaveTheirShapesAndRange() throws IOException, InterruptedException {
        try (Dataset d = Datasets.open(pairs)) {
            Batch b = take(d, spec(Order.SINGLE, 1, 0), 0, 1).get(0);
            assertThat(b.shapes().get(Batch.REAL)).containsExactly(4, 3, 8, 8);
            assertThat(b.images().get(Batch.REAL)).hasSize(4 * 3 * 64);
            for (float v : b.images().get(Batch.REAL)) {
                assertThat(v).isBetween(-1f, 1f);
            }
            assertThat(b.labels()).containsOnly(-1);
            assertThat(b.size()).isEqualTo(4);
        }
    }

    @Test
    void bothSidesOfAPairGetTheSameCropAndFlip() throws IOException, InterruptedException {
        try (Dataset d = Datasets.open(pairs)) {
            for (Batch b : take(d, spec(Order.ALIGNED, 2, 0), 0, 12)) {
                assertThat(b.images().get(Batch.A)).isEqualTo(b.images().get(Batch.B));
            }
        }
    }

    @Test
    void unalignedDomainsMeetInChangingCompany() throws IOException, InterruptedException {
        try (Dataset d = Datasets.open(pairs)) {
            List<Batch> batches = take(d, spec(Order.UNALIGNED, 2, 0), 0, 12);
            assertThat(batches)
                    .anyMatch(b -> !java.util.Arrays.equals(
                            b.images().get(Batch.A), b.images().get(Batch.B)));
            assertThat(batches).allMatch(b -> java.util.Arrays.stream(b.items())
                    .allMatch(i -> d.items().get(i).domain().equals(Optional.of("A"))));
        }
    }

    @Test
    void labelsAreTheClassNumbers() throws IOException, InterruptedException {
        TestPictures.folder(dir.resolve("c"), "cat/a.png", "dog/b.png", "dog/c.png", "eel/d.png");
        try (Dataset d = Datasets.open(dir.resolve("c"))) {
            for (Batch b : take(d, spec(Order.SINGLE, 1, 0), 0, 4)) {
                for (int i = 0; i < b.size(); i++) {
                    assertThat(b.labels()[i]).isEqualTo(d.classOf(d.items().get(b.items()[i])));
                }
                assertThat(b.labels()).contains(0, 1, 2);
            }
        }
    }

    @Test
    void unreadablePicturesAreReplacedTheSameWayEachTimeAndReportedOnce() throws IOException, InterruptedException {
        Path broken = TestPictures.folder(dir.resolve("broken"), "a.png", "b.png", "d.png", "e.png");
        TestPictures.put(broken, "c.png", new byte[0]);
        TestPictures.put(broken, "f.png", "version https://git-lfs.github.com/spec/v1".getBytes());
        try (Dataset d = Datasets.open(broken)) {
            List<Batch> expected = take(d, spec(Order.SINGLE, 1, 0), 0, 10);
            assertSame(take(d, spec(Order.SINGLE, 4, 1 << 20), 0, 10), expected);
            assertThat(expected)
                    .allMatch(b -> java.util.Arrays.stream(b.items()).noneMatch(i -> i == 2 || i == 5));
            try (Loader loader = new Loader(d, spec(Order.SINGLE, 3, 0))) {
                for (int i = 0; i < 10; i++) {
                    loader.next();
                }
                assertThat(loader.problems()).extracting(Problem::name).containsExactlyInAnyOrder("c.png", "f.png");
            }
        }
    }

    @Test
    void aDatasetWithoutOneReadablePictureSaysSo() throws IOException {
        TestPictures.put(dir.resolve("bad"), "a.png", new byte[3]);
        try (Dataset d = Datasets.open(dir.resolve("bad"));
                Loader loader = new Loader(d, spec(Order.SINGLE, 2, 0))) {
            assertThatThrownBy(loader::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not one picture");
        }
    }

    @Test
    void whatTheDatasetLacksIsSaidAtOnce() throws IOException {
        try (Dataset flat = Datasets.open(TestPictures.folder(dir.resolve("flat"), "a.png", "b.png"))) {
            assertThatThrownBy(() -> new Loader(flat, spec(Order.UNALIGNED, 1, 0)))
                    .hasMessageContaining("two domains");
            assertThatThrownBy(() -> new Loader(flat, spec(Order.ALIGNED, 1, 0)))
                    .hasMessageContaining("no pairs");
        }
    }

    @Test
    void closingEndsTheThreadsAndWakesWhoWaits() throws Exception {
        TestPictures.put(dir.resolve("slow"), "a.png", TestPictures.gradient(2000, 2000));
        try (Dataset d = Datasets.open(dir.resolve("slow"))) {
            Loader loader = new Loader(d, spec(Order.SINGLE, 2, 0));
            CompletableFuture<Throwable> waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    while (true) {
                        loader.next();
                    }
                } catch (InterruptedException | IllegalStateException e) {
                    return e;
                }
            });
            loader.next();
            loader.close();
            loader.close();
            assertThat(waiting.get(20, TimeUnit.SECONDS)).hasMessageContaining("closed");
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(t -> t.getName().startsWith("loader-slow"));
        }
    }
}
