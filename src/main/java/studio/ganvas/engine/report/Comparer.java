package studio.ganvas.engine.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import studio.ganvas.engine.metric.MetricNames;
import studio.ganvas.engine.run.RunComparison;
import studio.ganvas.engine.run.RunComparison.Row;
import studio.ganvas.engine.run.RunEntry;

/** Lays the records of several runs beside each other. */
public final class Comparer {
    private Comparer() {}

    /** Reads the runs and compares them. */
    public static RunComparison compare(List<RunEntry> runs) {
        return compareRecords(runs.stream().map(RunRecord::read).toList());
    }

    static RunComparison compareRecords(List<RunRecord> runs) {
        long common = runs.stream().mapToLong(RunRecord::steps).min().orElse(0);
        return new RunComparison(
                runs.stream().map(RunRecord::entry).toList(),
                options(runs),
                metrics(runs),
                losses(runs, common),
                common);
    }

    private static List<Row> options(List<RunRecord> runs) {
        List<Row> rows = new ArrayList<>();
        add(rows, ReportWords.of("system"), runs, run -> run.plan()
                .system()
                .info()
                .title());
        add(rows, ReportWords.of("data"), runs, run -> run.plan().data().name());
        Set<String> keys = new LinkedHashSet<>();
        runs.forEach(run -> keys.addAll(run.allOptions().keySet()));
        for (String key : keys) {
            String label = runs.stream()
                    .map(run -> run.labels().get(key))
                    .filter(word -> word != null)
                    .findFirst()
                    .orElse(key);
            add(rows, label, runs, run -> Figures.plain(run.allOptions().getOrDefault(key, "")));
        }
        add(rows, ReportWords.of("detours"), runs, run -> {
            int detours = run.plan().detours().size();
            return detours == 0 ? "" : Integer.toString(detours);
        });
        return rows;
    }

    /** A row, if the runs differ in it. */
    private static void add(
            List<Row> rows, String name, List<RunRecord> runs, java.util.function.Function<RunRecord, String> value) {
        List<String> values = runs.stream().map(value).toList();
        if (values.stream().distinct().count() > 1) {
            rows.add(new Row(name, values));
        }
    }

    private static List<Row> metrics(List<RunRecord> runs) {
        List<Row> rows = rows(runs, run -> run.bestMetrics().keySet(), (run, name) -> {
            MetricResult best = run.bestMetrics().get(name);
            return best == null
                    ? ""
                    : best.step() < 0
                            ? Figures.of(best.value())
                            : ReportWords.of("metric.at", Figures.of(best.value()), Figures.count(best.step()));
        });
        return rows.stream()
                .map(row -> new Row(MetricNames.title(row.name()), row.values()))
                .toList();
    }

    private static List<Row> losses(List<RunRecord> runs, long common) {
        long from = common - Math.max(1, common / 10);
        return rows(
                runs,
                run -> run.losses().stream().map(Series::name).toList(),
                (run, name) -> run.series().containsKey(name)
                        ? Figures.of(run.series().get(name).mean(from, common))
                        : "");
    }

    private static List<Row> rows(
            List<RunRecord> runs,
            java.util.function.Function<RunRecord, ? extends Iterable<String>> names,
            BiFunction<RunRecord, String, String> value) {
        Set<String> all = new LinkedHashSet<>();
        runs.forEach(run -> names.apply(run).forEach(all::add));
        return all.stream()
                .map(name -> new Row(
                        name, runs.stream().map(run -> value.apply(run, name)).toList()))
                .toList();
    }

    /** Names of all losses that any of the runs has. */
    static List<String> lossNames(List<RunRecord> runs) {
        Set<String> names = new LinkedHashSet<>();
        runs.forEach(run -> run.losses().forEach(column -> names.add(column.name())));
        return List.copyOf(names);
    }

    /** The series of one name, by the runs that have it. */
    static Map<RunRecord, Series> columns(List<RunRecord> runs, String name) {
        Map<RunRecord, Series> columns = new java.util.LinkedHashMap<>();
        runs.forEach(run -> {
            if (run.series().containsKey(name)) {
                columns.put(run, run.series().get(name));
            }
        });
        return columns;
    }
}
