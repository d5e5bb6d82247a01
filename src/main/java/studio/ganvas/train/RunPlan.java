package studio.ganvas.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.GanSystem;
import studio.ganvas.gan.GanSystems;
import studio.ganvas.gan.Options;

/**
 * Everything that decides how a run goes; {@code training_options.json} holds it.
 *
 * @param detours roll-backs after divergence: from that step on other random numbers are drawn
 */
public record RunPlan(
        GanSystem system, Options options, Options schedule, DataRef data, DataFacts facts, List<Detour> detours) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int VERSION = 1;

    /**
     * Where the pictures come from.
     *
     * @param id key in the library; empty for a place outside it
     * @param location folder or file
     */
    public record DataRef(String id, String name, String location) {}

    /**
     * From {@code fromStep} on, seeds are salted with {@code salt}.
     *
     * @param rate what the learning rate of the options is multiplied by from there on; files of older versions, which
     *     lack it, mean 1
     */
    public record Detour(long fromStep, int salt, double rate) {
        public Detour {
            rate = rate > 0 ? rate : 1;
        }
    }

    public RunPlan {
        detours = List.copyOf(detours);
    }

    public long steps() {
        return schedule.integer(Schedule.STEPS);
    }

    public long seed() {
        return schedule.integer(Schedule.SEED);
    }

    /** The same plan with its pictures at another place. */
    public RunPlan withData(DataRef place) {
        return new RunPlan(system, options, schedule, place, facts, detours);
    }

    /** The same plan with another goal or another interval. */
    public RunPlan withSchedule(Map<String, ?> changes) {
        return new RunPlan(system, options, schedule.with(changes), data, facts, detours);
    }

    /**
     * The same plan that draws other random numbers from {@code step} on.
     *
     * @param rate factor on the learning rate in force so far; 1 leaves it as it is
     */
    public RunPlan withDetour(long step, double rate) {
        List<Detour> more = new ArrayList<>(detours);
        more.add(new Detour(step, detours.size() + 1, rate(step) * rate));
        return new RunPlan(system, options, schedule, data, facts, more);
    }

    /** What the learning rate of the options is multiplied by at a step. */
    public double rate(long step) {
        return detours.stream()
                .filter(detour -> detour.fromStep() <= step)
                .reduce((earlier, later) -> later)
                .map(Detour::rate)
                .orElse(1.0);
    }

    /** The options in force at a step: those of the plan with the learning rate that roll-backs have left. */
    public Options options(long step) {
        double rate = rate(step);
        return rate == 1 || !options.values().containsKey(CommonOptions.LR)
                ? options
                : options.with(Map.of(CommonOptions.LR, options.real(CommonOptions.LR) * rate));
    }

    /** Salt of the detour in force at a step; 0 before the first. */
    public int salt(long step) {
        return detours.stream()
                .filter(detour -> detour.fromStep() <= step)
                .mapToInt(Detour::salt)
                .max()
                .orElse(0);
    }

    public String toJson() {
        ObjectNode root = JSON.createObjectNode();
        root.put("ganvas", VERSION);
        root.put("system", system.info().id());
        root.set("data", JSON.valueToTree(data));
        root.set("options", JSON.valueToTree(options.values()));
        root.set("schedule", JSON.valueToTree(schedule.values()));
        root.set("classes", JSON.valueToTree(facts.classes()));
        root.set("detours", JSON.valueToTree(detours));
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the system makes pictures of latents, which can be explored. */
    public boolean drawsLatents() {
        return system().styles(options, facts(), system().networks(options, facts()))
                .isPresent();
    }

    /** {@link RunException} when the text is no plan or asks for what this version does not know. */
    public static RunPlan fromJson(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            if (root.path("ganvas").asInt() != VERSION) {
                throw new RunException("These training options were not written by this version of Ganvas.");
            }
            GanSystem system = GanSystems.byId(root.path("system").asText());
            return new RunPlan(
                    system,
                    Options.of(system.info().options(), map(root.path("options"))),
                    Options.of(Schedule.options(), map(root.path("schedule"))),
                    JSON.treeToValue(root.path("data"), DataRef.class),
                    new DataFacts(JSON.convertValue(root.path("classes"), new TypeReference<List<String>>() {})),
                    JSON.convertValue(root.path("detours"), new TypeReference<List<Detour>>() {}));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new RunException("The training options can't be understood: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> map(JsonNode node) {
        return JSON.convertValue(node, new TypeReference<Map<String, Object>>() {});
    }
}
