package studio.ganvas.gan;

import java.util.Map;
import java.util.Optional;
import studio.ganvas.tensor.Tensor;

/**
 * Pictures for one step, float32 in [−1, 1], [N, C, H, W].
 *
 * @param pictures "real" for one set; "A" and "B" for domains and pairs
 * @param labels int64 [N], for labelled data
 */
public record TrainBatch(Map<String, Tensor> pictures, Optional<Tensor> labels) {
    public Tensor real() {
        return pictures.get("real");
    }
}
