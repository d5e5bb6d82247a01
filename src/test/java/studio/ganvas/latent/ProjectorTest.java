package studio.ganvas.latent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.gan.style.Widths;
import studio.ganvas.gan.stylegan2.Generator;
import studio.ganvas.gan.stylegan2.GeneratorSpec;
import studio.ganvas.gan.stylegan2.MappingSpec;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;

class ProjectorTest extends TensorTestBase {
    private static final int STEPS = 200;

    /** Pictures of a known w, which a search from the mean w must find again. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPictureOfTheNetworkIsFoundAgain(boolean plus) {
        StyleGenerator generator = generator();
        Mapper mapper = new Mapper(generator);
        float[] wanted = mapper.w(85, List.of());
        Tensor target = picture(generator, mapper.rows(wanted));
        Mapper.Statistics statistics = mapper.statistics(2000, 123);
        double far = difference(picture(generator, mapper.rows(statistics.mean())), target);
        try (Pyramid pyramid = new Pyramid(target);
                Projector projector =
                        new Projector(generator, statistics, pyramid, new Projector.Settings(STEPS, plus, 0.1, 1))) {
            double first = Double.NaN;
            double last = Double.NaN;
            while (!projector.finished()) {
                try (Scope scope = Scope.open()) {
                    last = projector.advance().distance();
                    first = Double.isNaN(first) ? last : first;
                }
            }
            float[] found = projector.w();
            float[] ws = plus ? found : mapper.rows(found);
            double near = difference(picture(generator, ws), target);
            assertThat(last).isLessThan(first);
            assertThat(near).isLessThan(far / 100);
            if (!plus) {
                double off = 0;
                double way = 0;
                for (int i = 0; i < wanted.length; i++) {
                    off += Math.pow(found[i] - wanted[i], 2);
                    way += Math.pow(statistics.mean()[i] - wanted[i], 2);
                }
                assertThat(Math.sqrt(off / way))
                        .as("share of the way to w that is left")
                        .isLessThan(0.3);
            }
        }
    }

    /** Fresh, so that its noise has no strength yet and its pictures follow from w alone. */
    private StyleGenerator generator() {
        Generator g = new Generator(GeneratorSpec.of(MappingSpec.of(32, 0, 32, 2), 32, 3, new Widths(512, 32)));
        g.initialize(store, new Rng(4).at(0, "projector test"));
        g.train(false);
        return g;
    }

    private static Tensor picture(StyleGenerator generator, float[] ws) {
        return generator.synthesise(Tensor.of(ws, 1, generator.numWs(), generator.wDim()), Rendering.CONST_NOISE);
    }

    private static double difference(Tensor a, Tensor b) {
        return Ops.meanSquaredError(a, b).item();
    }
}
