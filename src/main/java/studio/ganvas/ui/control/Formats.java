package studio.ganvas.ui.control;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them, short and of steady width. */
public final class Formats {
    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

    private Formats() {}

    /** "512 MB", "2.4 GB": powers of 1024, two or three figures. */
    public static String bytes(long bytes) {
        double value = Math.max(0, bytes);
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }

    /** "12,412". */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** "3.6 M", "412 k", "97": for numbers of parameters. */
    public static String magnitude(long count) {
        if (count >= 999_500) {
            return String.format(Locale.ROOT, "%.1f M", count / 1e6);
        }
        return count >= 1000 ? String.format(Locale.ROOT, "%.0f k", count / 1e3) : Long.toString(count);
    }

    /** "45 s", "12 min", "6 h 10 min", "3 d 4 h": the two largest units that matter. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 100) {
            return seconds + " s";
        }
        long minutes = Math.round(seconds / 60.0);
        if (minutes < 60) {
            return minutes + " min";
        }
        long hours = minutes / 60;
        if (hours < 48) {
            return minutes % 60 == 0 ? hours + " h" : hours + " h " + minutes % 60 + " min";
        }
        return hours % 24 == 0 ? hours / 24 + " d" : hours / 24 + " d " + hours % 24 + " h";
    }

    /** Three or four significant figures: "0.2341", "812.3", "1.2e-05", "–" for NaN. */
    public static String figure(double value) {
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

    /** A value for a text field: no exponent where it isn't needed, no trailing zeros. */
    public static String plain(Object value) {
        if (!(value instanceof Double real)) {
            return String.valueOf(value);
        }
        if (real == Math.rint(real) && Math.abs(real) < 1e9) {
            return Long.toString(real.longValue());
        }
        double size = Math.abs(real);
        return size >= 1e-3 ? new java.math.BigDecimal(real.toString()).toPlainString() : real.toString();
    }

    /** "24.1 img/s", "0.32 img/s"; "–" while nothing moves. */
    public static String rate(double imagesPerSecond) {
        if (!(imagesPerSecond > 0)) {
            return "– img/s";
        }
        String pattern = imagesPerSecond >= 100 ? "%.0f img/s" : imagesPerSecond >= 1 ? "%.1f img/s" : "%.2f img/s";
        return String.format(Locale.ROOT, pattern, imagesPerSecond);
    }
}
