package studio.ganvas.train;

import java.util.List;
import studio.ganvas.gan.Option;

/** Options that every run has, whatever its system. */
public final class Schedule {
    public static final String STEPS = "steps";
    public static final String SEED = "seed";
    public static final String SNAPSHOT_EVERY = "snapshotEvery";
    public static final String PICTURES_EVERY = "picturesEvery";
    public static final String SAMPLES = "samples";
    public static final String KEEP_SNAPSHOTS = "keepSnapshots";
    public static final String SNAPSHOT_BUDGET = "snapshotBudget";
    public static final String ROLL_BACKS = "rollBacks";
    public static final String ROLL_BACK_RATE = "rollBackRate";
    public static final String TENSORBOARD = "tensorboard";
    public static final String HOLD_OUT = "holdOut";

    public static final String METRIC_EVERY = "metricEvery";
    public static final String METRICS = "metrics";
    public static final String METRIC_PICTURES = "metricPictures";

    private static final String GROUP = "Run";
    private static final List<Option> OPTIONS = List.of(
            new Option.Int(
                    STEPS,
                    "Steps",
                    GROUP,
                    "",
                    "Training stops after this many batches. A finished run can go on when you raise it and resume.",
                    20_000,
                    1,
                    100_000_000),
            new Option.Int(
                    SEED,
                    "Seed",
                    GROUP,
                    "",
                    "Same seed, data and options give the same run, bit for bit on the CPU.",
                    0,
                    0,
                    Integer.MAX_VALUE),
            new Option.Int(
                    PICTURES_EVERY, "Samples every", GROUP, "", "Steps between two sample sheets.", 50, 1, 1_000_000),
            new Option.Int(
                    SNAPSHOT_EVERY,
                    "Snapshot every",
                    GROUP,
                    "",
                    "Steps between two snapshots of the networks. After a crash, training goes on from the last one.",
                    500,
                    1,
                    10_000_000),
            new Option.Int(SAMPLES, "Samples a sheet", GROUP, "", "Pictures on a sample sheet.", 32, 1, 256),
            new Option.Int(
                    KEEP_SNAPSHOTS,
                    "Snapshots to keep",
                    GROUP,
                    "",
                    "Older ones are deleted, the newest last. Each takes the size of the networks; the newest two take "
                            + "that of the optimizers as well.",
                    10,
                    2,
                    100_000),
            new Option.Int(
                    SNAPSHOT_BUDGET,
                    "Snapshots, at most MB",
                    GROUP,
                    "",
                    "Room on the disk for this run's snapshots; the oldest are deleted first. The newest two and those "
                            + "that are marked to be kept always stay. 0: no limit.",
                    0,
                    0,
                    100_000_000),
            new Option.Int(
                    ROLL_BACKS,
                    "Roll back by itself",
                    GROUP,
                    "",
                    "When the losses run away, go back to the last snapshot and on with other random numbers, at most "
                            + "this many times. 0: stop and ask.",
                    0,
                    0,
                    100),
            new Option.Real(
                    ROLL_BACK_RATE,
                    "Rate after a roll-back",
                    GROUP,
                    "",
                    "A roll-back that happens by itself multiplies the learning rate by this. 1: the rate stays.",
                    0.5,
                    0.01,
                    1),
            new Option.Flag(
                    TENSORBOARD,
                    "Write for TensorBoard",
                    GROUP,
                    "",
                    "Writes losses and sample sheets into an event file in the run's folder as well: tensorboard "
                            + "--logdir the folder of the runs.",
                    false),
            new Option.Int(
                    HOLD_OUT,
                    "Keep aside",
                    GROUP,
                    "",
                    "So many pictures (of two sets: of each; of pairs: pairs) are never trained on, so that results can be "
                            + "measured on them. The same ones for every seed. Datasets with a test set have theirs already.",
                    0,
                    0,
                    1_000_000),
            new Option.Int(
                    METRIC_EVERY,
                    "Measure every",
                    GROUP,
                    "",
                    "Snapshots between two measurements, which compare generated with real pictures between the steps of "
                            + "the training; the best snapshot is kept. 0: none.",
                    0,
                    0,
                    100_000),
            new Option.Choice(
                    METRICS,
                    "What to measure",
                    GROUP,
                    "",
                    "FID and KID say how far generated pictures are from real ones (less is better), PR how many look real "
                            + "and how much of the real variety they cover, LPIPS how they differ (of pairs: how far they "
                            + "are from the truth).",
                    "fid,kid",
                    List.of("fid,kid", "kid", "fid,kid,pr", "fid,kid,pr,lpips,neighbours", "fid,kid,lpips")),
            new Option.Int(
                    METRIC_PICTURES,
                    "Pictures measured",
                    GROUP,
                    "",
                    "At most so many real and as many generated pictures. Numbers from different counts can't be compared.",
                    1000,
                    2,
                    1_000_000));

    private Schedule() {}

    public static List<Option> options() {
        return OPTIONS;
    }
}
