package studio.ganvas.gan.ugatit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import studio.ganvas.gan.AttentiveTranslator;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.Options;
import studio.ganvas.nn.Module;
import studio.ganvas.nn.Rho;
import studio.ganvas.tensor.Tensor;

/** The generators, and the discriminators where they are loaded too, for looking at pictures. */
final class UgatitTranslator implements AttentiveTranslator {
    private final Map<String, Module> loaded = new LinkedHashMap<>();
    private final int channels;
    private final int size;
    private final boolean light;

    UgatitTranslator(Options options, Map<String, Module> networks) {
        networks.forEach((name, network) -> {
            if (network.filled()) {
                loaded.put(name, network);
            }
        });
        channels = CommonOptions.channels(options);
        size = options.integer(CommonOptions.IMAGE_SIZE);
        light = options.flag(Ugatit.LIGHT);
    }

    @Override
    public List<Direction> directions() {
        List<Direction> directions = new ArrayList<>();
        if (loaded.containsKey("genA2B")) {
            directions.add(new Direction(Direction.A_TO_B, "genA2B"));
        }
        if (loaded.containsKey("genB2A")) {
            directions.add(new Direction(Direction.B_TO_A, "genB2A"));
        }
        return directions;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public int multipleOf() {
        return light ? 4 : size;
    }

    @Override
    public int trainedSize() {
        return size;
    }

    @Override
    public boolean fixedSize() {
        return !light;
    }

    @Override
    public Attended attend(Tensor x, Direction direction, List<RhoOverride> overrides) {
        Generator g = generator(direction);
        List<Rho> rhos = List.copyOf(g.rhos().values());
        for (RhoOverride each : overrides) {
            if (each.to() > rhos.size()) {
                throw new IllegalArgumentException("There are " + rhos.size() + " layers with a ρ, not " + each.to());
            }
        }
        try {
            for (RhoOverride each : overrides) {
                rhos.subList(each.from(), each.to()).forEach(rho -> rho.force(OptionalDouble.of(each.value())));
            }
            return evaluate(g, () -> g.forward(x));
        } finally {
            rhos.forEach(rho -> rho.force(OptionalDouble.empty()));
        }
    }

    @Override
    public List<RhoLayer> rhoLayers(Direction direction) {
        List<RhoLayer> layers = new ArrayList<>();
        generator(direction).rhos().forEach((name, rho) -> {
            List<Float> values = new ArrayList<>();
            for (float value : rho.slot().get().toFloats()) {
                values.add(value);
            }
            layers.add(new RhoLayer(name, Generator.isAdaLin(name) ? RhoKind.ADALIN : RhoKind.ILN, values));
        });
        return layers;
    }

    @Override
    public List<Critic> knownCritics() {
        return Ugatit.DISCRIMINATORS.stream()
                .map(name -> new Critic(name, name.substring(4), Ugatit.isGlobal(name) ? View.GLOBAL : View.LOCAL))
                .toList();
    }

    @Override
    public List<Critic> critics() {
        return knownCritics().stream()
                .filter(critic -> loaded.containsKey(critic.network()))
                .toList();
    }

    @Override
    public Judged judge(Tensor x, Critic critic) {
        Discriminator d = (Discriminator) network(critic.network());
        return evaluate(d, () -> d.forward(x));
    }

    private Generator generator(Direction direction) {
        return (Generator) network(direction.network());
    }

    private Module network(String name) {
        Module network = loaded.get(name);
        if (network == null) {
            throw new IllegalArgumentException("The network " + name + " is not loaded; loaded are " + loaded.keySet());
        }
        return network;
    }

    private static <T> T evaluate(Module network, Supplier<T> forward) {
        boolean before = network.training();
        network.train(false);
        try {
            return forward.get();
        } finally {
            network.train(before);
        }
    }
}
