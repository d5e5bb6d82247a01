package studio.ganvas.gan.stylegan2;

import java.util.Map;
import java.util.OptionalDouble;
import studio.ganvas.tensor.Adam;

/**
 * How a StyleGAN2 learns.
 *
 * @param adam of both players, before the correction for lazy regularisation
 * @param gInterval steps between two path length regularisations
 * @param dInterval steps between two R1 regularisations
 * @param emaKimg thousands of pictures in which a parameter's weight in the average halves
 * @param emaRampUp that time is at most this share of the pictures seen
 * @param microBatch pictures at once, whose gradients are summed; 0 for the whole batch
 * @param augmentations strength of each change
 * @param augmentP probability of changes at the beginning, or always
 * @param adaptive whether the probability adapts
 * @param adaTarget wanted mean sign of D's scores of real pictures
 * @param adaKimg thousands of real pictures in which the probability can go from 0 to 1
 */
record TrainingSettings(
        StyleGan2Loss.Settings loss,
        Adam.Settings adam,
        int gInterval,
        int dInterval,
        double emaKimg,
        OptionalDouble emaRampUp,
        int microBatch,
        Map<Augmentation, Double> augmentations,
        double augmentP,
        boolean adaptive,
        double adaTarget,
        double adaKimg) {}
