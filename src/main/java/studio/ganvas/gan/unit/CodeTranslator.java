package studio.ganvas.gan.unit;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Translator;
import studio.ganvas.nn.Group;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Tensor;

/**
 * Encodes with one domain's encoder and decodes with the other's generator, without noise on the code: the same picture
 * always gives the same translation, and neighbouring tiles fit. (PyTorch-GAN adds noise even then; the authors do not.)
 */
final class CodeTranslator implements Translator {
    /** One way: the networks that it needs, the one that names it, and the computation. */
    record Way(Direction direction, List<Module> needs, Function<Tensor, Tensor> translate) {}

    private final List<Way> ways;
    private final int channels;
    private final int size;
    private final int multipleOf;

    private CodeTranslator(Options options, int multipleOf, Way... ways) {
        this.ways = Stream.of(ways)
                .filter(way -> way.needs().stream().allMatch(network -> network != null && network.filled()))
                .toList();
        this.multipleOf = multipleOf;
        channels = CommonOptions.channels(options);
        size = options.integer(CommonOptions.IMAGE_SIZE);
    }

    /** E1 and G2 go from A to B, E2 and G1 back. */
    static CodeTranslator article(Options options, Map<String, Module> networks) {
        return new CodeTranslator(
                options,
                1 << options.integer(Unit.HALVINGS),
                way(Direction.A_TO_B, "G2", networks.get("E1"), networks.get("G2")),
                way(Direction.B_TO_A, "G1", networks.get("E2"), networks.get("G1")));
    }

    /** Encoder of one and decoder of the other generator. */
    static CodeTranslator official(Options options, Map<String, Module> networks) {
        VaeGen a = (VaeGen) networks.get("gen_a");
        VaeGen b = (VaeGen) networks.get("gen_b");
        return new CodeTranslator(
                options,
                4,
                new Way(new Direction(Direction.A_TO_B, "gen_b"), both(a, b), x -> b.decode(a.encode(x))),
                new Way(new Direction(Direction.B_TO_A, "gen_a"), both(a, b), x -> a.decode(b.encode(x))));
    }

    private static List<Module> both(Module a, Module b) {
        return Stream.of(a, b).toList();
    }

    private static Way way(String id, String name, Module encoder, Module generator) {
        return new Way(new Translator.Direction(id, name), both(encoder, generator), x -> ((Layer) generator)
                .forward(((Layer) encoder).forward(x)));
    }

    @Override
    public List<Direction> directions() {
        return ways.stream().map(Way::direction).toList();
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public int multipleOf() {
        return multipleOf;
    }

    @Override
    public int trainedSize() {
        return size;
    }

    @Override
    public Tensor translate(Tensor x, Direction direction) {
        Way way = ways.stream()
                .filter(each -> each.direction().equals(direction))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The networks for " + direction.id()
                        + " are not loaded; loaded are those for " + directions()));
        Group networks =
                new Group(Map.of("from", way.needs().get(0), "to", way.needs().get(1)));
        return UnitOptions.evaluate(networks, () -> way.translate().apply(x));
    }
}
