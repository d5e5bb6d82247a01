package studio.ganvas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.tensor.DType;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;

class AtomicFilesTest {
    @TempDir
    Path folder;

    private Path target;

    @BeforeEach
    void writeTheFirstVersion() {
        target = folder.resolve("snapshot.bin");
        AtomicFiles.write(target, new byte[] {1, 2, 3});
    }

    @Test
    void aNewVersionReplacesTheOldOne() {
        AtomicFiles.write(target, new byte[] {4});

        assertThat(target).hasBinaryContent(new byte[] {4});
        assertOnlyTheTargetIsLeft();
    }

    @Test
    void theOldVersionIsStillThereWhileTheNewOneIsBeingWritten() {
        AtomicFiles.write(target, out -> {
            out.write(new byte[1 << 20]);
            assertThat(target).hasBinaryContent(new byte[] {1, 2, 3});
        });

        assertThat(target).hasSize(1 << 20);
    }

    @Test
    void aFullDiskIsNamedAndLeavesTheOldVersion() {
        assertThatThrownBy(() -> AtomicFiles.write(target, out -> {
                    out.write(new byte[1 << 20]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("disk is full")
                .hasMessageContaining("unchanged");

        assertThat(target).hasBinaryContent(new byte[] {1, 2, 3});
        assertOnlyTheTargetIsLeft();
    }

    @Test
    void aTensorThatCannotBeReadAnyMoreLeavesTheOldVersion() {
        HostTensor broken = HostTensor.lazy(DType.F32, new long[] {2}, () -> {
            throw new CheckpointException("The source is gone");
        });

        assertThatThrownBy(() -> Safetensors.write(target, new StateDict(Map.of("w", broken)), Map.of()))
                .isInstanceOf(CheckpointException.class)
                .hasMessage("The source is gone");

        assertThat(target).hasBinaryContent(new byte[] {1, 2, 3});
        assertOnlyTheTargetIsLeft();
    }

    @Test
    void aMissingFolderIsExplained() {
        assertThatThrownBy(() -> AtomicFiles.write(folder.resolve("absent/file.bin"), new byte[1]))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("could not be written")
                .hasMessageContaining("folder");
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAndNothingElse() throws IOException {
        Path[] leftover = new Path[1];
        AtomicFiles.write(target, out -> {
            try (var files = Files.list(folder)) {
                Path unfinished =
                        files.filter(file -> !file.equals(target)).findFirst().orElseThrow();
                leftover[0] = Files.copy(unfinished, unfinished.resolveSibling(".old" + unfinished.getFileName()));
            }
        });
        Path other = Files.createFile(folder.resolve("notes.tmp"));

        AtomicFiles.removeLeftovers(folder);

        assertThat(leftover[0]).doesNotExist();
        assertThat(target).exists();
        assertThat(other).exists();
    }

    private void assertOnlyTheTargetIsLeft() {
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(target);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
