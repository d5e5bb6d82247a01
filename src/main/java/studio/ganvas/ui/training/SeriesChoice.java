package studio.ganvas.ui.training;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import studio.ganvas.ui.shell.Settings;

/**
 * Which series of a system's charts are shown: at first those named {@code …_loss} (all losses where none is called so),
 * afterwards what the person chose, remembered for each system.
 */
final class SeriesChoice {
    private static final String LOSS = "_loss";

    private final Settings settings;
    private final String key;
    private final List<String> first;
    private final Map<String, Boolean> chosen = new TreeMap<>();

    /** @param losses the names of the system's losses; empty shows everything at first */
    SeriesChoice(Settings settings, String systemId, List<String> losses) {
        this.settings = settings;
        this.key = "training.series." + systemId;
        List<String> named = losses.stream().filter(name -> name.endsWith(LOSS)).toList();
        this.first = named.isEmpty() ? losses : named;
        for (String entry : settings.text(key).orElse("").split(",")) {
            int equals = entry.lastIndexOf('=');
            if (equals > 0) {
                chosen.put(entry.substring(0, equals), Boolean.parseBoolean(entry.substring(equals + 1)));
            }
        }
    }

    boolean shown(String series, SeriesGroup group) {
        return chosen.getOrDefault(
                series, first.isEmpty() || first.contains(series) || group == SeriesGroup.RHO && group.has(series));
    }

    /** The group whose series are in view: at first the main losses, where there are many others. */
    SeriesGroup group() {
        return settings.text(key + ".group").flatMap(SeriesGroup::named).orElse(SeriesGroup.MAIN);
    }

    void choose(SeriesGroup group) {
        settings.put(key + ".group", group.name());
    }

    /** A person has switched this series on or off. */
    void choose(String series, boolean shown) {
        chosen.put(series, shown);
        settings.put(
                key,
                chosen.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(",")));
    }
}
