package studio.ganvas.gan.stylegan2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.checkpoint.Node;
import studio.ganvas.gan.style.Rendering;
import studio.ganvas.gan.style.StyleFile;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

class RosinalityFilesGoldenTest extends TensorTestBase {
    /** A number that the fixture gives only in words. */
    private static double number(Golden golden, String tensor, String words) {
        Matcher found = Pattern.compile(words).matcher(golden.meaning(tensor));
        assertThat(found.find()).as(golden.meaning(tensor)).isTrue();
        return Double.parseDouble(found.group(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"010000.pt", "converted.pt"})
    void filesOfRosinalityMakeTheSamePicturesAndScores(String name) {
        Golden golden = Golden.open("stylegan2_rosinality");
        try (Checkpoint checkpoint = Checkpoints.open(golden.file(name))) {
            Optional<Tensor> none = Optional.empty();
            StyleFile file = RosinalityFiles.recognise(
                            checkpoint.stateDicts(),
                            checkpoint.root().child("latent_avg").map(node -> ((Node.Tensor) node).value()))
                    .orElseThrow();
            StyleGenerator g = file.load(store);
            Tensor w = g.w(golden.tensor("z"), none);
            golden.check("w", w);
            golden.check("img", g.synthesise(g.rows(w), Rendering.CONST_NOISE));
            Tensor other = g.rows(g.w(golden.tensor("z2"), none));
            int from = (int) number(golden, "img_mix", "index < (\\d+)");
            Tensor mixed = Ops.cat(1, g.rows(w).narrow(1, 0, from), other.narrow(1, from, g.numWs()));
            golden.check("img_mix", g.synthesise(mixed, Rendering.CONST_NOISE));
            if (file.averageKnown()) {
                golden.check("latent_avg", g.average());
                double psi = number(golden, "img_trunc", "truncation ([0-9.]+)");
                golden.check(
                        "img_trunc",
                        g.synthesise(g.truncate(g.rows(w), psi, OptionalInt.empty()), Rendering.CONST_NOISE));
            } else {
                assertThat(g.average().abs().sum().item()).as("measured").isPositive();
            }
            assertThat(file.weights().containsKey("D")).isEqualTo(name.startsWith("0"));
            if (file.weights().containsKey("D")) {
                Discriminator d = new Discriminator(RosinalityFiles.discriminatorSpec(
                        checkpoint.stateDicts().get("d")));
                d.load(store, file.weights().get("D"));
                Tensor x = golden.tensor("D_images");
                golden.check("D4", d.forward(x, none));
                golden.check("D2", d.forward(x.narrow(0, 0, 2), none));
            }
        }
    }
}
