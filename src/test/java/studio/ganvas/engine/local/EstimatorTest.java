package studio.ganvas.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import studio.ganvas.engine.run.Estimate;
import studio.ganvas.engine.run.Relief;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.GanSystem;
import studio.ganvas.gan.GanSystems;
import studio.ganvas.gan.Options;
import studio.ganvas.train.RunPlan;
import studio.ganvas.train.Schedule;

class EstimatorTest {
    private static final long GIGA = 1L << 30;

    private static RunPlan plan(String id, Map<String, ?> options) {
        GanSystem system = GanSystems.byId(id);
        return new RunPlan(
                system,
                Options.of(system.info().options(), options),
                Options.of(Schedule.options(), Map.of()),
                new RunPlan.DataRef("", "pictures", "somewhere"),
                new DataFacts(List.of()),
                List.of());
    }

    private static List<Relief.Kind> kinds(Estimate estimate) {
        return estimate.reliefs().stream().map(Relief::kind).toList();
    }

    @Test
    void aRunThatFitsNeedsNoRelief() {
        Estimate estimate = Estimator.estimate(plan("dcgan", Map.of("ngf", 8, "ndf", 8, "batchSize", 4)), 64 * GIGA);
        assertThat(estimate.fits()).isTrue();
        assertThat(estimate.reliefs()).isEmpty();
        assertThat(estimate.memoryBytes()).as("the program itself counts too").isGreaterThan(GIGA / 4);
    }

    @Test
    void aSystemThatMayLearnClassesIsEstimatedWithThem() {
        Options quick = Options.of(
                GanSystems.byId("stylegan2").info().options(),
                Map.of("imageSize", "32", "channelBase", 512, "conditional", true, "batchSize", 4));
        RunPlan plan = new RunPlan(
                GanSystems.byId("stylegan2"),
                quick,
                Options.of(Schedule.options(), Map.of()),
                new RunPlan.DataRef("", "pictures", "somewhere"),
                new DataFacts(List.of("one", "two", "three")),
                List.of());
        assertThat(Estimator.estimate(plan, 64 * GIGA).fits()).isTrue();
    }

    @Test
    void everyReliefFitsAndIsSmaller() {
        RunPlan plan = plan("cyclegan", Map.of("batchSize", 32, "imageSize", 128, "loadSize", 128));
        long whole = Estimator.estimate(plan, 1 << 20).memoryBytes();
        long room = whole / 3;
        Estimate estimate = Estimator.estimate(plan, room);
        assertThat(estimate.fits()).isFalse();
        assertThat(kinds(estimate))
                .contains(Relief.Kind.SMALLER_BATCH, Relief.Kind.NARROWER, Relief.Kind.SMALLER_PICTURES);
        for (Relief relief : estimate.reliefs()) {
            assertThat(relief.memoryBytes()).as(relief.toString()).isLessThanOrEqualTo(room);
            Options changed = relief.preset().isEmpty()
                    ? plan.options().with(relief.changes())
                    : Options.of(plan.options().declared(), relief.changes());
            Estimate with = Estimator.estimate(plan("cyclegan", changed.values()), room);
            assertThat(with.fits()).as(relief.toString()).isTrue();
        }
    }

    @Test
    void theFullNetworkIsOfferedItsLightForm() {
        RunPlan full = plan("ugatit", Map.of("light", false, "ch", 16, "imageSize", 128));
        RunPlan light = plan("ugatit", Map.of("light", true, "ch", 16, "imageSize", 128));
        Estimate estimate =
                Estimator.estimate(full, Estimator.estimate(light, 64 * GIGA).memoryBytes());
        assertThat(estimate.fits()).isFalse();
        assertThat(estimate.reliefs()).anySatisfy(relief -> {
            assertThat(relief.kind()).isEqualTo(Relief.Kind.LIGHT);
            assertThat(relief.changes()).isEqualTo(Map.of("light", true));
        });
    }

    @Test
    void aSingleUnetIsOfferedAPresetBecauseItsSizeIsFixed() {
        RunPlan plan = plan("pix2pix", Map.of());
        long whole = Estimator.estimate(plan, 1 << 20).memoryBytes();
        Estimate estimate = Estimator.estimate(plan, whole - 1);
        assertThat(kinds(estimate)).contains(Relief.Kind.PRESET).doesNotContain(Relief.Kind.SMALLER_PICTURES);
    }

    @Test
    void whereNothingHelpsNothingIsOffered() {
        assertThat(Estimator.estimate(plan("dcgan", Map.of()), 1 << 20).reliefs())
                .isEmpty();
    }

    @Test
    void tensorsGrowWithTheBatchAndTheSize() {
        RunPlan plan = plan("cyclegan", Map.of("ngf", 8, "ndf", 8, "imageSize", 128, "netG", "resnet_6blocks"));
        long one = MemoryNeed.of(plan).tensorBytes();
        assertThat(MemoryNeed.of(plan, plan.options().with(Map.of("batchSize", 3)))
                        .tensorBytes())
                .isBetween(3 * one - 4, 3 * one + 4);
        assertThat(MemoryNeed.of(plan, plan.options().with(Map.of("imageSize", 512)))
                        .tensorBytes())
                .isBetween(16 * one - 32, 16 * one + 32);
    }
}
