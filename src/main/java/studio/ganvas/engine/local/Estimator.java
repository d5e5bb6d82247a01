package studio.ganvas.engine.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.engine.run.Estimate;
import studio.ganvas.engine.run.Relief;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.Option;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Preset;
import studio.ganvas.train.RunPlan;
import studio.ganvas.train.Schedule;

/**
 * What a run would need, and what to change where this machine has less. The numbers below were fitted to the peaks of real
 * processes, see {@code docs/benchmarks.md}.
 */
final class Estimator {
    /** The program with its engine, its window and its data, before it trains. */
    private static final long PROGRAM_BYTES = 450L << 20;
    /** float32 weight, gradient and two moments; then weight and moments once more while a snapshot is written. */
    private static final long BYTES_PER_PARAMETER = 16 + 12;
    /** Of the tensors that a step makes, the most that live at once, with what the kernels need beside them. */
    private static final double LIVING_SHARE = 0.8;

    private static final String LIGHT = "light";
    private static final List<String> SIZES = List.of(CommonOptions.IMAGE_SIZE, "loadSize", "loadBorder");
    private static final int NARROWEST = 8;
    private static final int SMALLEST = 32;

    private final RunPlan plan;
    private final long room;

    private Estimator(RunPlan plan, long room) {
        this.plan = plan;
        this.room = room;
    }

    /** On the compute thread. */
    static Estimate estimate(RunPlan plan) {
        return estimate(plan, ProcessMemory.available() + ProcessMemory.resident());
    }

    /** For a machine that has {@code room} bytes for the program. */
    static Estimate estimate(RunPlan plan, long room) {
        MemoryNeed need = MemoryNeed.of(plan);
        long bytes = peak(need);
        List<Relief> reliefs = bytes <= room ? List.of() : new Estimator(plan, room).reliefs(need);
        return new Estimate(need.parametersG(), need.parametersD(), bytes, room, reliefs);
    }

    private static long peak(MemoryNeed need) {
        return PROGRAM_BYTES
                + BYTES_PER_PARAMETER * (need.parametersG() + need.parametersD())
                + (long) (LIVING_SHARE * need.tensorBytes());
    }

    private List<Relief> reliefs(MemoryNeed need) {
        List<Relief> all = new ArrayList<>();
        if (Boolean.FALSE.equals(plan.options().values().get(LIGHT))) {
            relief(Relief.Kind.LIGHT, Map.of(LIGHT, true)).ifPresent(all::add);
        }
        smallerBatch(need).ifPresent(all::add);
        halved(Relief.Kind.NARROWER, List.copyOf(MemoryNeed.WIDTHS), NARROWEST).ifPresent(all::add);
        halved(Relief.Kind.SMALLER_PICTURES, SIZES, SMALLEST).ifPresent(all::add);
        preset().ifPresent(all::add);
        return all;
    }

    /** What the run needs with changes; empty where there are no such networks. */
    private Optional<Long> peakWith(Options options) {
        try {
            return Optional.of(peak(MemoryNeed.of(plan, options)));
        } catch (IllegalArgumentException impossible) {
            return Optional.empty();
        }
    }

    private Optional<Relief> relief(Relief.Kind kind, Map<String, Object> changes) {
        try {
            return peakWith(plan.options().with(changes))
                    .filter(bytes -> bytes <= room)
                    .map(bytes -> new Relief(kind, "", changes, bytes));
        } catch (IllegalArgumentException outOfRange) {
            return Optional.empty();
        }
    }

    /** The largest half, quarter … of the batch that fits; tensors grow with the batch, so one probe is enough. */
    private Optional<Relief> smallerBatch(MemoryNeed need) {
        int batch = plan.options().integer(CommonOptions.BATCH_SIZE);
        for (int smaller = batch / 2; smaller >= least(CommonOptions.BATCH_SIZE); smaller /= 2) {
            long tensors = need.tensorBytes() / batch * smaller;
            long bytes = peak(new MemoryNeed(need.parametersG(), need.parametersD(), tensors));
            if (bytes <= room) {
                return Optional.of(
                        new Relief(Relief.Kind.SMALLER_BATCH, "", Map.of(CommonOptions.BATCH_SIZE, smaller), bytes));
            }
        }
        return Optional.empty();
    }

    private int least(String key) {
        return plan.options().declared().stream()
                .filter(option -> option.key().equals(key))
                .map(option -> option instanceof Option.Int range ? Math.max(1, range.min()) : 1)
                .findFirst()
                .orElse(1);
    }

    /** All of {@code keys} halved together, as often as it takes. */
    private Optional<Relief> halved(Relief.Kind kind, List<String> keys, int smallest) {
        for (int by = 2; by <= 8; by *= 2) {
            Map<String, Object> changes = new LinkedHashMap<>();
            for (String key : keys) {
                if (plan.options().values().get(key) instanceof Integer value) {
                    changes.put(key, value / by);
                }
            }
            boolean tooSmall = changes.isEmpty()
                    || ((Integer) changes.getOrDefault(CommonOptions.IMAGE_SIZE, smallest)) < smallest
                    || kind == Relief.Kind.NARROWER
                            && changes.values().stream().anyMatch(value -> (Integer) value < smallest);
            if (tooSmall) {
                return Optional.empty();
            }
            Optional<Relief> found = relief(kind, changes);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The largest preset that fits. */
    private Optional<Relief> preset() {
        List<String> ofSchedule = Schedule.options().stream().map(Option::key).toList();
        List<Relief> fitting = new ArrayList<>();
        for (Preset preset : plan.system().info().presets()) {
            Map<String, Object> values = new LinkedHashMap<>(preset.values());
            values.keySet().removeAll(ofSchedule);
            peakWith(Options.of(plan.options().declared(), values))
                    .filter(bytes -> bytes <= room)
                    .ifPresent(bytes -> fitting.add(new Relief(Relief.Kind.PRESET, preset.id(), values, bytes)));
        }
        return fitting.stream().max(Comparator.comparingLong(Relief::memoryBytes));
    }
}
