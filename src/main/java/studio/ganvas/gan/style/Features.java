package studio.ganvas.gan.style;

import java.util.Optional;
import studio.ganvas.tensor.Tensor;

/**
 * What a block of a synthesis network hands on.
 *
 * @param x [N, C, R, R]
 * @param picture [N, channels, R, R], where the network makes one at this resolution; the last block always does
 */
public record Features(Tensor x, Optional<Tensor> picture) {}
