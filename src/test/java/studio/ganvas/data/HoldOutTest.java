package studio.ganvas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldOutTest {
    @TempDir
    Path dir;

    private Dataset open(Stream<String> names) throws IOException {
        return Datasets.open(TestPictures.folder(dir, names.toArray(String[]::new)));
    }

    @Test
    void keepsTheSamePicturesAsideWheneverItIsAsked() throws IOException {
        try (Dataset d = open(IntStream.range(0, 30).mapToObj(i -> i + ".png"))) {
            Dataset split = d.withHeldOut(7);
            assertThat(split.trainSplit()).contains("train");
            assertThat(split.testSplit()).contains("test");
            assertThat(split.items(Optional.of("train"))).hasSize(23);
            assertThat(split.items(Optional.of("test")))
                    .hasSize(7)
                    .isEqualTo(d.withHeldOut(7).items(Optional.of("test")));
            assertThat(split.items(Optional.of("test")))
                    .as("fewer are a part of more")
                    .containsAll(d.withHeldOut(3).items(Optional.of("test")));
            assertThat(split.read(split.items().get(12)).width()).isEqualTo(4);
        }
    }

    @Test
    void pairsGoAsideTogether() throws IOException {
        try (Dataset d =
                open(IntStream.range(0, 20).boxed().flatMap(i -> Stream.of("A/" + i + ".png", "B/" + i + ".png")))) {
            Dataset split = d.withHeldOut(5);
            assertThat(split.pairs(Optional.of("test"))).hasSize(5).allMatch(p -> p.b().split()
                    .equals(Optional.of("test")));
            assertThat(split.pairs(Optional.of("train"))).hasSize(15);
        }
    }

    @Test
    void aDatasetWithSetsOfItsOwnIsLeftAlone() throws IOException {
        try (Dataset d = open(Stream.of("trainA/1.png", "trainB/1.png", "testA/2.png", "testB/2.png"))) {
            assertThatThrownBy(() -> d.withHeldOut(1)).hasMessageContaining("already");
        }
    }

    @Test
    void somethingMustBeLeftToTrainOn() throws IOException {
        try (Dataset d = open(Stream.of("1.png", "2.png", "3.png"))) {
            assertThatThrownBy(() -> d.withHeldOut(3)).hasMessageContaining("3 of them can't be kept aside");
        }
    }
}
