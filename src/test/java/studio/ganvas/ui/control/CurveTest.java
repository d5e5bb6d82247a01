package studio.ganvas.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Decimation, smoothing, scaling and export of curves; no toolkit. */
class CurveTest {
    private static final PlotAxis UP = new PlotAxis(-10, 10, false, 200, 0);

    @Test
    void extremesOfAnyStretchEqualThoseOfALoop() {
        Random random = new Random(1);
        CurveValues values = new CurveValues();
        double[] all = new double[70_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = random.nextInt(50) == 0 ? Double.NaN : random.nextGaussian();
            values.append(all[i]);
        }
        for (int trial = 0; trial < 200; trial++) {
            int from = random.nextInt(all.length);
            int to = from + random.nextInt(all.length - from + 1);
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            double positive = Double.POSITIVE_INFINITY;
            for (int i = from; i < to; i++) {
                if (!Double.isNaN(all[i])) {
                    min = Math.min(min, all[i]);
                    max = Math.max(max, all[i]);
                    positive = all[i] > 0 ? Math.min(positive, all[i]) : positive;
                }
            }
            CurveValues.Extremes found = new CurveValues.Extremes().reset();
            values.extremes(from, to, found);
            assertThat(found.min()).isEqualTo(min);
            assertThat(found.max()).isEqualTo(max);
            assertThat(found.minPositive()).isEqualTo(positive);
        }
    }

    @Test
    void clearedValuesRememberNothing() {
        CurveValues values = new CurveValues();
        for (int i = 0; i < 100; i++) {
            values.append(1e9);
        }
        values.clear();
        for (int i = 0; i < 100; i++) {
            values.append(i);
        }
        CurveValues.Extremes found = new CurveValues.Extremes().reset();
        values.extremes(0, 100, found);
        assertThat(found.max()).isEqualTo(99);
    }

    @Test
    void aMillionPointsBecomeALineOfAFewPointsAPixelThatKeepsItsOnlySpike() {
        CurveSeries series = new CurveSeries("run", "loss");
        for (int i = 0; i < 1_000_000; i++) {
            series.append(i, i == 654_321 ? 9 : 0);
        }
        CurveTrace trace = new CurveTrace();
        trace.trace(series, series.raw(), new PlotAxis(0, 999_999, false, 0, 800), UP);
        assertThat(trace.size()).isLessThanOrEqualTo(4 * 802);
        double highest = Double.POSITIVE_INFINITY;
        double where = 0;
        for (int i = 0; i < trace.size(); i++) {
            if (trace.y(i) < highest) {
                highest = trace.y(i);
                where = trace.x(i);
            }
        }
        assertThat(highest).isCloseTo(UP.toPixel(9), within(1e-9));
        assertThat(where).isCloseTo(654_321 * 800 / 999_999.0, within(1.5));
    }

    @Test
    void fewPointsAreDrawnOneByOneAndNanInterruptsTheLine() {
        CurveSeries series = new CurveSeries("run", "loss");
        series.append(0, 1);
        series.append(1, Double.NaN);
        series.append(2, Double.NaN);
        series.append(3, 2);
        CurveTrace trace = new CurveTrace();
        trace.trace(series, series.raw(), new PlotAxis(0, 3, false, 0, 300), UP);
        assertThat(trace.size()).isEqualTo(3);
        assertThat(trace.x(0)).isEqualTo(0);
        assertThat(trace.y(1)).isNaN();
        assertThat(trace.x(2)).isEqualTo(300);
        assertThat(trace.y(2)).isCloseTo(UP.toPixel(2), within(1e-9));
    }

    @Test
    void smoothingHasNoBiasAtItsStartAndPassesOverGaps() {
        CurveSeries series = new CurveSeries("run", "loss");
        series.smooth(0.9);
        series.append(0, 4);
        series.append(1, Double.NaN);
        series.append(2, 8);
        assertThat(series.smooth().get(0)).isCloseTo(4, within(1e-12));
        assertThat(series.smooth().get(1)).isNaN();
        assertThat(series.smooth().get(2)).isCloseTo((0.9 * 4 + 8) / 1.9, within(1e-12));
        series.smooth(0);
        assertThat(series.smooth().get(2)).isEqualTo(8);
        assertThatThrownBy(() -> series.smooth(1)).hasMessageContaining("below 1");
    }

