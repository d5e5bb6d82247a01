package studio.ganvas.ui.control;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Curves as a table: {@code run,step,<name>,…} with the values as they came, one row a step, empty where there is none. */
public final class CurveCsv {
    private CurveCsv() {}

    /** Writes all points of {@code series}, run after run. */
    public static void write(List<CurveSeries> series, Writer out) throws IOException {
        List<String> names = CurveChart.namesOf(series);
        out.append("run,step");
        for (String name : names) {
            out.append(',').append(quoted(name));
        }
        out.append('\n');
        Map<String, List<CurveSeries>> runs = new LinkedHashMap<>();
        series.forEach(curve ->
                runs.computeIfAbsent(curve.run(), run -> new ArrayList<>()).add(curve));
        for (Map.Entry<String, List<CurveSeries>> run : runs.entrySet()) {
            rows(run.getKey(), run.getValue(), names, out);
        }
    }

    private static void rows(String run, List<CurveSeries> curves, List<String> names, Writer out) throws IOException {
        int[] at = new int[curves.size()];
        while (true) {
            double step = Double.POSITIVE_INFINITY;
            for (int i = 0; i < at.length; i++) {
                if (at[i] < curves.get(i).size()) {
                    step = Math.min(step, curves.get(i).step(at[i]));
                }
            }
            if (Double.isInfinite(step)) {
                return;
            }
            String[] cells = new String[names.size()];
            for (int i = 0; i < at.length; i++) {
                CurveSeries curve = curves.get(i);
                if (at[i] < curve.size() && curve.step(at[i]) == step) {
                    double value = curve.raw().get(at[i]++);
                    cells[names.indexOf(curve.name())] = Double.isNaN(value) ? null : Double.toString(value);
                }
            }
            out.append(quoted(run)).append(',').append(Formats.plain(step));
            for (String cell : cells) {
                out.append(',').append(cell == null ? "" : cell);
            }
            out.append('\n');
        }
    }

    private static String quoted(String text) {
        return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
