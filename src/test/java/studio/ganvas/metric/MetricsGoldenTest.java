package studio.ganvas.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.gan.stylegan2.Generator;
import studio.ganvas.gan.stylegan2.GeneratorSpec;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/** The metrics' formulas give what the official code gave for recorded features. */
class MetricsGoldenTest extends TensorTestBase {
    private static final double RELATIVE = 1e-5;

    private static Offset<Double> near(double expected) {
        return within(Math.max(1e-9, RELATIVE * Math.abs(expected)));
    }

    @Test
    void fidIsOfMomentsDividedByN() {
        Golden golden = Golden.open("metrics");
        Fid.Gaussian real = Fid.gaussian(golden.tensor("real"));
        Fid.Gaussian generated = Fid.gaussian(golden.tensor("gen"));
        golden.check("real_mean", real.mean());
        golden.check("real_cov", real.covariance());
        double fid = golden.expectations().path("fid").asDouble();
        assertThat(Fid.distance(real, generated)).isCloseTo(fid, near(fid));
        assertThat(Fid.distance(generated, real)).isCloseTo(fid, near(fid));
        double same = golden.expectations().path("fid_same").asDouble();
        assertThat(Fid.distance(real, real)).isCloseTo(same, near(same));
        double unbiased = golden.expectations().path("fid_unbiased_cov").asDouble();
        assertThat(Fid.distance(unbiased(real, "real", golden), unbiased(generated, "gen", golden)))
                .isCloseTo(unbiased, near(unbiased));
    }

    private static Fid.Gaussian unbiased(Fid.Gaussian biased, String name, Golden golden) {
        double n = golden.host(name).shape()[0];
        return new Fid.Gaussian(biased.mean(), biased.covariance().mul(n / (n - 1)));
    }

    @Test
    void kidAveragesSubsets() {
        Golden golden = Golden.open("metrics");
        Tensor real = golden.tensor("real");
        Tensor generated = golden.tensor("gen");
        Tensor realIndex = golden.tensor("kid.real_idx");
        Tensor generatedIndex = golden.tensor("kid.gen_idx");
        double[] subsets = new double[(int) realIndex.size(0)];
        for (int i = 0; i < subsets.length; i++) {
            subsets[i] = Kid.ofSubsets(
                    real.indexSelect(0, realIndex.select(0, i)), generated.indexSelect(0, generatedIndex.select(0, i)));
        }
        double kid = golden.expectations().path("kid").asDouble();
        assertThat(Kid.estimate(subsets).mean()).isCloseTo(kid, near(kid));
        double full = golden.expectations().path("kid_full").asDouble();
        Tensor realRows = real.indexSelect(0, golden.tensor("kid_full.real_idx"));
        Tensor generatedRows = generated.indexSelect(0, golden.tensor("kid_full.gen_idx"));
        assertThat(Kid.ofSubsets(realRows, generatedRows)).isCloseTo(full, near(full));
    }

    @Test
    void precisionAndRecallCountTheKthNeighbourOfEach() {
        Golden golden = Golden.open("metrics");
        Tensor real = golden.tensor("real");
        Tensor generated = golden.tensor("gen");
        golden.check("real_knn3_radius", PrecisionRecall.radii(real, 3, false));
        checkCovered(golden.expectations().path("precision_recall_k3_fp16"), real, generated, true);
        checkCovered(golden.expectations().path("precision_recall_k3_fp32"), real, generated, false);
    }

    private static void checkCovered(JsonNode expected, Tensor real, Tensor generated, boolean half) {
        double precision = PrecisionRecall.covered(generated, real, PrecisionRecall.radii(real, 3, half), half);
        double recall = PrecisionRecall.covered(real, generated, PrecisionRecall.radii(generated, 3, half), half);
        assertThat((float) precision)
                .isEqualTo((float) expected.path("precision").asDouble());
        assertThat((float) recall).isEqualTo((float) expected.path("recall").asDouble());
    }

    @Test
    void inceptionScoreAveragesSplits() {
        Golden golden = Golden.open("metrics");
        JsonNode expected = golden.expectations().path("inception_score");
        InceptionScore.Score score = InceptionScore.of(
                golden.tensor("is.probs"), expected.path("num_splits").asInt());
        double mean = expected.path("mean").asDouble();
        double std = expected.path("std").asDouble();
        assertThat(score.mean()).isCloseTo(mean, near(mean));
        assertThat(score.std()).isCloseTo(std, within(1e-4 * std));
    }

