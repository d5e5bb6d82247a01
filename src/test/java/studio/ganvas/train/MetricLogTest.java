package studio.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results are appended line by line; half a line never counts. */
class MetricLogTest {
    @TempDir
    private Path folder;

    private MetricLog log() {
        return new MetricLog(new RunDirectory(folder));
    }

    private static MetricLog.Line line(String metric, long step, double value, int pictures, double time) {
        return new MetricLog.Line(metric, step, Map.of(metric, value), "features", pictures, pictures, 1.5, time);
    }

    @Test
    void linesComeBackAsTheyWere() {
        MetricLog.Line fid = line("fid", 500, 41.25, 100, 1);
        MetricLog.Line kid = line("kid", 500, Double.NaN, 100, 2);
        log().append(fid);
        log().append(kid);
        assertThat(log().read()).containsExactly(fid, kid);
        assertThat(folder.resolve("metric-fid.jsonl")).content().contains("\"snapshot_pkl\":\"network-snapshot-000500");
    }

    @Test
    void everyTornEndIsIgnoredAndCutOff() throws IOException {
        log().append(line("fid", 1, 3, 10, 1));
        Path file = folder.resolve("metric-fid.jsonl");
        byte[] whole = Files.readAllBytes(file);
        for (int torn = 1; torn < whole.length; torn++) {
            byte[] part = java.util.Arrays.copyOf(whole, torn);
            Files.write(file, whole);
            Files.write(file, part, StandardOpenOption.APPEND);
            assertThat(log().read()).as(torn + " bytes of a second line").hasSize(1);
        }
        log().append(line("fid", 2, 2, 10, 2));
        assertThat(log().read()).extracting(MetricLog.Line::step).containsExactly(1L, 2L);
        assertThat(Files.readString(file, StandardCharsets.UTF_8).lines()).hasSize(2);
    }

    @Test
    void aFileThatHoldsOnlyHalfALineStartsAfresh() throws IOException {
        Files.writeString(folder.resolve("metric-kid.jsonl"), "{\"results\": {\"kid\": 1");
        assertThat(log().read()).isEmpty();
        log().append(line("kid", 7, 1, 10, 1));
        assertThat(log().read()).extracting(MetricLog.Line::step).containsExactly(7L);
    }

    @Test
    void resultsAfterAStepAreRemoved() {
        for (long step = 1; step <= 3; step++) {
            log().append(line("fid", step, step, 10, step));
        }
        log().truncateAfter(2);
        assertThat(log().read()).extracting(MetricLog.Line::step).containsExactly(1L, 2L);
    }

    @Test
    void theBestIsTheLowestOfWhatCanBeCompared() {
        List<MetricLog.Line> lines = List.of(
                line("fid", 1, 9, 10, 1),
                line("fid", 2, 0.1, 5, 2),
                line("kid", 3, -1, 10, 3),
                line("fid", 3, 4, 10, 3),
                line("fid", 4, 6, 10, 4),
                line("fid", 5, 5, 10, 5));
        assertThat(BestSnapshot.of(lines)).contains(new BestSnapshot("fid", 3, 4, 2));
        assertThat(BestSnapshot.of(lines.subList(2, 3))).contains(new BestSnapshot("kid", 3, -1, 0));
        assertThat(BestSnapshot.of(List.of(line("pr", 1, 0.5, 10, 1)))).isEmpty();
    }
}
