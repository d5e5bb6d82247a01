package studio.ganvas.gan.stylegan2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.GanTraining;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Preset;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.gan.Update;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.Tensor;

class StyleGan2Test extends TensorTestBase {
    private static final StyleGan2 SYSTEM = new StyleGan2();
    private static final DataFacts NO_CLASSES = new DataFacts(List.of());

    private static Options preset(String id, Map<String, Object> changes) {
        Preset preset = SYSTEM.info().presets().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        Map<String, Object> values = new HashMap<>(preset.values());
        values.putAll(changes);
        return Options.of(SYSTEM.info().options(), values);
    }

    /** Totals that were counted in the official code. */
    @ParameterizedTest
    @CsvSource({
        "stylegan2, 0, 30370060, 29012513",
        "paper256, 0, 24767458, 24001089",
        "auto, 0, 23191522, 24001089",
        "cifar, 10, 20215315, 23089664"
    })
    void officialConfigurationsHaveTheOfficialNumberOfParameters(String id, int classes, long g, long d) {
        Options options = preset(id, Map.of(StyleGan2Options.CONDITIONAL, classes > 0));
        DataFacts facts = new DataFacts(java.util.Collections.nCopies(classes, "a class"));
        Map<String, Module> networks = SYSTEM.networks(options, facts);
        assertThat(networks.get("G").parameterCount()).isEqualTo(g);
        assertThat(networks.get("D").parameterCount()).isEqualTo(d);
    }

    @Test
    void everyPresetSharesItsBatchIntoWholeGroups() {
        for (Preset each : SYSTEM.info().presets()) {
            Options options = preset(each.id(), Map.of());
            int batch = options.integer(CommonOptions.BATCH_SIZE);
            int micro = options.integer(StyleGan2Options.MICRO_BATCH);
            int group = options.integer(StyleGan2Options.STD_GROUP);
            assertThat((micro == 0 ? batch : micro) % group).as(each.id()).isZero();
        }
    }

    @Test
    void halvedMappingAndLatentsTakeAGeneratorOf128PixelsFrom23To20Million() {
        Map<String, Object> size = Map.of(CommonOptions.IMAGE_SIZE, "128");
        long published =
                SYSTEM.networks(preset("paper256", size), NO_CLASSES).get("G").parameterCount();
        Map<String, Object> small = new HashMap<>(size);
        small.putAll(Map.of(StyleGan2Options.MAPPING_LAYERS, 4, CommonOptions.Z_DIM, 256, StyleGan2Options.W_DIM, 256));
        long halved =
                SYSTEM.networks(preset("paper256", small), NO_CLASSES).get("G").parameterCount();
        assertThat(published).isEqualTo(24_525_213);
        assertThat(halved).isEqualTo(20_852_125);
        // in the binary millions in which the figures are quoted
        assertThat(published / (double) (1 << 20)).isCloseTo(23, within(0.5));
        assertThat(halved / (double) (1 << 20)).isCloseTo(20, within(0.5));
    }

    @Test
    void augmentationGrowsWhileTheDiscriminatorIsTooSure() {
        AdaController ada = new AdaController(0.6, 1000, 0);
        for (int step = 1; step <= 4; step++) {
            assertThat(ada.p()).isZero();
            ada.observe(1, 10);
            ada.update(step, 10);
        }
        assertThat(ada.p()).isEqualTo(0.04);
        for (int step = 5; step <= 16; step++) {
            ada.observe(0.5, 10);
            ada.update(step, 10);
        }
        assertThat(ada.p()).as("never below 0").isZero();
    }

    /** Every lazy phase with {@code -Dstyle.steps=16}; the log says how long a picture took. */
    @Test
    void theQuickPresetTrains() {
        Options options = preset("quick", Map.of());
        Map<String, Module> networks = SYSTEM.networks(options, NO_CLASSES);
        Rng rng = new Rng(3);
        networks.forEach((name, network) -> network.initialize(store, rng.at(0, name)));
        GanTraining training = SYSTEM.training(options, NO_CLASSES, networks, store);
        int batch = options.integer(CommonOptions.BATCH_SIZE);
        Tensor x = rng.at(0, "x").uniform(batch, 3, 64, 64).mul(2).sub(1);
        TrainBatch pictures = new TrainBatch(Map.of("real", x), Optional.empty());
        training.step(pictures, Update.BOTH, rng.at(0, "step"));
        long start = System.nanoTime();
        int steps = Integer.getInteger("style.steps", 2);
        for (int step = 1; step <= steps; step++) {
            assertThat(training.step(pictures, Update.BOTH, rng.at(step, "step"))
                            .values())
                    .allMatch(Double::isFinite);
        }
        double perPicture = (System.nanoTime() - start) / 1e6 / steps / batch;
        LoggerFactory.getLogger(StyleGan2Test.class).info("{} ms a picture over {} steps", perPicture, steps);
    }
}
