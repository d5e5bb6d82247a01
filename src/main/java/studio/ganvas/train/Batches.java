package studio.ganvas.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.tensor.HostOps;
import studio.ganvas.tensor.HostTensor;

/** The pictures of a run. What a step gets depends on nothing but the run's seed and the step. */
public interface Batches extends AutoCloseable {
    /**
     * Pictures of one step in host memory.
     *
     * @param pictures "real", or "A" and "B": float32 [N, C, H, W] in [−1, 1]
     * @param labels int64 [N]
     */
    record HostBatch(Map<String, HostTensor> pictures, Optional<HostTensor> labels) {
        /** These batches as one. */
        static HostBatch joined(List<HostBatch> parts) {
            if (parts.size() == 1) {
                return parts.get(0);
            }
            HostBatch first = parts.get(0);
            Map<String, HostTensor> pictures = new LinkedHashMap<>();
            first.pictures()
                    .keySet()
                    .forEach(name -> pictures.put(
                            name,
                            HostOps.join(parts.stream()
                                    .map(part -> part.pictures().get(name))
                                    .toList())));
            Optional<HostTensor> labels = first.labels()
                    .map(any -> HostOps.join(parts.stream()
                            .map(part -> part.labels().orElseThrow())
                            .toList()));
            return new HostBatch(pictures, labels);
        }
    }

    /** The batch of a step; waits until it is there, later steps are prepared in the background. */
    HostBatch at(long step);

    /** The first {@code n} pictures (pairs) in an order of the run's seed, unflipped, for sample sheets. */
    HostBatch fixed(int n);

    /** Pictures that one pass over the data gives. */
    long size();

    @Override
    void close();
}
