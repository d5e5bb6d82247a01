package studio.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.ganvas.data.Datasets;
import studio.ganvas.data.Picture;
import studio.ganvas.data.PngFiles;
import studio.ganvas.data.Resample;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.GanSystem;
import studio.ganvas.gan.GanSystems;
import studio.ganvas.gan.Options;
import studio.ganvas.image.Pixels;

class DataBatchesTest {
    private static final int SIZE = 64;

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({"pix2pix,BICUBIC", "cyclegan,BICUBIC", "unit,BICUBIC", "unit-official,BILINEAR", "ugatit,BILINEAR"})
    void picturesAreResizedAsTheOfficialCodeOfEachSystemDoes(String id, Resample.Filter filter) throws Exception {
        Path pairs = TinyData.pairs(temp.resolve("pairs"), 1);
        GanSystem system = GanSystems.byId(id);
        RunPlan plan = new RunPlan(
                system,
                Options.of(system.info().options(), Map.of("imageSize", SIZE)),
                Options.of(Schedule.options(), Map.of()),
                new RunPlan.DataRef("", "pairs", pairs.toString()),
                new DataFacts(List.of()),
                List.of());
        Pixels source = PngFiles.read(pairs.resolve("trainA").resolve("0.png"));
        int[] expected = Resample.resize(Picture.of(source), SIZE, SIZE, filter)
                .toPixels()
                .argb();
        try (DataBatches batches = new DataBatches(Datasets.open(pairs), plan)) {
            float[] red = batches.fixed(1).pictures().get("A").toFloats();
            for (int i = 0; i < expected.length; i++) {
                assertThat(Math.round(red[i] * 127.5f + 127.5f))
                        .as("red of pixel " + i)
                        .isEqualTo(expected[i] >> 16 & 255);
            }
        }
    }
}
