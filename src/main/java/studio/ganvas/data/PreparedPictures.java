package studio.ganvas.data;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Decoded and resized pictures, kept in memory up to a budget. When it is full it stays as it is: an order that visits
 * everything once an epoch would throw every picture out of a least-recently-used cache just before it is needed.
 */
final class PreparedPictures {
    private static final int OVERHEAD = 64;

    private final Dataset dataset;
    private final Transform transform;
    private final long budget;
    private final AtomicLong used = new AtomicLong();
    private final AtomicReferenceArray<Picture> kept;

    PreparedPictures(Dataset dataset, Transform transform, long budget) {
        this.dataset = dataset;
        this.transform = transform;
        this.budget = budget;
        this.kept = new AtomicReferenceArray<>(dataset.items().size());
    }

    Picture get(Item item) throws PictureException {
        Picture known = kept.get(item.index());
        if (known != null) {
            return known;
        }
        Picture full = transform.prepare(dataset.read(item));
        Picture prepared = new Picture(full.width(), full.height(), full.channels(), full.bytes(), List.of());
        long cost = prepared.bytes().length + OVERHEAD;
        if (used.addAndGet(cost) > budget || !kept.compareAndSet(item.index(), null, prepared)) {
            used.addAndGet(-cost);
        }
        return prepared;
    }
}
