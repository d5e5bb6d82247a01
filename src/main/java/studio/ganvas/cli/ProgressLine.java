package studio.ganvas.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** One line that is written over and over in a terminal; in a file or pipe, a line for each tenth. */
final class ProgressLine {
    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final boolean terminal;
    private int lastTenth = -1;
    private int lastLength;

    ProgressLine(PrintWriter out) {
        this.out = out;
        this.terminal = System.console() != null;
    }

    void show(double fraction, String words, Optional<Duration> left) {
        String text = bar(fraction) + " " + words
                + left.map(time -> ", " + clock(time) + " left").orElse("");
        if (terminal) {
            out.print("\r" + text + " ".repeat(Math.max(0, lastLength - text.length())));
            lastLength = text.length();
        } else if ((int) (fraction * 10) > lastTenth) {
            lastTenth = (int) (fraction * 10);
            out.println(text);
        }
        out.flush();
    }

    void end() {
        if (terminal && lastLength > 0) {
            out.println();
        }
        out.flush();
    }

    private static String bar(double fraction) {
        int full = (int) Math.round(Math.max(0, Math.min(1, fraction)) * WIDTH);
        return String.format(
                Locale.ROOT, "[%s%s] %3.0f %%", "#".repeat(full), "-".repeat(WIDTH - full), 100 * fraction);
    }

    static String clock(Duration time) {
        return time.toHours() > 0
                ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : time.toMinutesPart() > 0
                        ? time.toMinutesPart() + " min " + time.toSecondsPart() + " s"
                        : time.toSecondsPart() + " s";
    }
}
