package studio.ganvas.gan.animegan2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import studio.ganvas.gan.Translator;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;

class AnimeGanV2GoldenTest extends TensorTestBase {
    private static final Translator.Direction PAINT = new Translator.Direction(Translator.Direction.A_TO_B, "G");

    @Test
    void everyRecordedPictureAgreesUnderItsWayOfEnlarging() {
        Golden golden = Golden.open("animegan2");
        StateDict weights = golden.checkpoint("generator.pt.gz");
        assertThat(AnimeGanV2.recognises(weights)).isTrue();
        golden.expectations().properties().forEach(entry -> {
            String output = entry.getKey();
            boolean aligned = entry.getValue().path("align_corners").asBoolean();
            Translator translator = AnimeGanV2.of(weights, aligned, store);
            assertThat(translator.directions()).isEqualTo(List.of(PAINT));
            golden.check(output, translator.translate(golden.tensor(output.replace('y', 'x')), PAINT));
        });
    }

    @Test
    void otherNetworksAreNotRecognised() {
        Golden golden = Golden.open("animegan2");
        Map<String, HostTensor> fewer =
                new LinkedHashMap<>(golden.checkpoint("generator.pt.gz").entries());
        fewer.remove("out_layer.0.weight");
        assertThat(AnimeGanV2.recognises(new StateDict(fewer))).isFalse();
        assertThat(AnimeGanV2.recognises(golden.io())).isFalse();
    }
}
