package studio.ganvas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.image.Pixels;

class PngFilesTest {
    private static final Pixels PIXELS = new Pixels(2, 1, new int[] {0xff112233, 0xff445566});

    @TempDir
    Path dir;

    @Test
    void picturesAndTextsComeBack() throws IOException {
        Path file = dir.resolve("seed0085.png");
        Map<String, String> text = new LinkedHashMap<>();
        text.put("ganvas", "{\"seed\": 85, \"psi\": 0.7}");
        text.put("Comment", "Grüße, 写真 ✿");
        text.put("Empty", "");
        PngFiles.write(file, PIXELS, text);
        assertThat(PngFiles.readText(file)).isEqualTo(text);
        assertThat(PngFiles.read(file).argb()).isEqualTo(PIXELS.argb());
        assertThat(ImageIO.read(file.toFile()).getRGB(1, 0)).isEqualTo(0xff445566);
    }

    @Test
    void transparencyIsKeptInTheFileAndLaidOnWhiteWhenRead() throws IOException {
        Path file = dir.resolve("t.png");
        PngFiles.write(file, new Pixels(1, 1, new int[] {0x80ff0000}), Map.of());
        assertThat(ImageIO.read(file.toFile()).getRGB(0, 0)).isEqualTo(0x80ff0000);
        assertThat(PngFiles.read(file).argb()).containsExactly(0xffff7f7f);
    }

    @Test
    void writingReplacesTheOldFileAndLeavesNothingElse() throws IOException {
        Path file = dir.resolve("x.png");
        PngFiles.write(file, PIXELS, Map.of("k", "1"));
        PngFiles.write(file, PIXELS, Map.of("k", "2"));
        assertThat(PngFiles.readText(file)).containsEntry("k", "2");
        try (var files = Files.list(dir)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFailedWriteLeavesTheOldFile() throws IOException {
        Path file = dir.resolve("x.png");
        PngFiles.write(file, PIXELS, Map.of("k", "1"));
        assertThatThrownBy(() -> PngFiles.write(file, PIXELS, Map.of("", "x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(PngFiles.readText(file)).containsEntry("k", "1");
    }

    @Test
    void otherFilesHaveNoText() throws IOException {
        Files.write(dir.resolve("a.jpg"), TestPictures.resource("photo.jpg"));
        assertThatThrownBy(() -> PngFiles.readText(dir.resolve("a.jpg"))).hasMessageContaining("not a PNG");
        Files.write(dir.resolve("b.png"), TestPictures.resource("source.png"));
        assertThat(PngFiles.readText(dir.resolve("b.png"))).isEmpty();
    }
}
