package studio.ganvas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.image.Pixels;

class GlanceTest {
    @TempDir
    Path dir;

    private void put(String name) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        PngFiles.write(file, new Pixels(2, 2, new int[] {-1, -1, -1, 0xff000000}), Map.of());
    }

    @Test
    void theFirstPicturesAreThoseOfTheDataset() throws IOException {
        for (String name :
                List.of("b/2.png", "b/10.png", "a.x/1.png", "a/1.png", "a/c/d/3.jpg", "a-1/7.PNG", "ä/1.png")) {
            put(name);
        }
        Files.writeString(dir.resolve("a/caption.txt"), "a disc");
        Files.createDirectories(dir.resolve("a/folder.png"));
        put("a/folder.png/inside.png");
        put(".hidden/1.png");
        put("a/__MACOSX/1.png");
        List<String> all;
        try (Dataset dataset = Datasets.open(dir, LayoutHint.FLAT)) {
            all = dataset.items().stream().map(Item::name).toList();
        }
        // a folder that bears a picture's name is not looked into; nobody has one
        List<String> usual =
                all.stream().filter(name -> !name.contains("inside")).toList();
        assertThat(usual).hasSize(7);
        assertThat(Glance.of(dir, 100).names()).isEqualTo(usual);
        assertThat(Glance.of(dir, 3).names()).isEqualTo(usual.subList(0, 3));
        assertThat(Glance.of(dir, 3).thumbnail(0, 64).width()).isEqualTo(2);
    }

    @Test
    void whatIsEditedOrNoFolderIsLeftToOpening() throws IOException {
        put("1.png");
        Files.write(
                dir.resolve(DatasetEdits.FILE),
                new DatasetEdits(Optional.empty(), List.of(new Edit.Skip("1.png", ""))).toJson());
        assertThat(Glance.of(dir, 5).names()).isEmpty();
        assertThat(Glance.of(dir.resolve("1.png"), 5).names()).isEmpty();
        assertThat(Glance.of(dir.resolve("gone"), 5).names()).isEmpty();
    }

    @Test
    void linksInCirclesAndDamagedPicturesDoNoHarm() throws IOException {
        Files.createDirectories(dir.resolve("a"));
        Files.createSymbolicLink(dir.resolve("a/up"), dir);
        Files.createSymbolicLink(dir.resolve("a/upwards"), dir);
        assertThat(Glance.of(dir, 5).names()).isEmpty();
        Files.write(dir.resolve("broken.png"), new byte[] {1, 2});
        Glance glance = Glance.of(dir, 5);
        assertThat(glance.names()).contains("broken.png");
        assertThatThrownBy(() -> glance.thumbnail(glance.names().indexOf("broken.png"), 16))
                .isInstanceOf(PictureException.class);
    }
}
