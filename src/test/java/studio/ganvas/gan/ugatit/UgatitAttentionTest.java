package studio.ganvas.gan.ugatit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.ganvas.gan.AttentiveTranslator;
import studio.ganvas.gan.AttentiveTranslator.Attended;
import studio.ganvas.gan.AttentiveTranslator.Judged;
import studio.ganvas.gan.AttentiveTranslator.RhoKind;
import studio.ganvas.gan.AttentiveTranslator.RhoLayer;
import studio.ganvas.gan.AttentiveTranslator.RhoOverride;
import studio.ganvas.gan.AttentiveTranslator.View;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Translator.Direction;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

class UgatitAttentionTest extends TensorTestBase {
    private static final DataFacts FACTS = new DataFacts(List.of());
    private static final Rng RNG = new Rng(3);

    private final Ugatit system = new Ugatit();
    private Options options;
    private Map<String, Module> networks;
    private AttentiveTranslator translator;
    private Direction toB;
    private Tensor x;

    @BeforeEach
    void make() {
        options = Options.of(system.info().options(), Map.of("imageSize", 32, "ch", 4, "nRes", 2));
        networks = system.networks(options, FACTS);
        networks.forEach((name, network) -> network.initialize(store, RNG.at(0, name)));
        translator = attentive(options, networks);
        toB = translator.directions().get(0);
        x = RNG.at(0, "x").uniform(2, 3, 32, 48).mul(2).sub(1);
    }

    private AttentiveTranslator attentive(Options options, Map<String, Module> networks) {
        return (AttentiveTranslator) system.translator(options, FACTS, networks).orElseThrow();
    }

    @Test
    void aTranslationSaysWhereItLookedAndWhatItTookThePictureFor() {
        Attended seen = translator.attend(x, toB, List.of());
        assertThat(seen.picture().shape()).isEqualTo(x.shape());
        assertThat(seen.heatMap().shape()).containsExactly(2, 8, 12);
        assertThat(seen.logits().shape()).containsExactly(2, 2);
        assertThat(translator.translate(x, toB).toFloats())
                .isEqualTo(seen.picture().toFloats());
    }

    @Test
    void allFourDiscriminatorsCanBeAsked() {
        assertThat(translator.critics())
                .extracting(critic -> critic.network() + " " + critic.domain() + " " + critic.view())
                .containsExactly(
                        "disGA A " + View.GLOBAL,
                        "disGB B " + View.GLOBAL,
                        "disLA A " + View.LOCAL,
                        "disLB B " + View.LOCAL);
        translator.critics().forEach(critic -> {
            Judged judged = translator.judge(x, critic);
            assertThat(judged.heatMap().rank()).isEqualTo(3);
            assertThat(judged.logits().shape()).containsExactly(2, 2);
            assertThat(judged.answers().size(1)).isEqualTo(1);
            StateDict before = networks.get(critic.network()).stateDict();
            translator.judge(x, critic);
            assertThat(networks.get(critic.network())
                            .stateDict()
                            .get("conv.weight_u")
                            .map(HostTensor::bytes))
                    .isEqualTo(before.get("conv.weight_u").map(HostTensor::bytes));
        });
    }

    @Test
    void withoutLoadedDiscriminatorsThereIsNobodyToAsk() {
        Map<String, Module> fresh = new LinkedHashMap<>(system.networks(options, FACTS));
        fresh.get("genA2B").load(store, networks.get("genA2B").stateDict());
        AttentiveTranslator alone = attentive(options, fresh);
        assertThat(alone.critics()).isEmpty();
        assertThat(alone.knownCritics()).isEqualTo(translator.critics());
        assertThat(alone.directions()).containsExactly(toB);
        assertThat(alone.translate(x, toB).toFloats())
                .isEqualTo(translator.translate(x, toB).toFloats());
        assertThatThrownBy(() -> alone.translate(x, new Direction(Direction.B_TO_A, "genB2A")))
                .hasMessageContaining("genB2A is not loaded");
    }

