package studio.ganvas.gan.stylegan2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.ganvas.gan.style.Features;
import studio.ganvas.gan.style.NoiseMode;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.RecordedDraws;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.nn.MinibatchStd;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/** Networks loaded from official snapshots give the official numbers. */
class NetworksGoldenTest extends TensorTestBase {
    private static final double PSI = 0.7;

    private static Optional<Tensor> optional(Golden golden, String name) {
        return golden.has(name) ? Optional.of(golden.tensor(name)) : Optional.empty();
    }

    private Snapshot open(Golden golden) {
        Snapshot snapshot = Snapshot.load(golden, store);
        snapshot.train(false);
        return snapshot;
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "cond", "orig_clamp", "resnetG_skipD"})
    void latentsAreMappedAndTruncated(String variant) {
        Golden golden = Golden.open("stylegan2/" + variant);
        Generator g = open(golden).gEma();
        Tensor z = golden.tensor("z");
        Optional<Tensor> c = optional(golden, "c");
        JsonNode expected = golden.expectations();
        assertThat(g.spec().numWs()).isEqualTo(expected.path("num_ws").asInt());
        golden.check("w_avg", g.mapping().average());
        golden.check("ws", g.ws(z, c));
        golden.check("ws_z2", g.ws(golden.tensor("z2"), c));
        golden.check("ws_psi07", g.ws(z, c, PSI, OptionalInt.empty()));
        int cutoff = expected.path("truncation_cutoff").asInt();
        golden.check("ws_psi07_cutoff", g.ws(z, c, PSI, OptionalInt.of(cutoff)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "cond", "orig_clamp", "resnetG_skipD"})
    void picturesAgreeHoweverTheyAreComputed(String variant) {
        Golden golden = Golden.open("stylegan2/" + variant);
        Synthesis synthesis = open(golden).gEma().synthesis();
        Tensor ws = golden.tensor("ws");
        for (boolean fused : new boolean[] {true, false}) {
            Rendering constant = Rendering.CONST_NOISE.withFused(fused);
            golden.check("img_const", synthesis.forward(ws, constant));
            golden.check("img_const_unfused", synthesis.forward(ws, constant));
            golden.check(
                    "img_none",
                    synthesis.forward(ws, Rendering.of(NoiseMode.NONE).withFused(fused)));
        }
        golden.check(
                "img_psi07_cutoff_const", synthesis.forward(golden.tensor("ws_psi07_cutoff"), Rendering.CONST_NOISE));
        Tensor single = synthesis.forward(ws.narrow(0, 0, 1), Rendering.CONST_NOISE);
        double difference = Golden.largestDifference(
                single.toHost().toDoubles(),
                golden.tensor("img_const").narrow(0, 0, 1).toHost().toDoubles());
        assertThat(difference).isLessThanOrEqualTo(golden.tolerance("img_const"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "cond", "orig_clamp", "resnetG_skipD"})
    void stylesAreMixedPerLayer(String variant) {
        Golden golden = Golden.open("stylegan2/" + variant);
        Synthesis synthesis = open(golden).gEma().synthesis();
        Tensor ws = golden.tensor("ws");
        Tensor other = golden.tensor("ws_z2");
        int from = golden.expectations().path("mix_from_layer").asInt();
        Tensor mixed = Ops.cat(1, ws.narrow(1, 0, from), other.narrow(1, from, ws.size(1)));
        golden.check("img_mixed", synthesis.forward(mixed, Rendering.CONST_NOISE));

        // the same from where the rows change on
        int again = synthesis.firstBlockOf(from);
        Optional<Features> features = Optional.empty();
        for (int i = 0; i < synthesis.blocks(); i++) {
            features = Optional.of(synthesis.block(i, features, i < again ? ws : mixed, Rendering.CONST_NOISE));
        }
        golden.check("img_mixed", features.flatMap(Features::picture).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "cond", "orig_clamp", "resnetG_skipD"})
    void scoresAgree(String variant) {
        Golden golden = Golden.open("stylegan2/" + variant);
        Discriminator d = open(golden).d();
        Tensor x = golden.tensor("D_images");
        Optional<Tensor> c = optional(golden, "D_labels");
        for (int n : new int[] {8, 4, 2, 1}) {
            golden.check("D_logits_n" + n, d.forward(x.narrow(0, 0, n), c.map(all -> all.narrow(0, 0, n))));
        }
        golden.check("D_logits_gen", d.forward(golden.tensor("img_const"), optional(golden, "c")));
        if (c.isPresent()) {
            golden.check("cmap", d.classVectors(c.get()));
        }
    }

    @Test
    void randomNoiseIsDrawnInTheOrderOfTheLayers() {
        Golden golden = Golden.open("stylegan2/main");
        Synthesis synthesis = open(golden).gEma().synthesis();
        List<RecordedDraws.Recorded> maps = new ArrayList<>();
        golden.io().names().stream()
                .filter(name -> name.startsWith("img_random.noise"))
                .sorted()
                .forEach(name -> maps.add(new RecordedDraws.Recorded(name, "normal")));
        RecordedDraws draws = new RecordedDraws(golden, maps);
        try (Draws.Use use = draws.use()) {
            golden.check("img_random", synthesis.forward(golden.tensor("ws"), Rendering.RANDOM_NOISE));
        }
        assertThat(draws.isUsedUp()).isTrue();
    }

    @Test
    void minibatchDeviationsAgree() {
        Golden golden = Golden.open("stylegan2/main");
        Pattern arguments = Pattern.compile("MinibatchStdLayer\\(group_size=(\\w+), num_channels=(\\d+)\\).*");
        List<String> inputs = golden.io().names().stream()
                .filter(name -> name.matches("mbstd_.*\\.x"))
                .toList();
        assertThat(inputs).isNotEmpty();
        for (String name : inputs) {
            Matcher call = arguments.matcher(golden.meaning(name));
            assertThat(call.matches()).as(golden.meaning(name)).isTrue();
            OptionalInt group = call.group(1).equals("None")
                    ? OptionalInt.empty()
                    : OptionalInt.of(Integer.parseInt(call.group(1)));
            MinibatchStd layer = new MinibatchStd(group, Integer.parseInt(call.group(2)));
            golden.check(name.replaceAll("x$", "y"), layer.forward(golden.tensor(name)));
        }
    }
}