    @Test
    void nearestFindsTheStepBesideTheMouse() {
        CurveSeries series = new CurveSeries("run", "loss");
        assertThat(series.nearest(3)).isEqualTo(-1);
        series.append(10, 0);
        series.append(20, 0);
        series.append(40, 0);
        assertThat(series.nearest(-5)).isEqualTo(0);
        assertThat(series.nearest(29)).isEqualTo(1);
        assertThat(series.nearest(31)).isEqualTo(2);
        assertThat(series.nearest(99)).isEqualTo(2);
    }

    @Test
    void ticksAreRoundAndInside() {
        assertThat(new PlotAxis(-0.13, 1.04, false, 0, 1).ticks(6))
                .containsExactly(0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0);
        assertThat(new PlotAxis(0.004, 300, true, 0, 1).ticks(5)).containsExactly(0.01, 0.1, 1.0, 10.0, 100.0);
        assertThat(new PlotAxis(1e15, 1e15 + 0.25, false, 0, 1).ticks(6).size()).isLessThan(30);
    }

    @Test
    void aLogarithmicAxisPutsWhatIsNotPositiveOnItsFloor() {
        CurveValues.Extremes seen = new CurveValues.Extremes().reset();
        CurveValues values = new CurveValues();
        for (double value : new double[] {-3, 0, 0.01, 100}) {
            values.append(value);
        }
        values.extremes(0, 4, seen);
        PlotAxis axis = PlotAxis.around(seen, true, 100, 0);
        assertThat(axis.low()).isBetween(0.001, 0.01);
        assertThat(axis.toPixel(-3)).isEqualTo(100);
        assertThat(axis.toPixel(1)).isCloseTo(50, within(1e-6));
        assertThat(PlotAxis.around(new CurveValues.Extremes().reset(), true, 1, 0)
                        .low())
                .isPositive();
    }

    @Test
    void zoomKeepsTheValueUnderTheMouseAndMovingIsUndoneByMovingBack() {
        for (boolean log : new boolean[] {false, true}) {
            PlotAxis axis = new PlotAxis(1, 1000, log, 0, 500);
            PlotAxis zoomed = axis.zoomed(axis.toValue(123), 0.5);
            assertThat(zoomed.toPixel(axis.toValue(123))).isCloseTo(123, within(1e-6));
            PlotAxis back = axis.moved(40).moved(-40);
            assertThat(back.low()).isCloseTo(1, within(1e-6));
            assertThat(axis.moved(40).toPixel(axis.toValue(140))).isCloseTo(100, within(1e-6));
        }
    }

    @Test
    void csvHasARowAStepAndQuotesNames() throws IOException {
        CurveSeries g = new CurveSeries("run, \"one\"", "G");
        CurveSeries d = new CurveSeries("run, \"one\"", "D");
        g.append(1, 0.5);
        g.append(2, Double.NaN);
        d.append(2, 0.25);
        StringWriter out = new StringWriter();
        CurveCsv.write(List.of(g, d), out);
        assertThat(out.toString().lines())
                .containsExactly("run,step,G,D", "\"run, \"\"one\"\"\",1,0.5,", "\"run, \"\"one\"\"\",2,,0.25");
    }

    @Test
    void numbersReadWell() {
        assertThat(Formats.bytes(2_576_980_378L)).isEqualTo("2.4 GB");
        assertThat(Formats.duration(java.time.Duration.ofMinutes(370))).isEqualTo("6 h 10 min");
        assertThat(Formats.figure(812.34)).isEqualTo("812.3");
        assertThat(Formats.figure(Double.NaN)).isEqualTo("–");
        assertThat(Formats.plain(2e-4)).isEqualTo("2.0E-4");
        assertThat(Formats.plain(1000.0)).isEqualTo("1000");
        assertThat(CurvePainter.tick(40_000)).isEqualTo("40k");
        assertThat(CurvePainter.tick(0.25)).isEqualTo("0.25");
    }
}
