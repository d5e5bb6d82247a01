package studio.ganvas.tensor;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parameters and buffers of a network under the names that the official code gives them, in its order. Immutable; the
 * tensors may be lazy.
 */
public final class StateDict {
    private final Map<String, HostTensor> entries;

    public StateDict(Map<String, HostTensor> entries) {
        this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** Names in file order. */
    public Set<String> names() {
        return entries.keySet();
    }

    public Map<String, HostTensor> entries() {
        return entries;
    }

    public Optional<HostTensor> get(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    public int size() {
        return entries.size();
    }

    /** The entries whose names begin with {@code prefix}, without it: {@code sub("G.")} of {@code G.fc.weight}. */
    public StateDict sub(String prefix) {
        Map<String, HostTensor> kept = new LinkedHashMap<>();
        entries.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                kept.put(name.substring(prefix.length()), tensor);
            }
        });
        return new StateDict(kept);
    }

    /** These names alone, in the given order; names that are missing are left out. */
    public StateDict only(Collection<String> wanted) {
        Map<String, HostTensor> kept = new LinkedHashMap<>();
        wanted.forEach(name -> get(name).ifPresent(tensor -> kept.put(name, tensor)));
        return new StateDict(kept);
    }

    /** The same entries, each name with {@code prefix} before it. */
    public StateDict withPrefix(String prefix) {
        Map<String, HostTensor> renamed = new LinkedHashMap<>();
        entries.forEach((name, tensor) -> renamed.put(prefix + name, tensor));
        return new StateDict(renamed);
    }

    /** These entries followed by the others; the other's win where names meet. */
    public StateDict and(StateDict other) {
        Map<String, HostTensor> all = new LinkedHashMap<>(entries);
        all.putAll(other.entries);
        return new StateDict(all);
    }

    /** Without the entries that no other program knows: counters of this studio, whose names begin with {@code ganvas.}. */
    public StateDict withoutOwn() {
        Map<String, HostTensor> kept = new LinkedHashMap<>(entries);
        kept.keySet().removeIf(name -> name.startsWith("ganvas."));
        return new StateDict(kept);
    }

    @Override
    public String toString() {
        return entries.toString();
    }
}
