package studio.ganvas.gan;

import java.util.List;
import java.util.Map;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

/**
 * Gaussian noise on all that the discriminator sees, fading out while it learns: Sønderby et al. 2017 (arXiv 1610.04490,
 * section 3.2.1) and Arjovsky and Bottou 2017 (arXiv 1701.04862, section 3). While real and made pictures do not overlap
 * at all, a discriminator wins within a few hundred steps and teaches nothing; noise makes them overlap.
 */
public final class InputNoise {
    private static final String SIGMA = "inputNoise";
    private static final String STEPS = "inputNoiseSteps";
    private static final String STATE = "inputNoise.step";

    private final double sigma;
    private final double steps;
    private long step;

    public InputNoise(Options options) {
        sigma = options.real(SIGMA);
        steps = options.integer(STEPS);
    }

    /** Off by default, as published systems have none. */
    public static List<Option> options() {
        return List.of(
                new Option.Real(
                        SIGMA,
                        "Noise on D's input",
                        CommonOptions.TRAINING,
                        "σ",
                        "Standard deviation of noise on what D sees, so that it does not win before G has learnt anything "
                                + "(arXiv 1701.04862, section 3). 0 is none, as published.",
                        0,
                        0,
                        2),
                new Option.Int(
                        STEPS,
                        "Noise fades over",
                        CommonOptions.TRAINING,
                        "",
                        "Steps until the noise is gone.",
                        2000,
                        1,
                        100_000_000));
    }

    /** Values for {@link #options()}, for a preset. */
    public static Map<String, Object> values(double sigma, int steps) {
        return Map.of(SIGMA, sigma, STEPS, steps);
    }

    /** A step begins. */
    public void advance() {
        step++;
    }

    /** The picture with this step's amount of noise; itself when there is none. */
    public Tensor on(Tensor x, Draws draws) {
        double now = sigma * Math.max(0, 1 - (step - 1) / steps);
        return now > 0 ? x.add(draws.normal(x.shape()).mul(now)) : x;
    }

    public StateDict state() {
        return new StateDict(Map.of(STATE, HostTensor.of(new long[] {step}, 1)));
    }

    public void load(StateDict state) {
        step = state.get(STATE)
                .orElseThrow(() -> new IllegalArgumentException("The saved state has no " + STATE))
                .toLongs()[0];
    }
}
