package studio.ganvas.engine.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The parts that pages are put together from. */
final class Html {
    private Html() {}

    /** Text that stands for itself, in an element or in a quoted attribute. */
    static String text(Object raw) {
        return String.valueOf(raw)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A whole page around {@code body}: style sheet and the switch between dark and light inside, nothing outside. */
    static String page(String title, String body) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"generator\" content=\"Ganvas\">\n<title>" + text(title) + "</title>\n<style>\n"
                + resource("report.css") + "</style>\n</head>\n<body>\n"
                + "<input type=\"checkbox\" id=\"other\" class=\"other\"><div class=\"ground\"><main>\n"
                + "<label for=\"other\" class=\"switch\">" + text(ReportWords.of("switch")) + "</label>\n"
                + body + "</main></div>\n</body>\n</html>\n";
    }

    static String section(String heading, String content) {
        return content.isEmpty() ? "" : "<section>\n<h2>" + text(heading) + "</h2>\n" + content + "</section>\n";
    }

    /** A table with a heading; cells are escaped here. */
    static String table(List<String> heading, List<List<String>> rows) {
        StringBuilder table = new StringBuilder("<div class=\"scroll\"><table>\n<thead><tr>");
        heading.forEach(cell -> table.append("<th>").append(text(cell)).append("</th>"));
        table.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            table.append("<tr>");
            row.forEach(cell -> table.append("<td>").append(text(cell)).append("</td>"));
            table.append("</tr>\n");
        }
        return table.append("</tbody></table></div>\n").toString();
    }

    /** Names and values side by side. */
    static String facts(List<List<String>> facts) {
        StringBuilder list = new StringBuilder("<dl class=\"facts\">\n");
        facts.forEach(fact -> list.append("<div><dt>")
                .append(text(fact.get(0)))
                .append("</dt><dd>")
                .append(text(fact.get(1)))
                .append("</dd></div>\n"));
        return list.append("</dl>\n").toString();
    }

    /** A chart with its legend; empty when there is nothing to draw. */
    static String chart(String title, List<String> names, List<Series> curves) {
        String svg = CurveSvg.of(title, curves);
        if (svg.isEmpty()) {
            return "";
        }
        StringBuilder figure = new StringBuilder("<figure class=\"curves\">\n<figcaption><b>" + text(title) + "</b>");
        // a single curve is what the title says
        for (int i = 0; i < names.size() && !names.equals(List.of(title)); i++) {
            figure.append("<span class=\"key\"><i class=\"c").append(i % 8).append("\"></i>");
            figure.append(text(names.get(i))).append("</span>");
        }
        return figure.append("</figcaption>\n")
                .append(svg)
                .append("\n</figure>\n")
                .toString();
    }

    private static String resource(String name) {
        try (InputStream in = Html.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
