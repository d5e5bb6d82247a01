package studio.ganvas.latent;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/** Tensors by a key that says all they depend on; the least recently used go when there are too many bytes. */
final class FeatureCache implements AutoCloseable {
    private final long budget;
    private final TensorStore store = new TensorStore();
    /** In the order of last use. */
    private final Map<String, Tensor> known = new LinkedHashMap<>(64, 0.75f, true);
    /** What is to go once nobody can be using it. */
    private final List<Tensor> retired = new ArrayList<>();

    private long bytes;

    /** @param budget in bytes */
    FeatureCache(long budget) {
        this.budget = budget;
    }

    Optional<Tensor> get(String key) {
        return Optional.ofNullable(known.get(key));
    }

    /** Keeps a tensor of the open scope, unless it is too large by itself; hands it back. */
    Tensor put(String key, Tensor tensor) {
        long size = size(tensor);
        if (size > budget / 2 || known.containsKey(key)) {
            return tensor;
        }
        known.put(key, store.own(tensor));
        bytes += size;
        Iterator<Tensor> oldest = known.values().iterator();
        while (bytes > budget && oldest.hasNext()) {
            Tensor old = oldest.next();
            oldest.remove();
            bytes -= size(old);
            retired.add(old);
        }
        return tensor;
    }

    private static long size(Tensor tensor) {
        return tensor.numel() * tensor.dtype().bytes();
    }

    /** To be called between pictures: frees what had to go. */
    void tidy() {
        retired.forEach(Tensor::close);
        retired.clear();
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        known.clear();
        retired.clear();
        bytes = 0;
        store.close();
    }
}
