package studio.ganvas.engine.report;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import studio.ganvas.engine.metric.MetricNames;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.gan.Option;
import studio.ganvas.gan.Preset;

/** The report of one run. */
final class RunPage {
    static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());
    private static final int SHEETS = 12;

    private final RunRecord run;

    RunPage(RunRecord run) {
        this.run = run;
    }

    String html() {
        String body = heading()
                + Html.section(ReportWords.of("samples"), samples())
                + Html.section(ReportWords.of("curves"), curves())
                + Html.section(ReportWords.of("metrics"), metrics())
                + Html.section(ReportWords.of("options"), options())
                + Html.section(ReportWords.of("repeat"), repeat())
                + Html.section(ReportWords.of("environment"), environment());
        return Html.page(run.entry().name(), body);
    }

    private String heading() {
        RunEntry entry = run.entry();
        StringBuilder head = new StringBuilder("<header>\n<p class=\"kind\">"
                + Html.text(run.plan().system().info().title() + " · "
                        + run.plan().data().name()) + "</p>\n<h1>"
                + Html.text(entry.name()) + "</h1>\n");
        if (!entry.note().tags().isEmpty()) {
            head.append("<p class=\"tags\">");
            entry.note()
                    .tags()
                    .forEach(tag -> head.append("<span>").append(Html.text(tag)).append("</span>"));
            head.append("</p>\n");
        }
        if (!entry.note().text().isBlank()) {
            head.append("<p class=\"notes\">")
                    .append(Html.text(entry.note().text()))
                    .append("</p>\n");
        }
        return head.append(Html.facts(facts())).append("</header>\n").toString();
    }

    private List<List<String>> facts() {
        RunEntry entry = run.entry();
        List<List<String>> facts = new ArrayList<>();
        facts.add(List.of(ReportWords.of("state"), ReportWords.of("state." + entry.state())));
        facts.add(List.of(
                ReportWords.of("steps"),
                ReportWords.of(
                        "of",
                        Figures.count(run.steps()),
                        Figures.count(run.plan().steps()))));
        facts.add(List.of(ReportWords.of("started"), WHEN.format(entry.started())));
        if (run.seconds() > 0) {
            facts.add(List.of(ReportWords.of("duration"), Figures.duration(run.seconds())));
        }
        Optional.ofNullable(run.series().get("sec_per_kimg"))
                .map(speed -> speed.mean(0, Long.MAX_VALUE))
                .filter(speed -> speed > 0)
                .ifPresent(speed -> facts.add(
                        List.of(ReportWords.of("speed"), ReportWords.of("speed.value", Figures.of(1000 / speed)))));
        run.bestMetrics().values().stream()
                .limit(2)
                .forEach(best -> facts.add(List.of(
                        ReportWords.of("best", MetricNames.title(best.name())),
                        best.step() < 0
                                ? Figures.of(best.value())
                                : ReportWords.of("metric.at", Figures.of(best.value()), Figures.count(best.step())))));
        facts.add(List.of(ReportWords.of("paper"), run.plan().system().info().paper()));
        return facts;
    }

    private String samples() {
        StringBuilder all = new StringBuilder();
        List<Long> steps = SheetPictures.chosen(run.directory().sheets(), SHEETS);
        Optional<String> last = steps.isEmpty()
                ? Optional.empty()
                : SheetPictures.inline(run.directory().fakes(steps.get(steps.size() - 1)));
        last.ifPresent(src ->
                all.append(sheet(src, ReportWords.of("after", Figures.count(steps.get(steps.size() - 1))), "newest")));
        StringBuilder earlier = new StringBuilder();
        for (int i = 0; i + 1 < steps.size(); i++) {
            long step = steps.get(i);
            SheetPictures.inline(run.directory().fakes(step))
                    .ifPresent(src -> earlier.append(sheet(
                            src,
                            step == 0 ? ReportWords.of("untrained") : ReportWords.of("after", Figures.count(step)),
                            "")));
        }
        if (!earlier.isEmpty()) {
            all.append("<h3>").append(Html.text(ReportWords.of("history"))).append("</h3>\n<div class=\"sheets\">\n");
            all.append(earlier).append("</div>\n");
        }
        SheetPictures.inline(run.directory().reals()).ifPresent(src -> all.append("<h3>")
                .append(Html.text(ReportWords.of("reals")))
                .append("</h3>\n")
                .append(sheet(src, run.plan().data().name(), "reals")));
        return all.toString();
    }

    static String sheet(String src, String caption, String style) {
        return "<figure class=\"sheet " + style + "\"><img alt=\"" + Html.text(caption) + "\" src=\"" + src
                + "\"><figcaption>" + Html.text(caption) + "</figcaption></figure>\n";
    }

    private String curves() {
        StringBuilder charts = new StringBuilder();
        charts.append(chart(ReportWords.of("curves.losses"), run.losses()));
        // readings differ in scale: each has a chart of its own
        run.readings().forEach(reading -> charts.append(chart(reading.name(), List.of(reading))));
        Optional.ofNullable(run.series().get("sec_per_kimg"))
                .ifPresent(speed -> charts.append(chart(ReportWords.of("curves.speed"), List.of(speed))));
        return charts.isEmpty() ? "" : "<div class=\"charts\">\n" + charts + "</div>\n";
    }

    private static String chart(String title, List<Series> curves) {
        return Html.chart(
                title,
                curves.size() == 1
                        ? List.of(title)
                        : curves.stream().map(Series::name).toList(),
                curves);
    }

    private String metrics() {
        if (run.metrics().isEmpty()) {
            return "";
        }
        Map<String, Series> curves = new TreeMap<>();
        Map<Long, Map<String, String>> rows = new TreeMap<>();
        for (MetricResult result : run.metrics()) {
            curves.computeIfAbsent(result.name(), Series::new);
            rows.computeIfAbsent(result.step(), step -> new TreeMap<>()).put(result.name(), Figures.of(result.value()));
        }
        rows.forEach((step, values) -> run.metrics().stream()
                .filter(result -> result.step() == step && step >= 0)
                .forEach(result -> curves.get(result.name()).add(step, result.value())));
        List<String> heading = new ArrayList<>(List.of(ReportWords.of("snapshot")));
        curves.keySet().forEach(name -> heading.add(MetricNames.title(name)));
        List<List<String>> table = new ArrayList<>();
        rows.forEach((step, values) -> {
            List<String> row = new ArrayList<>();
            row.add(step < 0 ? "–" : Figures.count(step));
            curves.keySet().forEach(name -> row.add(values.getOrDefault(name, "")));
            table.add(row);
        });
        StringBuilder charts = new StringBuilder();
        curves.values().forEach(curve -> charts.append(chart(MetricNames.title(curve.name()), List.of(curve))));
        StringBuilder settings = new StringBuilder();
        run.metrics().stream()
                .map(MetricResult::setting)
                .filter(setting -> !setting.isEmpty())
                .distinct()
                .forEach(setting ->
                        settings.append("<p>").append(Html.text(setting)).append("</p>\n"));
        return (charts.isEmpty() ? "" : "<div class=\"charts\">\n" + charts + "</div>\n")
                + Html.table(heading, table)
                + settings;
    }

    private String options() {
        Optional<Preset> preset = run.nearestPreset();
        Map<String, Object> differences = preset.map(run::differences).orElse(Map.of());
        StringBuilder text = new StringBuilder();
        preset.ifPresent(base -> text.append("<p>")
                .append(Html.text(
                        differences.isEmpty()
                                ? ReportWords.of("options.same", base.label())
                                : ReportWords.of("options.differ", base.label())))
                .append("</p>\n"));
        text.append("<div class=\"scroll\"><table class=\"options\">\n<thead><tr>");
        for (String cell : List.of("option", "key", "value", "preset")) {
            text.append("<th>")
                    .append(Html.text(ReportWords.of("options." + cell)))
                    .append("</th>");
        }
        text.append("</tr></thead>\n<tbody>\n");
        for (List<Option> declared :
                List.of(run.plan().options().declared(), run.plan().schedule().declared())) {
            declared.forEach(option -> text.append(row(option, differences)));
        }
        return text.append("</tbody></table></div>\n").toString();
    }

    private String row(Option option, Map<String, Object> differences) {
        boolean differs = differences.containsKey(option.key());
        return "<tr" + (differs ? " class=\"differs\"" : "") + "><td title=\"" + Html.text(option.help()) + "\">"
                + Html.text(option.symbol().isEmpty() ? option.label() : option.label() + "  " + option.symbol())
                + "</td><td><code>" + Html.text(option.key()) + "</code></td><td>"
                + Html.text(Figures.plain(run.allOptions().get(option.key()))) + "</td><td>"
                + (differs ? Html.text(Figures.plain(differences.get(option.key()))) : "") + "</td></tr>\n";
    }

    private String repeat() {
        StringBuilder text = new StringBuilder("<p>" + Html.text(ReportWords.of("repeat.text")) + "</p>\n<pre><code>"
                + Html.text(run.command()) + "</code></pre>\n<p>" + Html.text(ReportWords.of("repeat.file"))
                + "</p>\n<pre><code>ganvas train --options=training_options.json</code></pre>\n");
        int detours = run.plan().detours().size();
        if (detours > 0) {
            text.append("<p class=\"caution\">")
                    .append(Html.text(ReportWords.of("repeat.detours", detours)))
                    .append("</p>\n");
        }
        if (run.oneSided() > 0) {
            text.append("<p class=\"caution\">")
                    .append(Html.text(ReportWords.of("repeat.onesided", Figures.count(run.oneSided()))))
                    .append("</p>\n");
        }
        return text.toString();
    }

    private String environment() {
        List<Map<String, String>> sessions = run.environments();
        if (sessions.isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>();
        sessions.forEach(session -> {
            List<String> row = new ArrayList<>();
            List.of("fromStep", "at", "device", "processors", "system", "java")
                    .forEach(key -> row.add(session.getOrDefault(key, "")));
            rows.add(row);
        });
        return Html.table(
                List.of("fromStep", "at", "device", "processors", "system", "java").stream()
                        .map(key -> ReportWords.of("environment." + key))
                        .toList(),
                rows);
    }
}
