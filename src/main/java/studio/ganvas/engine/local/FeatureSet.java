package studio.ganvas.engine.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/** Features of many pictures, in native memory, with the number of the picture that each row is of. */
final class FeatureSet implements AutoCloseable {
    private final TensorStore store = new TensorStore();
    private final List<Tensor> parts = new ArrayList<>();
    private final List<int[]> numbers = new ArrayList<>();
    private int size;

    /** @param features [n, D] */
    void add(Tensor features, int... of) {
        parts.add(store.own(features.copy()));
        numbers.add(of.clone());
        size += of.length;
    }

    int size() {
        return size;
    }

    /** [N, D], in the present scope. */
    Tensor all() {
        return Ops.cat(0, parts);
    }

    int[] numbers() {
        return numbers.stream().flatMapToInt(Arrays::stream).toArray();
    }

    HostTensor numbersOnHost() {
        return HostTensor.of(IntStream.of(numbers()).asLongStream().toArray(), size);
    }

    @Override
    public void close() {
        store.close();
    }
}
