package studio.ganvas.ui;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import studio.ganvas.ui.shell.Settings;

/** Settings that forget at the end of the test. */
public final class MemorySettings implements Settings {
    private final Map<String, String> values = new TreeMap<>();

    @Override
    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public void put(String key, String value) {
        values.put(key, value);
    }

    @Override
    public void remove(String key) {
        values.remove(key);
    }

    @Override
    public void clear() {
        values.clear();
    }
}
