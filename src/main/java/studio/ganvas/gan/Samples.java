package studio.ganvas.gan;

import java.util.Map;
import studio.ganvas.tensor.Tensor;

/**
 * Pictures that show how a run is doing, always of the same latents or test pictures.
 *
 * @param pictures name (see {@link SystemInfo#pictureNames()}) to [N, C, H, W] in [−1, 1]
 * @param columns pictures in a row of the sheet when there is one name; otherwise a row holds one picture of each name
 */
public record Samples(Map<String, Tensor> pictures, int columns) {}
