package studio.ganvas.gan.junyanz;

import java.util.List;
import java.util.Map;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.LinearDecay;
import studio.ganvas.gan.Option;
import studio.ganvas.gan.Options;
import studio.ganvas.tensor.Adam;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;

/**
 * The learning rate of arXiv 1703.10593, appendix 7.1: constant at first, then linearly to zero. The papers count epochs,
 * 100 and 100; an epoch is as many steps as there are pictures (or pairs), divided by the batch size.
 */
public final class RateSchedule {
    private static final String START = "decayStart";
    private static final String STEPS = "decaySteps";
    private static final String STATE = "decay.step";

    private final LinearDecay decay;
    private final List<Adam> optimizers;
    private final Adam.Settings full;
    private long step;

    public RateSchedule(Options options, Adam... optimizers) {
        int steps = options.integer(STEPS);
        // the published schedule divides by one more than its steps; 0 steps mean that the rate never falls
        decay = new LinearDecay(steps == 0 ? Long.MAX_VALUE : options.integer(START), steps + 1L);
        full = CommonOptions.adam(options);
        this.optimizers = List.of(optimizers);
    }

    public static List<Option> options() {
        return List.of(
                new Option.Int(
                        START,
                        "Full learning rate for",
                        CommonOptions.TRAINING,
                        "",
                        "Steps before the learning rate falls. Published: 100 epochs, and an epoch has as many steps as "
                                + "there are pictures, divided by the batch size (arXiv 1703.10593, appendix 7.1).",
                        100_000,
                        0,
                        100_000_000),
                new Option.Int(
                        STEPS,
                        "Falling over",
                        CommonOptions.TRAINING,
                        "",
                        "Steps over which it then falls to zero in a straight line; published: another 100 epochs. 0 keeps "
                                + "it constant.",
                        100_000,
                        0,
                        100_000_000));
    }

    /** Values for {@link #options()}, for a preset. */
    public static Map<String, Object> values(int start, int steps) {
        return Map.of(START, start, STEPS, steps);
    }

    /** A step begins: sets its learning rate. */
    public void advance() {
        step++;
        optimizers.forEach(optimizer -> optimizer.settings(full.withLr(full.lr() * decay.factor(step))));
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
