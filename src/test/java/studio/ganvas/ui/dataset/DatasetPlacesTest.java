package studio.ganvas.ui.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetPlacesTest {
    @ParameterizedTest
    @ValueSource(strings = {"faces.ZIP", "train-images-idx3-ubyte.gz", "t10k-images.idx3-ubyte", "digits.idx"})
    void zipsAndIdxFilesAreDatasets(String name) {
        assertThat(DatasetPlaces.accepts(Path.of(name))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"photo.png", "network-snapshot-000200.safetensors", "weights.pt", "notes.gz"})
    void otherFilesAreNot(String name) {
        assertThat(DatasetPlaces.accepts(Path.of(name))).isFalse();
    }

    @Test
    void aFolderIsADatasetUnlessItIsARun(@TempDir Path folder) throws IOException {
        assertThat(DatasetPlaces.accepts(folder)).isTrue();
        Files.createFile(folder.resolve("training_options.json"));
        assertThat(DatasetPlaces.accepts(folder)).isFalse();
    }
}