    @Test
    void theLayersWithRhoAreListedInTheOrderOfComputation() {
        List<RhoLayer> layers = translator.rhoLayers(toB);
        assertThat(layers)
                .extracting(RhoLayer::name)
                .containsExactly(
                        "UpBlock1_1.norm1",
                        "UpBlock1_1.norm2",
                        "UpBlock1_2.norm1",
                        "UpBlock1_2.norm2",
                        "UpBlock2.3",
                        "UpBlock2.8");
        assertThat(layers.subList(0, 4)).allMatch(layer -> layer.kind() == RhoKind.ADALIN);
        assertThat(layers.get(0).values()).hasSize(16).containsOnly(0.9f);
        assertThat(layers.get(5).kind()).isEqualTo(RhoKind.ILN);
        assertThat(layers.get(5).values()).hasSize(4).containsOnly(0f);
    }

    @Test
    void anotherRhoChangesThePictureAndNoWeight() {
        StateDict before = networks.get("genA2B").stateDict();
        float[] learnt = translator.translate(x, toB).toFloats();
        float[] layerNorm = forced(new RhoOverride(0, 6, 0));
        float[] oneLayer = forced(RhoOverride.layer(5, 1));
        assertThat(layerNorm).isNotEqualTo(learnt);
        assertThat(oneLayer).isNotEqualTo(learnt).isNotEqualTo(layerNorm);
        assertThat(forced(new RhoOverride(0, 4, 0.9f), new RhoOverride(4, 6, 0)))
                .as("the values that are learnt anyway")
                .isEqualTo(learnt);
        assertThat(translator.translate(x, toB).toFloats()).isEqualTo(learnt);
        networks.get("genA2B").stateDict().entries().forEach((name, tensor) -> assertThat(tensor.bytes())
                .as(name)
                .isEqualTo(before.get(name).orElseThrow().bytes()));
    }

    private float[] forced(RhoOverride... overrides) {
        return translator.attend(x, toB, List.of(overrides)).picture().toFloats();
    }

    @Test
    void trainingReportsTheMeanOfEveryLayersRho() {
        Map<String, Double> measures =
                system.training(options, FACTS, networks, store).measures();
        assertThat(measures).hasSize(12);
        assertThat(measures.get(AttentiveTranslator.rhoSeries("genA2B", "UpBlock1_2.norm1")))
                .isEqualTo(0.9, within(1e-6));
        assertThat(measures.get(AttentiveTranslator.rhoSeries("genB2A", "UpBlock2.8")))
                .isZero();
    }

    @Test
    void aLayerThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> forced(RhoOverride.layer(6, 1))).hasMessageContaining("6 layers");
        assertThatThrownBy(() -> RhoOverride.layer(0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFullNetworkRefusesOtherSizesInPlainWords() {
        Options full = options.with(Map.of("light", false));
        Map<String, Module> made = system.networks(full, FACTS);
        made.forEach((name, network) -> network.initialize(store, RNG.at(0, name)));
        AttentiveTranslator fixed = attentive(full, made);
        assertThat(fixed.fixedSize()).isTrue();
        assertThat(fixed.trainedSize()).isEqualTo(32);
        assertThatThrownBy(() -> fixed.translate(x, toB)).hasMessageContaining("32 × 32 pixels only");
    }

    @Test
    void discriminatorsAreAsDeepAsThePictureAllows() {
        assertThat(Discriminator.globalDepth(256)).isEqualTo(7);
        assertThat(Discriminator.globalDepth(96)).isEqualTo(7);
        assertThat(Discriminator.globalDepth(92)).isEqualTo(6);
        assertThat(Discriminator.globalDepth(64)).isEqualTo(6);
        assertThat(Discriminator.globalDepth(32)).isEqualTo(5);
        assertThat(Discriminator.localDepth(96)).isEqualTo(5);
        assertThat(Discriminator.localDepth(64)).isEqualTo(4);
    }

    @Test
    void heatMapsAreColouredFromBlueToRedAndAConstantOneIsNoTrouble() {
        Tensor map = Tensor.of(new float[] {2, 2, 2, 6}, 1, 2, 2);
        float[] colours = Strips.coloured(map, Tensor.zeros(1, 3, 2, 2)).toFloats();
        assertThat(colours[0]).as("red of the least").isEqualTo(-1);
        assertThat(colours[8]).as("blue of the least").isEqualTo(0);
        assertThat(colours[3]).as("red of the most").isEqualTo(0);
        assertThat(colours[11]).as("blue of the most").isEqualTo(-1);
        assertThat(Strips.coloured(Tensor.full(3, 1, 2, 2), Tensor.zeros(1, 1, 4, 4))
                        .toFloats())
                .containsOnly(-1);
    }
}
