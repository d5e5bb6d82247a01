package studio.ganvas.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.gan.style.StyleLayer;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;

class SynthesiserTest extends TensorTestBase {
    private static final Synthesiser.Stage GO_ON = (block, picture) -> true;
    private static final long PLENTY = 64L << 20;

    private static float[] ws(StyleGenerator generator, long seed) {
        Mapper mapper = new Mapper(generator);
        return mapper.rows(mapper.w(seed, List.of()));
    }

    private static float[] changedFrom(float[] ws, int row, int dim) {
        float[] changed = ws.clone();
        for (int i = row * dim; i < changed.length; i++) {
            changed[i] *= 0.5f;
        }
        return changed;
    }

    private static float[] alone(StyleGenerator generator, float[] ws, NoiseSpec noise) {
        try (Synthesiser fresh = new Synthesiser(generator, PLENTY);
                Scope scope = Scope.open()) {
            return fresh.render(ws, noise, GO_ON).picture().toFloats();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stylegan2/main, network-snapshot.pkl",
        "stylegan2/cond, network-snapshot.pkl",
        "stylegan2/orig_clamp, network-snapshot.pkl",
        "stylegan2/resnetG_skipD, network-snapshot.pkl",
        "stylegan1, 010000.model"
    })
    void rememberedPicturesAreTheSameBitForBit(String fixture, String file) {
        StyleGenerator generator = Snapshots.open(fixture, file, store);
        float[] ws = ws(generator, 1);
        List<NoiseSpec> noises = List.of(
                NoiseSpec.STORED,
                new NoiseSpec(NoiseSpec.Kind.RANDOM, 7, List.of()),
                new NoiseSpec(NoiseSpec.Kind.STORED, 0, List.of(1.0, 1.0, 0.25)));
        try (Synthesiser synthesiser = new Synthesiser(generator, PLENTY)) {
            for (NoiseSpec noise : noises) {
                for (int row = generator.numWs() - 1; row >= 0; row--) {
                    float[] changed = changedFrom(ws, row, generator.wDim());
                    assertThat(synthesiser
                                    .render(changed, noise, GO_ON)
                                    .picture()
                                    .toFloats())
                            .as("%s from row %d on", noise, row)
                            .isEqualTo(alone(generator, changed, noise));
                }
            }
        }
    }

    @Test
    void picturesAreTheOfficialOnes() {
        Golden golden = Golden.open("stylegan2/main");
        StyleGenerator generator = Snapshots.open("stylegan2/main", store);
        float[] ws =
                golden.tensor("ws_psi07_cutoff").narrow(0, 0, 1).contiguous().toFloats();
        double[] expected = golden.tensor("img_psi07_cutoff_const")
                .narrow(0, 0, 1)
                .contiguous()
                .toHost()
                .toDoubles();
        try (Synthesiser synthesiser = new Synthesiser(generator, PLENTY)) {
            double[] made = synthesiser
                    .render(ws, NoiseSpec.STORED, GO_ON)
                    .picture()
                    .toHost()
                    .toDoubles();
            assertThat(Golden.largestDifference(made, expected))
                    .isLessThanOrEqualTo(golden.tolerance("img_psi07_cutoff_const"));
        }
    }

    @Test
    void onlyBlocksThatAChangeReachesRun() {
        StyleGenerator generator = Snapshots.open("stylegan2/main", store);
        float[] ws = ws(generator, 1);
        try (Synthesiser synthesiser = new Synthesiser(generator, PLENTY)) {
            assertThat(synthesiser.render(ws, NoiseSpec.STORED, GO_ON).blocksRun())
                    .isEqualTo(generator.blocks());
            assertThat(synthesiser.render(ws, NoiseSpec.STORED, GO_ON).blocksRun())
                    .isZero();
            for (int row = 0; row < generator.numWs(); row++) {
                float[] changed = changedFrom(ws, row, generator.wDim());
                int first = generator.firstBlockOf(row);
                assertThat(synthesiser.render(changed, NoiseSpec.STORED, GO_ON).blocksRun())
                        .isEqualTo(generator.blocks() - first);
                assertThat(synthesiser.render(ws, NoiseSpec.STORED, GO_ON).blocksRun())
                        .as("going back costs nothing")
                        .isZero();
            }
        }
    }

