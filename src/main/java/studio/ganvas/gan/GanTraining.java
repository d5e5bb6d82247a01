package studio.ganvas.gan;

import java.util.Map;
import java.util.Set;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.StateDict;

/**
 * The training of one system: its networks are given and initialised, its optimizers are its own. All calls come from
 * the compute thread inside an open scope.
 */
public interface GanTraining {
    /**
     * One step as the paper's algorithm box has it; with {@link Update#GENERATOR} or {@link Update#DISCRIMINATOR} the
     * other networks stay as they are (their losses are still reported where they are known without extra work).
     *
     * @return loss name (see {@link SystemInfo#lossNames()}) to value
     */
    Map<String, Double> step(TrainBatch batch, Update update, Draws draws);

    /**
     * Names among those that {@link #step} reports which follow a plan, such as the size of a growing picture. They are
     * no losses: that they stay the same, or jump, says nothing about how the training goes.
     */
    default Set<String> planned() {
        return Set.of();
    }

    /**
     * Further numbers worth following that change slowly, such as a mean of each layer's parameters; asked for every few
     * steps, outside any scope. Leaves everything as it is.
     *
     * @return series name to value
     */
    default Map<String, Double> measures() {
        return Map.of();
    }

    /**
     * Pictures for the history of samples. Leaves every weight and running statistic as it is.
     *
     * @param fixed the run's fixed pictures and labels
     * @param draws the same in every call of a run
     */
    Samples samples(TrainBatch fixed, Draws draws);

    /** All that an exact resume needs beside the networks' own state: optimizer moments, pools, averages, counters. */
    StateDict state();

    void load(StateDict state);
}
