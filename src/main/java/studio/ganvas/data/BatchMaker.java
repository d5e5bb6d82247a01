package studio.ganvas.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import studio.ganvas.data.LoaderSpec.Order;

/**
 * Makes the batch of a step: a pure function of the dataset, the spec and the step. A picture that cannot be read is
 * replaced by the next readable one of its list, and reported once.
 */
final class BatchMaker {
    private final Dataset dataset;
    private final LoaderSpec spec;
    private final Transform transform;
    private final PreparedPictures pictures;
    private final Consumer<Problem> onProblem;
    private final Set<Integer> broken = ConcurrentHashMap.newKeySet();
    /** Rows of items that go together: one item, or A and B of a pair; for unaligned domains A alone. */
    private final List<List<Item>> rows;

    private final List<List<Item>> rowsB;
    private final BatchPlan plan;
    private final BatchPlan planB;

    BatchMaker(Dataset dataset, LoaderSpec spec, Consumer<Problem> onProblem) {
        this.dataset = dataset;
        this.spec = spec;
        this.transform = new Transform(spec.transform());
        this.pictures = new PreparedPictures(dataset, transform, spec.cacheBytes());
        this.onProblem = onProblem;
        switch (spec.order()) {
            case SINGLE -> {
                rows = single(dataset.items(spec.split()));
                rowsB = List.of();
            }
            case ALIGNED -> {
                rows = dataset.pairs(spec.split()).stream()
                        .map(p -> List.of(p.a(), p.b()))
                        .toList();
                rowsB = List.of();
            }
            case UNALIGNED -> {
                if (dataset.domains().size() < 2) {
                    throw new IllegalArgumentException(
                            dataset.name() + " has no two domains; choose a dataset with folders for A and B");
                }
                rows = domain(0);
                rowsB = domain(1);
            }
            default -> throw new IllegalArgumentException("Unknown order " + spec.order());
        }
        if (rows.isEmpty() || (spec.order() == Order.UNALIGNED && rowsB.isEmpty())) {
            throw new IllegalArgumentException(
                    dataset.name() + " has no " + (spec.order() == Order.ALIGNED ? "pairs" : "pictures")
                            + spec.split().map(s -> " in its split " + s).orElse("") + " to load");
        }
        boolean full = spec.dropLast() || spec.order() == Order.UNALIGNED;
        plan = new BatchPlan(spec.seed(), rows.size(), spec.batch(), full);
        planB = new BatchPlan(Seeds.derive(spec.seed(), Seeds.ORDER_B), Math.max(1, rowsB.size()), spec.batch(), full);
    }

    private static List<List<Item>> single(List<Item> items) {
        return items.stream().map(List::of).toList();
    }

    private List<List<Item>> domain(int which) {
        String name = dataset.domains().get(which);
        return single(dataset.items(spec.split()).stream()
                .filter(i -> i.domain().filter(name::equals).isPresent())
                .toList());
    }

    /** Steps until every picture (of the larger domain) was seen once. */
    long stepsPerEpoch() {
        return rowsB.isEmpty() ? plan.stepsPerEpoch() : Math.max(plan.stepsPerEpoch(), planB.stepsPerEpoch());
    }

    Batch make(long step) throws PictureException {
        int[] chosen = plan.at(step);
        int n = chosen.length;
        int keys = spec.order() == Order.SINGLE ? 1 : 2;
        List<float[]> images = new ArrayList<>();
        for (int k = 0; k < keys; k++) {
            images.add(new float[n * transform.length()]);
        }
        long[] labels = new long[n];
        int[] items = new int[n];
        int[] chosenB = rowsB.isEmpty() ? chosen : planB.at(step);
        for (int i = 0; i < n; i++) {
            long seed = Seeds.derive(spec.seed(), Seeds.AUGMENT, step, i);
            List<Item> row = place(rows, chosen[i], seed, images, 0, i);
            items[i] = row.get(0).index();
            labels[i] = dataset.classOf(row.get(0));
            if (!rowsB.isEmpty()) {
                place(rowsB, chosenB[i], Seeds.derive(seed, 1), images, 1, i);
            }
        }
        int side = spec.transform().size();
        long[] shape = {n, spec.transform().channels(), side, side};
        return keys == 1
                ? new Batch(step, Map.of(Batch.REAL, images.get(0)), Map.of(Batch.REAL, shape), labels, items)
                : new Batch(
                        step,
                        Map.of(Batch.A, images.get(0), Batch.B, images.get(1)),
                        Map.of(Batch.A, shape, Batch.B, shape.clone()),
                        labels,
                        items);
    }

    /** Writes the pictures of one row, or of the next readable one, at place {@code i} of the batch. */
    private List<Item> place(List<List<Item>> from, int start, long seed, List<float[]> images, int key, int i)
            throws PictureException {
        for (int tried = 0; tried < from.size(); tried++) {
            List<Item> row = from.get((start + tried) % from.size());
            List<Picture> prepared = new ArrayList<>(row.size());
            for (Item item : row) {
                if (broken.contains(item.index())) {
                    break;
                }
                try {
                    prepared.add(pictures.get(item));
                } catch (PictureException e) {
                    if (broken.add(item.index())) {
                        onProblem.accept(new Problem(item.name(), e.getMessage()));
                    }
                    break;
                }
            }
            if (prepared.size() == row.size()) {
                Transform.Chance chance = transform.chance(seed);
                for (int k = 0; k < row.size(); k++) {
                    transform.write(prepared.get(k), chance, images.get(key + k), i * transform.length());
                }
                return row;
            }
        }
        throw new PictureException("not one picture of " + dataset.name() + " can be read");
    }
}
