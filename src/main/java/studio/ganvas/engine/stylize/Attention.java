package studio.ganvas.engine.stylize;

import java.util.OptionalDouble;
import studio.ganvas.image.HeatMap;

/**
 * Where a network looked, and what it took the picture for (Kim et al. 2020, U-GAT-IT, section 2.1.1).
 *
 * @param map the class activation map over the whole picture, not scaled to any range
 * @param gap logit of the auxiliary classifier of averages: of a generator positive for a picture of the domain that it
 *     translates from, of a discriminator near 1 for a real and near 0 for a made picture
 * @param gmp the same of the classifier of maxima
 * @param answer a discriminator's mean answer over its patches, near 1 for real, near 0 for made; empty for a generator
 * @param tiles of how many pieces these are the means
 */
public record Attention(HeatMap map, double gap, double gmp, OptionalDouble answer, int tiles) {}
