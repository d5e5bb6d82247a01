package studio.ganvas.engine.report;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/** The words of reports, from {@code report.properties}. */
final class ReportWords {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("studio.ganvas.engine.report.report");

    private ReportWords() {}

    static String of(String key, Object... arguments) {
        String pattern = BUNDLE.getString(key);
        return arguments.length == 0 ? pattern : MessageFormat.format(pattern, arguments);
    }
}
