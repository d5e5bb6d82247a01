package studio.ganvas.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    @TempDir
    Path temp;

    private static Map<String, Double> values(double g, double d) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("G_loss", g);
        values.put("D_loss", d);
        return values;
    }

    /** What TensorBoard's own writer makes of the event {wall_time: 1.5, step: 7, loss: 0.25}. */
    @Test
    void theBytesAreThoseOfTensorBoardsWriter() throws IOException {
        Path file = temp.resolve("events");
        try (EventFile events = new EventFile(file, 0)) {
            long heading = Files.size(file);
            events.scalars(7, 1.5, Map.of("loss", 0.25));
            byte[] all = Files.readAllBytes(file);
            byte[] record = java.util.Arrays.copyOfRange(all, (int) heading, all.length);
            assertThat(HexFormat.of().formatHex(record)).isEqualTo(EXPECTED);
        }
    }

    private static final String EXPECTED =
            "1a00000000000000129bd82d09000000000000f83f10072a0d0a0b0a046c6f7373150000803ec9d07b8d";

    @Test
    void anIndependentReaderFindsScalarsAndPictures() throws IOException {
        Path file = temp.resolve("events");
        byte[] png = "not really a picture".getBytes(StandardCharsets.UTF_8);
        try (EventFile events = new EventFile(file, 0)) {
            events.scalars(1, 10.5, values(0.75, Double.NaN));
            events.picture(1, 11, "samples", 64, 32, png);
            events.scalars(300, 12, values(-2, 1e30));
        }

        EventReader read = EventReader.of(file);

        assertThat(read.version()).isEqualTo("brain.Event:2");
        assertThat(read.scalars())
                .containsExactly("1 G_loss 0.75", "1 D_loss NaN", "300 G_loss -2.0", "300 D_loss 1.0E30");
        assertThat(read.pictures()).containsExactly("1 samples 64x32 " + png.length);
        assertThat(read.times()).containsExactly(10.5, 11.0, 12.0);
    }

    @Test
    void openingAgainCutsWhatLiesBeyondTheStepAndWhatIsTorn() throws IOException {
        Path file = temp.resolve("events");
        try (EventFile events = new EventFile(file, 0)) {
            for (int step = 1; step <= 5; step++) {
                events.scalars(step, step, values(step, step));
            }
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 3));
        try (EventFile events = new EventFile(file, 4)) {
            events.scalars(5, 5, values(5, 5));
        }
        assertThat(file).hasBinaryContent(whole);

        try (EventFile events = new EventFile(file, 3)) {
            events.scalars(4, 4, values(40, 40));
        }
        assertThat(EventReader.of(file).scalars())
                .containsExactly(
                        "1 G_loss 1.0",
                        "1 D_loss 1.0",
                        "2 G_loss 2.0",
                        "2 D_loss 2.0",
                        "3 G_loss 3.0",
                        "3 D_loss 3.0",
                        "4 G_loss 40.0",
                        "4 D_loss 40.0");
    }

    @Test
    void damageInTheMidstIsCutOffWithAllThatFollows() throws IOException {
        Path file = temp.resolve("events");
        long second;
        try (EventFile events = new EventFile(file, 0)) {
            events.scalars(1, 1, values(1, 1));
            second = Files.size(file);
            events.scalars(2, 2, values(2, 2));
            events.scalars(3, 3, values(3, 3));
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) second + 20] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> EventReader.of(file)).hasMessageContaining("checksum");

        new EventFile(file, 100).close();

        assertThat(Files.size(file)).isEqualTo(second);
        assertThat(EventReader.of(file).scalars()).containsExactly("1 G_loss 1.0", "1 D_loss 1.0");
    }

    @Test
    void aLengthThatCannotBeTrueIsDamage() throws IOException {
        Path file = temp.resolve("events");
        new EventFile(file, 0).close();
        long heading = Files.size(file);
        Files.write(file, HexFormat.of().parseHex("ffffffffffffff7f00000000"), StandardOpenOption.APPEND);

        new EventFile(file, 100).close();

        assertThat(Files.size(file)).isEqualTo(heading);
    }
}
