package studio.ganvas.engine.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Item;
import studio.ganvas.data.PictureException;
import studio.ganvas.data.Transform;
import studio.ganvas.data.TransformSpec;
import studio.ganvas.tensor.Tensor;

/** Pictures of a dataset as the network that is measured saw them, without its random crops and flips. */
final class DatasetPictures implements PictureSource {
    private static final Logger LOG = LoggerFactory.getLogger(DatasetPictures.class);

    private final Dataset dataset;
    private final List<Item> items;
    private final Transform transform;
    private final DataThreads io;
    private volatile Decoded decoded = new Decoded(new float[0], new int[0]);

    private record Decoded(float[] values, int[] numbers) {}

    DatasetPictures(Dataset dataset, List<Item> items, TransformSpec spec, DataThreads io) {
        this.dataset = dataset;
        this.items = List.copyOf(items);
        this.transform = new Transform(spec);
        this.io = io;
    }

    /** At most {@code n} of the items, always the same ones, in the dataset's order. */
    static List<Item> choose(List<Item> items, int n) {
        if (items.size() <= n) {
            return items;
        }
        List<Item> shuffled = new ArrayList<>(items);
        SplittableRandom random = new SplittableRandom(items.size());
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i, shuffled.size());
            Item swapped = shuffled.get(i);
            shuffled.set(i, shuffled.get(j));
            shuffled.set(j, swapped);
        }
        return shuffled.subList(0, n).stream()
                .sorted(Comparator.comparingInt(Item::index))
                .toList();
    }

    List<Item> items() {
        return items;
    }

    TransformSpec spec() {
        return transform.spec();
    }

    Dataset dataset() {
        return dataset;
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public CompletableFuture<?> prepare(int from, int to) {
        return io.call(() -> {
            float[] values = new float[(to - from) * transform.length()];
            int[] numbers = new int[to - from];
            int n = 0;
            for (int i = from; i < to; i++) {
                try {
                    float[] one = transform.apply(dataset.read(items.get(i)), 0);
                    System.arraycopy(one, 0, values, n * transform.length(), one.length);
                    numbers[n++] = i;
                } catch (PictureException e) {
                    LOG.warn("{} is left out: {}", items.get(i).name(), e.getMessage());
                }
            }
            decoded = new Decoded(Arrays.copyOf(values, n * transform.length()), Arrays.copyOf(numbers, n));
            return decoded;
        });
    }

    @Override
    public Taken take(int from, int to) {
        Decoded now = decoded;
        int side = transform.spec().size();
        return new Taken(
                Tensor.of(now.values(), now.numbers().length, transform.spec().channels(), side, side), now.numbers());
    }
}