    @Test
    void aBlockRunsInPartWhereOnlyItsPictureLayerChanges() {
        StyleGenerator generator = Snapshots.open("stylegan2/main", store);
        float[] ws = ws(generator, 1);
        int last = generator.numWs() - 1;
        StyleLayer convolution = generator.layers().stream()
                .filter(layer -> layer.row() == last - 1 && !layer.picture())
                .findFirst()
                .orElseThrow();
        try (Synthesiser synthesiser = new Synthesiser(generator, PLENTY)) {
            synthesiser.render(ws, NoiseSpec.STORED, GO_ON);
            Tensor before = synthesiser.layer(ws, NoiseSpec.STORED, convolution);
            float[] changed = changedFrom(ws, last, generator.wDim());
            synthesiser.render(changed, NoiseSpec.STORED, GO_ON);
            // the very tensor: the convolution did not run again
            assertThat(synthesiser.layer(changed, NoiseSpec.STORED, convolution))
                    .isSameAs(before);
        }
    }

    @Test
    void cancellingLeavesGoodFeaturesBehind() {
        StyleGenerator generator = Snapshots.open("stylegan2/main", store);
        float[] ws = ws(generator, 3);
        try (Synthesiser synthesiser = new Synthesiser(generator, PLENTY)) {
            List<Integer> reached = new ArrayList<>();
            assertThatThrownBy(() -> synthesiser.render(ws, NoiseSpec.STORED, (block, picture) -> {
                        reached.add(block);
                        return block < 1;
                    }))
                    .isInstanceOf(CancellationException.class);
            assertThat(reached).containsExactly(0, 1);
            Synthesiser.Result made = synthesiser.render(ws, NoiseSpec.STORED, GO_ON);
            assertThat(made.blocksRun()).isEqualTo(generator.blocks() - 2);
            assertThat(made.picture().toFloats()).isEqualTo(alone(generator, ws, NoiseSpec.STORED));
        }
    }

    @Test
    void memoryStaysWithinItsBudget() {
        StyleGenerator generator = Snapshots.open("stylegan2/main", store);
        long budget = 40_000;
        try (Synthesiser synthesiser = new Synthesiser(generator, budget)) {
            for (long seed = 0; seed < 20; seed++) {
                float[] ws = ws(generator, seed);
                try (Scope scope = Scope.open()) {
                    assertThat(synthesiser
                                    .render(ws, NoiseSpec.STORED, GO_ON)
                                    .picture()
                                    .toFloats())
                            .isEqualTo(alone(generator, ws, NoiseSpec.STORED));
                }
                assertThat(synthesiser.remembered()).isPositive().isLessThanOrEqualTo(budget);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1000, PLENTY})
    void layersAreSeenAsTheyRan(long budget) {
        StyleGenerator generator = Snapshots.open("stylegan2/main", store);
        float[] ws = ws(generator, 5);
        try (Synthesiser synthesiser = new Synthesiser(generator, budget)) {
            for (StyleLayer layer : generator.layers()) {
                Tensor x = synthesiser.layer(ws, NoiseSpec.STORED, layer);
                assertThat(x.shape()).containsExactly(1, layer.channels(), layer.resolution(), layer.resolution());
                LayerProbe.Summary summary = LayerProbe.of(x);
                float[] all = x.toFloats();
                double sum = 0;
                for (float each : all) {
                    sum += each;
                }
                assertThat(summary.wholeMean())
                        .isCloseTo(sum / all.length, org.assertj.core.api.Assertions.within(1e-4));
                assertThat(summary.wholeMin()).isLessThanOrEqualTo(summary.wholeMax());
            }
        }
    }
}
