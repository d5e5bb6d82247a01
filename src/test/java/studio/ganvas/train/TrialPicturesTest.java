package studio.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Datasets;
import studio.ganvas.data.PngFiles;
import studio.ganvas.gan.GanSystem;
import studio.ganvas.gan.GanSystems;
import studio.ganvas.gan.Options;
import studio.ganvas.image.Pixels;

class TrialPicturesTest {
    private static final int RED = 0xFFFF0000;
    private static final int BLUE = 0xFF0000FF;

    @TempDir
    Path temp;

    @BeforeEach
    void draw() throws Exception {
        for (int i = 0; i < 12; i++) {
            write("A", "picture" + i, RED);
            write("B", "picture" + i, BLUE);
        }
    }

    private void write(String set, String name, int argb) throws Exception {
        int[] all = new int[40 * 40];
        Arrays.fill(all, argb);
        Path place = Files.createDirectories(temp.resolve(set));
        PngFiles.write(place.resolve(name + ".png"), new Pixels(40, 40, all), Map.of());
    }

    private RunPlan plan(Dataset dataset, int holdOut) {
        GanSystem system = GanSystems.byId("pix2pix");
        return new RunPlan(
                system,
                Options.of(system.info().options(), TinyData.TINY_PIX2PIX),
                Options.of(Schedule.options(), Map.of(Schedule.HOLD_OUT, holdOut)),
                new RunPlan.DataRef("", dataset.name(), temp.toString()),
                DataBatches.facts(dataset, system.info().data()),
                List.of());
    }

    @Test
    void onlyPicturesThatWereKeptAsideAreTakenOfTheFirstSet() throws Exception {
        try (Dataset dataset = Datasets.open(temp)) {
            RunPlan plan = plan(dataset, 4);
            Set<String> aside = dataset.withHeldOut(4).items(Optional.of("test")).stream()
                    .map(item -> item.name().replaceAll(".*/|\\.png", ""))
                    .collect(Collectors.toSet());

            TrialPictures trial = TrialPictures.of(dataset, plan, true, List.of(), 3);

            assertThat(trial.heldOut()).isTrue();
            assertThat(trial.pictures()).hasSize(3);
            assertThat(aside).hasSize(4).containsAll(trial.pictures().keySet());
            int size = plan.system().pictures(plan.options()).size();
            assertThat(trial.pictures().values()).allSatisfy(picture -> {
                assertThat(picture.width()).as("as the network sees it").isEqualTo(size);
                assertThat(picture.argb()[0]).isEqualTo(RED);
            });
            assertThat(TrialPictures.of(dataset, plan, false, List.of(), 9)
                            .pictures()
                            .values())
                    .hasSize(4)
                    .allSatisfy(picture -> assertThat(picture.argb()[0]).isEqualTo(BLUE));
        }
    }

    @Test
    void aPictureThatWasTrainedOnCantBeWishedFor() throws Exception {
        try (Dataset dataset = Datasets.open(temp)) {
            RunPlan plan = plan(dataset, 4);
            List<String> aside = List.copyOf(TrialPictures.of(dataset, plan, true, List.of(), 4)
                    .pictures()
                    .keySet());
            String trained = "picture"
                    + IntStream.range(0, 12)
                            .filter(i -> !aside.contains("picture" + i))
                            .findFirst()
                            .orElseThrow();

            assertThat(TrialPictures.of(dataset, plan, true, List.of(aside.get(2), aside.get(0)), 6)
                            .pictures()
                            .keySet())
                    .as("in the order of the wish")
                    .containsExactly(aside.get(2), aside.get(0));
            assertThatThrownBy(() -> TrialPictures.of(dataset, plan, true, List.of(trained), 6))
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining(trained)
                    .hasMessageContaining(aside.get(0));
        }
    }

    @Test
    void withoutAnyAsideAllPicturesAreThereAndItIsSaid() throws Exception {
        try (Dataset dataset = Datasets.open(temp)) {
            TrialPictures trial = TrialPictures.of(dataset, plan(dataset, 0), true, List.of(), 99);
            assertThat(trial.heldOut()).isFalse();
            assertThat(trial.pictures()).hasSize(12);
        }
    }
}
