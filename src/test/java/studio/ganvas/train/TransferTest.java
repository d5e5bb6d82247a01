package studio.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.gan.Update;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.Scope;

class TransferTest {
    private static final Map<String, Object> STYLE = Map.of(
            "imageSize",
            "8",
            "zDim",
            6,
            "wDim",
            6,
            "mappingLayers",
            2,
            "channelMax",
            6,
            "channelBase",
            128,
            "batchSize",
            4,
            "augment",
            "off",
            "plWeight",
            0,
            "r1Gamma",
            0);

    @TempDir
    Path temp;

    private Path pictures;

    @BeforeEach
    void makePictures() throws IOException {
        pictures = TinyData.pictures(temp.resolve("pictures"), 8);
    }

    private RunPlan plan(Map<String, Object> changes) throws IOException {
        Map<String, Object> options = new HashMap<>(STYLE);
        options.putAll(changes);
        return TinyData.plan("stylegan2", pictures, options, Map.of("steps", 3, "samples", 2));
    }

    private RunDirectory train(RunPlan plan, Path source) throws IOException {
        RunDirectory directory = RunDirectory.create(temp.resolve("runs"), "tiny", "stylegan2");
        if (source != null) {
            Transfer.note(directory, source);
        }
        try (Scope scope = Scope.open();
                TrainingRun run = TrainingRun.begin(directory, plan, TinyData.batches(plan))) {
            while (!run.finished()) {
                run.step(Update.BOTH);
            }
        }
        return directory;
    }

    private static HostTensor weight(RunDirectory run, long step, String name) {
        return SavedModel.open(run.network(step)).weights().get(name).orElseThrow();
    }

    private static boolean same(HostTensor a, HostTensor b) {
        return Arrays.equals(a.toFloats(), b.toFloats());
    }

    @Test
    void aRunBeginsWithTheWeightsOfAnotherAndSaysWhatDidNotFit() throws IOException {
        RunDirectory first = train(plan(Map.of()), null);
        RunPlan wider = plan(Map.of("mappingLayers", 3, "zDim", 5));

        Transfer.Report report = Transfer.report(first.path(), wider);
        assertThat(report.taken()).containsKeys("G", "D", "G_ema");
        assertThat(report.otherwise())
                .contains("G.mapping.fc0.weight", "G.mapping.fc2.weight")
                .doesNotContain("G.synthesis.b4.const", "D.b4.out.weight");

        RunDirectory second = train(wider, first.path());
        for (String name : new String[] {"G.synthesis.b8.conv0.weight", "D.b4.fc.weight", "G_ema.mapping.w_avg"}) {
            assertThat(same(weight(second, 0, name), weight(first, 3, name)))
                    .as(name)
                    .isTrue();
            assertThat(same(weight(second, 3, name), weight(first, 3, name)))
                    .as(name + " learns on")
                    .isFalse();
        }
        assertThat(Files.readString(second.log()))
                .contains("Starts from network-snapshot-000003", "G.mapping.fc0.weight");
    }

    @Test
    void frozenLayersOfTheDiscriminatorDoNotMove() throws IOException {
        RunDirectory first = train(plan(Map.of()), null);
        RunDirectory second = train(plan(Map.of("freezeD", 2)), first.path());
        String[] frozen = {"D.b8.fromrgb.weight", "D.b8.fromrgb.bias", "D.b8.conv0.weight", "D.b8.conv0.bias"};
        for (String name : frozen) {
            assertThat(same(weight(second, 3, name), weight(first, 3, name)))
                    .as(name)
                    .isTrue();
        }
        for (String name : new String[] {"D.b8.conv1.weight", "D.b8.skip.weight", "D.b4.fc.weight"}) {
            assertThat(same(weight(second, 3, name), weight(first, 3, name)))
                    .as(name)
                    .isFalse();
        }
    }

    @Test
    void whatHasNothingInCommonIsRefusedInWords() throws IOException {
        RunDirectory first = train(plan(Map.of()), null);
        RunPlan other = TinyData.plan("dcgan", pictures, TinyData.TINY_DCGAN, Map.of("steps", 1));
        assertThatThrownBy(() -> Transfer.report(first.path(), other))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("nothing in it has the names and shapes");
        Path text = Files.writeString(temp.resolve("notes.pkl"), "not weights at all");
        assertThatThrownBy(() -> Transfer.report(text, other))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("text file");
    }

    /** The published layout of a file, with widths of its own. */
    @Test
    void snapshotsOfNvidiaStartATraining() throws IOException {
        Path snapshot = Path.of(System.getProperty("golden.dir", "src/test/resources/golden"))
                .resolve("stylegan2/main/network-snapshot.pkl");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(snapshot), "no fixture");
        Transfer.Report report = Transfer.report(snapshot, plan(Map.of()));
        assertThat(report.taken()).containsKeys("G", "D");
        assertThat(report.otherwise()).contains("G.synthesis.b4.const");
    }
}
