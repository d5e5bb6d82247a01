package studio.ganvas.metric;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.metric.ScriptInterface.Kind;
import studio.ganvas.metric.ScriptInterface.Parameter;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.ScriptModule;
import studio.ganvas.tensor.Tensor;

/**
 * A user's TorchScript file as a feature network. NVIDIA's Inception and VGG-16 files are recognised by their interface
 * and called as the official metrics call them: pictures in 0…255 of their own size, whole numbers for Inception. Any
 * other file gets three channels in [−1, 1].
 */
public final class ScriptFeatures implements FeatureNetwork {
    private static final int ID_LENGTH = 12;
    /** A size that every network with at most five halvings takes. */
    private static final long PROBE = 64;

    private final ScriptInterface facts;
    private final String title;
    private final ScriptModule module;
    private final int dimensions;

    private ScriptFeatures(ScriptInterface facts, String title, ScriptModule module) {
        this.facts = facts;
        this.title = title;
        this.module = module;
        this.dimensions = (int) probe();
    }

    /**
     * Loads a file that the user has agreed to load: it is a program.
     *
     * @throws IOException when it can't be read
     * @throws studio.ganvas.tensor.TensorException when PyTorch can't load or run it
     */
    public static ScriptFeatures load(Path file, ScriptInterface facts) throws IOException {
        ScriptModule module = ScriptModule.load(file);
        String name = file.getFileName().toString();
        String title = facts.kind() == Kind.INCEPTION ? "Inception-v3 (" + name + ")" : name;
        try {
            return new ScriptFeatures(facts, title, module);
        } catch (RuntimeException e) {
            module.close();
            throw e;
        }
    }

    private long probe() {
        try (Scope scope = Scope.open()) {
            Tensor result = features(Tensor.zeros(1, 3, PROBE, PROBE));
            return result.size(1);
        }
    }

    @Override
    public String id() {
        return facts.kind().name().toLowerCase(java.util.Locale.ROOT) + "-"
                + facts.sha256().substring(0, ID_LENGTH);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public Tensor features(Tensor pictures) {
        return call(prepared(pictures), Map.of("return_features", true))
                .flatten()
                .toFloat32();
    }

    @Override
    public Optional<Tensor> probabilities(Tensor pictures) {
        return facts.kind() == Kind.INCEPTION
                ? Optional.of(
                        call(prepared(pictures), Map.of("no_output_bias", true)).toFloat32())
                : Optional.empty();
    }

    @Override
    public Optional<Tensor> perceptual(Tensor pictures) {
        if (facts.kind() != Kind.LPIPS) {
            return Optional.empty();
        }
        Tensor scaled = colour(pictures).add(1).mul(255 / 2.0);
        return Optional.of(call(scaled, Map.of("resize_images", false, "return_lpips", true))
                .flatten()
                .toFloat32());
    }

    private Tensor prepared(Tensor pictures) {
        Tensor x = colour(pictures);
        return switch (facts.kind()) {
            case INCEPTION -> x.mul(127.5).add(128).clamp(0, 255).floor();
            case LPIPS -> x.add(1).mul(255 / 2.0);
            case PLAIN -> x;
        };
    }

    private static Tensor colour(Tensor x) {
        return x.size(1) == 3 ? x : Ops.cat(1, x, x, x);
    }

    private Tensor call(Tensor pictures, Map<String, Boolean> wanted) {
        Object[] arguments = new Object[1 + facts.parameters().size()];
        arguments[0] = pictures;
        for (int i = 1; i < arguments.length; i++) {
            Parameter parameter = facts.parameters().get(i - 1);
            arguments[i] = wanted.containsKey(parameter.name()) ? wanted.get(parameter.name()) : standard(parameter);
        }
        return module.forward(arguments);
    }

    private static Object standard(Parameter parameter) {
        return switch (parameter.type()) {
            case "bool" -> Boolean.valueOf(parameter.standard());
            case "int" -> Long.valueOf(parameter.standard());
            case "float" -> Double.valueOf(parameter.standard());
            default ->
                throw new IllegalArgumentException("The program's forward takes “" + parameter.name()
                        + "”, of a type that Ganvas can't fill in: " + parameter.type());
        };
    }

    @Override
    public void close() {
        module.close();
    }
}
