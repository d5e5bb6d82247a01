package studio.ganvas.ui.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.engine.run.StatBlock;
import studio.ganvas.ui.control.CurveSeries;

/**
 * The curves of one run, one for each name in its statistics. A series that has a value every n steps only is joined
 * across the steps between; where values stay away for longer than that, its curve has a gap.
 */
public final class RunCurves {
    private static final class Column {
        private final CurveSeries series;
        private long rows;
        private long lastRow = -1;
        private long stride = 1;
        private boolean open;

        Column(CurveSeries series) {
            this.series = series;
        }

        void add(long step, double value) {
            long row = rows++;
            if (!Double.isNaN(value)) {
                if (lastRow >= 0) {
                    stride = Math.max(1, row - lastRow);
                }
                lastRow = row;
                open = true;
                series.append(step, value);
            } else if (open && row - lastRow > 2 * stride) {
                open = false;
                series.append(step, Double.NaN);
            }
        }
    }

    private final String run;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private double smoothing;

    /** @param run the run's id, as legends show it */
    public RunCurves(String run) {
        this.run = run;
    }

    /** Adds what is new. */
    public void add(StatBlock block) {
        for (int s = 0; s < block.names().size(); s++) {
            Column column = columns.computeIfAbsent(block.names().get(s), this::column);
            for (int i = 0; i < block.size(); i++) {
                column.add(block.steps()[i], block.columns()[s][i]);
            }
        }
    }

    private Column column(String name) {
        CurveSeries series = new CurveSeries(run, name);
        series.smooth(smoothing);
        return new Column(series);
    }

    /** β of the moving average, in [0, 1). */
    public void smooth(double beta) {
        smoothing = beta;
        columns.values().forEach(column -> column.series.smooth(beta));
    }

    /** Forgets all points. */
    public void clear() {
        columns.clear();
    }

    /** In the order in which the statistics named them. */
    public List<CurveSeries> series() {
        return columns.values().stream().map(column -> column.series).toList();
    }
}
