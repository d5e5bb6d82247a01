package studio.ganvas.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunNote;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.tensor.Scope;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.TinyRun;

class ReportsTest {
    @TempDir
    Path temp;

    private RunDirectory directory;
    private RunEntry entry;

    @BeforeEach
    void train() throws IOException {
        try (Scope scope = Scope.open()) {
            directory = TinyRun.pix2pix(temp);
        }
        entry = entry(new RunNote("A <b>bold</b> title", "Notes & more", List.of("tag \"one\""), Set.of()));
    }

    private RunEntry entry(RunNote note) {
        return new RunEntry(
                        directory.id(),
                        directory.path(),
                        "pix2pix",
                        "pairs",
                        RunState.FINISHED,
                        2,
                        2,
                        Instant.now(),
                        "")
                .noted(note);
    }

    @Test
    void thePageNeedsNothingElseAndShowsWhatTheRunHolds() throws IOException {
        Files.writeString(
                directory.path().resolve("metric-kid.jsonl"),
                "{\"results\":{\"kid\":0.5},\"metric\":\"kid\",\"snapshot_pkl\":\"network-snapshot-000001.safetensors\"}\n"
                        + "{\"results\":{\"kid\":0.25},\"metric\":\"kid\",\"snapshot_pkl\":\"network-snapshot-000002.safetensors\"}\n"
                        + "{\"results\":{\"ki");
        Path file = Reports.write(List.of(entry), temp.resolve("report.html"));
        String page = Files.readString(file);

        assertThat(page).startsWith("<!DOCTYPE html>").contains("</html>");
        assertThat(page).contains("A &lt;b&gt;bold&lt;/b&gt; title", "Notes &amp; more", "tag &quot;one&quot;");
        assertThat(page).doesNotContain("<b>bold").doesNotContain("<script");
        assertThat(Pattern.compile("(src|href)=\"(?!data:)").matcher(page).find())
                .as("nothing from outside")
                .isFalse();
        assertThat(page).doesNotContain("http://").doesNotContain("url(");
        assertThat(page).contains("data:image/png;base64,", "before training", "after step 2");
        assertThat(page).contains("0.2500 at step 2").contains("<svg");
        assertThat(page).contains("CPU", System.getProperty("java.version"));
        assertThat(page).contains("ganvas train --system=pix2pix", "--preset=", "-o ngf=4");
        wellFormed(page);
    }

    /** Everything between the body tags is XML as well, but for the tags that HTML leaves open. */
    private static void wellFormed(String page) {
        String body = page.substring(page.indexOf("<body>"), page.indexOf("</html>"))
                .replaceAll("<(img|input)([^>]*)>", "<$1$2/>");
        try {
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new java.io.ByteArrayInputStream(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new AssertionError("not well-formed: " + e.getMessage(), e);
        }
    }

    @Test
    void theCommandRepeatsTheOptionsExactly() {
        RunRecord record = RunRecord.read(entry);
        String preset = record.nearestPreset().orElseThrow().id();
        assertThat(record.command()).contains("--preset=" + preset, "--data=");
        Map<String, Object> differences =
                record.differences(record.nearestPreset().orElseThrow());
        assertThat(differences).containsKeys("ngf", "steps").doesNotContainKey("lr");
        record.allOptions().forEach((key, value) -> {
            if (differences.containsKey(key)) {
                assertThat(record.command()).contains(key + "=" + value);
            }
        });
    }

    @Test
    void severalRunsAreComparedOnOnePage() throws IOException {
        String page = Files.readString(Reports.write(
                List.of(entry, entry(new RunNote("The other", "", List.of(), Set.of()))), temp.resolve("both.html")));
        assertThat(page)
                .contains("2 runs compared", "The other", "All options are the same.", "Samples at the same step");
        wellFormed(page);
    }

    @Test
    void aRunWithoutStatisticsOrPicturesHasAReportToo() throws IOException {
        for (Path file : List.of(directory.stats(), directory.fakes(0), directory.fakes(2), directory.reals())) {
            Files.deleteIfExists(file);
        }
        Files.write(directory.fakes(2), new byte[] {1, 2, 3});
        String page = Files.readString(Reports.write(List.of(entry), temp.resolve("bare.html")));
        assertThat(page).contains("Options").doesNotContain("<svg").doesNotContain("<img");
    }

    @Test
    void whatCannotBeWrittenOrReadIsSaidInWords() throws IOException {
        assertThatThrownBy(() -> Reports.write(List.of(entry), temp.resolve("nowhere/report.html")))
                .hasMessageContaining("does not exist");
        Files.writeString(directory.options(), "{\"ganvas\"");
        assertThatThrownBy(() -> Reports.write(List.of(entry), temp.resolve("report.html")))
                .hasMessageContaining("can't be read");
    }

    @Test
    void theBestOfAMetricKnowsWhichWayIsUp() {
        for (String name : List.of("fid50k_full", "fid", "mean_kid_AtoB", "lpips_truth_AtoB", "is_std", "ppl_w")) {
            assertThat(result(name, 1, 2).betterThan(result(name, 2, 3)))
                    .as(name)
                    .isTrue();
        }
        for (String name : List.of("pr50k3_precision", "is50k_mean", "is", "recall", "lpips_diversity")) {
            assertThat(result(name, 1, 3).betterThan(result(name, 2, 2)))
                    .as(name)
                    .isTrue();
        }
        assertThat(SheetPictures.chosen(List.of(0L, 1L, 2L, 3L, 4L), 3)).containsExactly(0L, 2L, 4L);
        assertThat(SheetPictures.nearest(List.of(0L, 50L, 100L), 70)).isEqualTo(Optional.of(50L));
        assertThat(CurveSvg.ticks(0, 1, 5)).hasSize(6).startsWith(0.0);
    }

    private static MetricResult result(String name, long step, double value) {
        return new MetricResult(name, step, value, "");
    }

    @Test
    void onlyWhatWasMeasuredAlikeIsCompared() {
        List<MetricResult> results = List.of(
                new MetricResult("fid", 1, 0.5, "other features"),
                new MetricResult("fid", 1, 9, "these features"),
                new MetricResult("fid", 2, 8, "these features"),
                new MetricResult("kid", 1, 3, "other features"));
        assertThat(MetricResult.comparable(results)).containsExactlyElementsOf(results.subList(1, 4));
    }
}