    @Test
    void slerpGoesAlongTheSphere() {
        Golden golden = Golden.open("metrics");
        golden.check(
                "slerp.y",
                PathLength.slerp(golden.tensor("slerp.a"), golden.tensor("slerp.b"), golden.tensor("slerp.t")));
    }

    @Test
    void pathLengthLeavesOutTheExtremes() {
        Golden golden = Golden.open("metrics");
        double expected = golden.expectations().path("ppl_cut").path("ppl").asDouble();
        assertThat(PathLength.mean(golden.host("ppl.sample_dist").toFloats()))
                .isCloseTo(expected, within(1e-4 * expected));
    }

    @Test
    void pathLengthDistancesOfAStyleGan() {
        Golden golden = Golden.open("metrics");
        Generator g = generator(Golden.open("stylegan2/main"));
        Tensor matrix = golden.tensor("ppl.M");
        PathLength.Embedding pooled = x -> {
            long side = x.size(2) / 4;
            return Ops.matmul(Ops.averagePool(x, side, side, 0, true).flatten(), matrix);
        };
        golden.host("ppl.w_full.dist");
        for (String run : new String[] {"ppl.w_full", "ppl.z_end"}) {
            Matcher epsilon = Pattern.compile("epsilon ([0-9.]+)").matcher(golden.meaning(run + ".dist"));
            assertThat(epsilon.find()).isTrue();
            boolean inW = golden.meaning(run + ".dist").contains("space w");
            boolean full = golden.meaning(run + ".dist").contains("sampling full");
            Tensor distances = PathLength.distances(
                    new Seen(g),
                    pooled,
                    inW ? PathLength.Space.W : PathLength.Space.Z,
                    full,
                    Double.parseDouble(epsilon.group(1).replaceFirst("\\.$", "")),
                    golden.host(run + ".dist").size(),
                    new InOrder(golden, run));
            golden.check(run + ".dist", distances);
        }
    }

    @SuppressWarnings("unchecked")
    private Generator generator(Golden stylegan) {
        try (Checkpoint file = Checkpoints.open(stylegan.file("network-snapshot.pkl"))) {
            Map<String, Object> kwargs = (Map<String, Object>)
                    file.root().at("G_ema", "_init_kwargs").orElseThrow().plain();
            Generator g = new Generator(GeneratorSpec.ofKwargs(kwargs));
            g.load(store, file.stateDicts().get("G_ema"));
            g.train(false);
            return g;
        }
    }

    /** The generator as the sampler sees it. */
    private record Seen(Generator g) implements PathLength.Source {
        @Override
        public int zDim() {
            return g.spec().mapping().zDim();
        }

        @Override
        public Tensor map(Tensor z) {
            return g.mapping().forward(Optional.of(z), Optional.empty());
        }

        @Override
        public Tensor picture(Tensor w) {
            return g.synthesis().forward(g.rows(w), Rendering.CONST_NOISE);
        }

        @Override
        public void fixNoise(Draws draws) {
            g.freshNoise(draws);
        }
    }

    /** The recorded draws, one after the other. */
    private static final class InOrder implements Draws {
        private final Golden golden;
        private final String run;
        private int next;

        InOrder(Golden golden, String run) {
            this.golden = golden;
            this.run = run;
        }

        private Tensor take(String... kinds) {
            for (String kind : kinds) {
                String name = String.format(Locale.ROOT, "%s.draw%02d.%s", run, next, kind);
                if (golden.has(name)) {
                    next++;
                    return golden.tensor(name);
                }
            }
            throw new AssertionError("Draw " + next + " of " + run + " is of another kind than " + kinds[0]);
        }

        @Override
        public Tensor normal(long... shape) {
            return take("randn", "randn_like").reshape(shape);
        }

        @Override
        public Tensor uniform(long... shape) {
            return take("rand").reshape(shape);
        }

        @Override
        public Tensor integers(long bound, long n) {
            throw new AssertionError("The sampler draws no integers");
        }

        @Override
        public double uniform() {
            throw new AssertionError("The sampler draws no single numbers");
        }
    }
}
