package studio.ganvas.gan.unit;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import studio.ganvas.gan.CodeSharing;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.Options;
import studio.ganvas.nn.Layer;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Tensor;

/**
 * Encodes with one domain's encoder and decodes with the other's generator, without noise on the code: the same picture
 * always gives the same translation, and neighbouring tiles fit. (PyTorch-GAN adds noise even then; the authors do not.)
 */
final class CodeTranslator implements CodeSharing {
    /** One way: the networks that it needs, and its two halves. */
    record Way(
            Direction direction, Module from, Module to, UnaryOperator<Tensor> encode, UnaryOperator<Tensor> decode) {
        boolean filled() {
            return Stream.of(from, to).allMatch(network -> network != null && network.filled());
        }
    }

    private final List<Way> ways;
    private final int channels;
    private final int size;
    private final int multipleOf;

    private CodeTranslator(Options options, int multipleOf, Way... ways) {
        this.ways = Stream.of(ways).filter(Way::filled).toList();
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
                new Way(new Direction(Direction.A_TO_B, "gen_b"), a, b, x -> a.encode(x), code -> b.decode(code)),
                new Way(new Direction(Direction.B_TO_A, "gen_a"), b, a, x -> b.encode(x), code -> a.decode(code)));
    }

    private static Way way(String id, String name, Module encoder, Module generator) {
        return new Way(new Direction(id, name), encoder, generator, x -> ((Layer) encoder).forward(x), code -> ((Layer)
                        generator)
                .forward(code));
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

    private Way way(Direction direction) {
        return ways.stream()
                .filter(each -> each.direction().equals(direction))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The networks for " + direction.id()
                        + " are not loaded; loaded are those for " + directions()));
    }

    @Override
    public Tensor translate(Tensor x, Direction direction) {
        return decode(encode(x, direction), direction);
    }

    @Override
    public Tensor encode(Tensor x, Direction direction) {
        Way way = way(direction);
        return UnitOptions.evaluate(way.from(), () -> way.encode().apply(x));
    }

    @Override
    public Tensor decode(Tensor code, Direction direction) {
        Way way = way(direction);
        return UnitOptions.evaluate(way.to(), () -> way.decode().apply(code));
    }
}
