package studio.ganvas.nn;

import java.util.Map;

/** Networks that learn as one: their parameters are {@code <network>.<name>}. */
public final class Group extends Module {
    public Group(Map<String, ? extends Module> networks) {
        networks.forEach(this::child);
    }
}
