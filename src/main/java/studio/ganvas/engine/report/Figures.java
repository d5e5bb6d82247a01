package studio.ganvas.engine.report;

import java.time.Duration;
import java.util.Locale;

/** Numbers as a page shows them. */
final class Figures {
    private Figures() {}

    /** Four significant figures; "–" for NaN. */
    static String of(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (size >= 1e6 || size < 1e-4) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%." + Math.min(decimals, 4) + "f", value);
    }

    /** "12,412". */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** An option's value, without the zeros of a whole real number. */
    static String plain(Object value) {
        if (value instanceof Double real) {
            return real == Math.rint(real) && Math.abs(real) < 1e9
                    ? Long.toString(real.longValue())
                    : new java.math.BigDecimal(real.toString()).toPlainString();
        }
        return String.valueOf(value);
    }

    /** "45 s", "12 min", "6 h 10 min", "3 d 4 h". */
    static String duration(double seconds) {
        Duration time = Duration.ofSeconds(Math.round(seconds));
        if (time.toMinutes() < 2) {
            return time.toSeconds() + " s";
        }
        if (time.toHours() < 2) {
            return time.toMinutes() + " min";
        }
        return time.toHours() < 48
                ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : time.toDays() + " d " + time.toHoursPart() + " h";
    }
}
