package studio.ganvas.engine.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import studio.ganvas.engine.run.RunComparison;

/** The report that compares several runs. */
final class ComparisonPage {
    private static final int ROWS = 8;

    private final List<RunRecord> runs;
    private final RunComparison comparison;

    ComparisonPage(List<RunRecord> runs) {
        this.runs = runs;
        this.comparison = Comparer.compareRecords(runs);
    }

    String html() {
        String title = ReportWords.of("comparison", runs.size());
        String body = "<header>\n<h1>" + Html.text(title) + "</h1>\n" + overview() + "</header>\n"
                + Html.section(
                        ReportWords.of("comparison.options"),
                        comparison.options().isEmpty()
                                ? "<p>" + Html.text(ReportWords.of("comparison.same")) + "</p>\n"
                                : table(comparison.options()))
                + Html.section(ReportWords.of("curves"), curves())
                + Html.section(
                        ReportWords.of("metrics"), comparison.metrics().isEmpty() ? "" : table(comparison.metrics()))
                + Html.section(
                        ReportWords.of("comparison.losses", Figures.count(comparison.commonSteps())),
                        comparison.commonSteps() == 0 ? "" : table(comparison.losses()))
                + Html.section(ReportWords.of("comparison.samples"), samples())
                + Html.section(ReportWords.of("repeat"), commands());
        return Html.page(title, body);
    }

    private String overview() {
        List<List<String>> rows = new ArrayList<>();
        for (RunRecord run : runs) {
            rows.add(List.of(
                    run.entry().name(),
                    run.plan().system().info().title(),
                    run.plan().data().name(),
                    ReportWords.of("state." + run.entry().state()),
                    ReportWords.of(
                            "of",
                            Figures.count(run.steps()),
                            Figures.count(run.plan().steps())),
                    run.seconds() > 0 ? Figures.duration(run.seconds()) : "–",
                    String.join(", ", run.entry().note().tags())));
        }
        return Html.table(
                List.of("run", "system", "data", "state", "steps", "duration", "tags").stream()
                        .map(ReportWords::of)
                        .toList(),
                rows);
    }

    private String table(List<RunComparison.Row> rows) {
        List<String> heading = new ArrayList<>(List.of(""));
        runs.forEach(run -> heading.add(run.entry().name()));
        return Html.table(
                heading,
                rows.stream()
                        .map(row -> {
                            List<String> cells = new ArrayList<>(List.of(row.name()));
                            cells.addAll(row.values());
                            return cells;
                        })
                        .toList());
    }

    private String curves() {
        StringBuilder charts = new StringBuilder();
        for (String name : Comparer.lossNames(runs)) {
            Map<RunRecord, Series> columns = Comparer.columns(runs, name);
            charts.append(Html.chart(
                    name,
                    columns.keySet().stream().map(run -> run.entry().name()).toList(),
                    List.copyOf(columns.values())));
        }
        return charts.isEmpty() ? "" : "<div class=\"charts\">\n" + charts + "</div>\n";
    }

    /** A row for each of some steps that all have come to, a column for each run. */
    private String samples() {
        TreeSet<Long> steps = new TreeSet<>();
        runs.forEach(run -> steps.addAll(run.directory().sheets()));
        steps.removeIf(step -> step > comparison.commonSteps());
        StringBuilder all = new StringBuilder();
        for (long step : SheetPictures.chosen(List.copyOf(steps), ROWS)) {
            all.append("<div class=\"beside\">\n");
            for (RunRecord run : runs) {
                Optional<Long> nearest = SheetPictures.nearest(run.directory().sheets(), step);
                nearest.ifPresent(at -> SheetPictures.inline(run.directory().fakes(at))
                        .ifPresent(src -> all.append(RunPage.sheet(
                                src, run.entry().name() + ", " + ReportWords.of("after", Figures.count(at)), ""))));
            }
            all.append("</div>\n");
        }
        return all.toString();
    }

    private String commands() {
        StringBuilder all = new StringBuilder();
        runs.forEach(run -> all.append("<h3>")
                .append(Html.text(run.entry().name()))
                .append("</h3>\n<pre><code>")
                .append(Html.text(run.command()))
                .append("</code></pre>\n"));
        return all.toString();
    }
}
