package studio.ganvas.engine.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.Code;
import studio.ganvas.engine.latent.Direction;
import studio.ganvas.engine.latent.DirectionUse;
import studio.ganvas.engine.latent.Easing;
import studio.ganvas.engine.latent.Keyframe;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Mixing;
import studio.ganvas.engine.latent.NoiseChoice;
import studio.ganvas.engine.latent.Timeline;
import studio.ganvas.engine.latent.Truncation;

/** States, films and directions as JSON. Vectors are base64 of little-endian float32, so that they come back bit for bit. */
final class LatentText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATE = "state";
    private static final String DIRECTIONS = "directions";
    private static final String KEYFRAMES = "keyframes";

    private LatentText() {}

    static String of(LatentState state) {
        return json(state).toString();
    }

    static String of(Timeline timeline) {
        ObjectNode root = JSON.createObjectNode();
        root.put("path", lower(timeline.path()));
        root.put("loop", timeline.loop());
        ArrayNode frames = root.putArray(KEYFRAMES);
        timeline.keyframes().forEach(frame -> frames.addObject()
                .put("seconds", frame.seconds())
                .put("easing", lower(frame.easing()))
                .set(STATE, json(frame.state())));
        return root.toPrettyString();
    }

    static String of(List<Direction> directions) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode all = root.putArray(DIRECTIONS);
        directions.forEach(direction -> all.add(json(direction)));
        return root.toPrettyString();
    }

    /** Whether this is JSON of a kind that {@link #timeline} or {@link #directions} reads. */
    static boolean isTimeline(String text) {
        return read(text, root -> root.has(KEYFRAMES));
    }

    static LatentState state(String text) {
        return read(text, LatentText::state);
    }

    static Timeline timeline(String text) {
        return read(
                text,
                root -> new Timeline(
                        list(
                                root.path(KEYFRAMES),
                                frame -> new Keyframe(
                                        state(frame.path(STATE)),
                                        number(frame, "seconds", 1),
                                        word(Easing.class, frame, "easing", Easing.LINEAR))),
                        root.path("loop").asBoolean(),
                        word(Timeline.Path.class, root, "path", Timeline.Path.W_LINEAR)));
    }

    static List<Direction> directions(String text) {
        return read(text, root -> list(root.path(DIRECTIONS), LatentText::direction));
    }

    private static <R> R read(String text, Function<JsonNode, R> body) {
        try {
            return body.apply(JSON.readTree(text));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new StudioException("These settings can't be understood: " + firstLine(e), e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    // ---- out ----------------------------------------------------------------------------------------------------

    private static ObjectNode json(LatentState state) {
        ObjectNode root = JSON.createObjectNode();
        root.put("model", state.model());
        root.set("source", json(state.source()));
        numbers(root, "classes", state.classes());
        Truncation truncation = state.truncation();
        root.put("psi", truncation.psi());
        truncation.cutoff().ifPresent(row -> root.put("cutoff", row));
        numbers(root, "psiRows", truncation.rows());
        if (!state.mixing().sources().isEmpty()) {
            ArrayNode sources = root.putArray("sources");
            state.mixing().sources().forEach(each -> sources.add(json(each)));
            numbers(root, "choice", state.mixing().choice());
        }
        if (!state.directions().isEmpty()) {
            ArrayNode uses = root.putArray(DIRECTIONS);
            state.directions().forEach(use -> uses.add(json(use.direction()).put("strength", use.strength())));
        }
        NoiseChoice noise = state.noise();
        root.put("noise", lower(noise.mode()));
        root.put("noiseSeed", noise.seed());
        numbers(root, "noiseStrengths", noise.strengths());
        return root;
    }

    private static ObjectNode json(LatentSource source) {
        ObjectNode root = JSON.createObjectNode();
        if (source instanceof LatentSource.Lattice place) {
            root.put("seed", place.seed());
            root.put("right", place.right());
            root.put("down", place.down());
        } else if (source instanceof LatentSource.Given given) {
            root.put("name", given.name());
            code(root, given.code());
        }
        return root;
    }

    private static ObjectNode json(Direction direction) {
        ObjectNode root = JSON.createObjectNode();
        root.put("id", direction.id());
        root.put("name", direction.name());
        root.put("method", lower(direction.method()));
        root.put("from", direction.from());
        root.put("to", direction.to());
        root.put("share", direction.share());
        code(root, direction.vector());
        return root;
    }

    private static void code(ObjectNode root, Code code) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * code.values().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(code.values());
        root.put("rows", code.rows());
        root.put("w", Base64.getEncoder().encodeToString(bytes.array()));
    }

    private static void numbers(ObjectNode root, String key, List<? extends Number> values) {
        if (!values.isEmpty()) {
            ArrayNode array = root.putArray(key);
            for (Number value : values) {
                if (value instanceof Integer whole) {
                    array.add(whole);
                } else {
                    array.add(value.doubleValue());
                }
            }
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    // ---- in -----------------------------------------------------------------------------------------------------

    private static LatentState state(JsonNode root) {
        if (!root.path("model").isTextual()) {
            throw new IllegalArgumentException("the model is missing.");
        }
        OptionalInt cutoff =
                root.path("cutoff").isInt() ? OptionalInt.of(root.path("cutoff").asInt()) : OptionalInt.empty();
        return new LatentState(
                root.path("model").asText(),
                source(root.path("source")),
                doubles(root.path("classes")),
                new Truncation(number(root, "psi", 1), cutoff, doubles(root.path("psiRows"))),
                new Mixing(list(root.path("sources"), LatentText::source), list(root.path("choice"), JsonNode::asInt)),
                list(root.path(DIRECTIONS), each -> new DirectionUse(direction(each), number(each, "strength", 0))),
                new NoiseChoice(
                        word(NoiseChoice.Mode.class, root, "noise", NoiseChoice.Mode.CONST),
                        root.path("noiseSeed").asLong(),
                        doubles(root.path("noiseStrengths"))));
    }

    private static LatentSource source(JsonNode root) {
        return root.has("w")
                ? new LatentSource.Given(root.path("name").asText(), code(root))
                : new LatentSource.Lattice(
                        root.path("seed").asLong(), number(root, "right", 0), number(root, "down", 0));
    }

    private static Direction direction(JsonNode root) {
        return new Direction(
                root.path("id").asText(),
                root.path("name").asText(),
                word(Direction.Method.class, root, "method", Direction.Method.OTHER),
                code(root),
                root.path("from").asInt(),
                root.path("to").asInt(),
                number(root, "share", 0));
    }

    private static Code code(JsonNode root) {
        byte[] bytes = Base64.getDecoder().decode(root.path("w").asText());
        float[] values = new float[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        int rows = Math.max(1, root.path("rows").asInt(1));
        return new Code(rows, values.length / rows, values);
    }

    private static List<Double> doubles(JsonNode array) {
        return list(array, JsonNode::asDouble);
    }

    private static double number(JsonNode root, String key, double otherwise) {
        return root.path(key).asDouble(otherwise);
    }

    private static <E extends Enum<E>> E word(Class<E> type, JsonNode root, String key, E otherwise) {
        String word = root.path(key).asText("");
        return word.isEmpty() ? otherwise : Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    private static <R> List<R> list(JsonNode array, Function<JsonNode, R> each) {
        return new ArrayList<>(
                StreamSupport.stream(array.spliterator(), false).map(each).toList());
    }
}
