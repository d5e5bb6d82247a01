package studio.ganvas.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides from file names alone what the folders of a dataset mean; the rules are described at {@link Datasets}. The
 * names come without the folders that all of them share.
 */
final class LayoutDetector {
    /** What one file's folders say; {@code key} is what is left of the name to find its partner by. */
    record Place(Optional<String> split, Optional<String> domain, Optional<String> label, String key) {}

    record Result(Layout layout, List<Place> places) {}

    private static final Set<String> SPLITS =
            Set.of("train", "training", "test", "testing", "val", "valid", "validation", "eval", "dev");
    private static final Pattern SPLIT_DOMAIN =
            Pattern.compile("(?i)(train|test|val|valid|validation)[-_ ]?([a-z]|\\d)");
    private static final Pattern DOMAIN_NAME = Pattern.compile(
            "(?i)[ab]|[ab][-_ ].*|.*[-_ ]?domain[-_ ]?[ab12]|source|target|inputs?|outputs?|domain[-_ ]?.");
    private static final Pattern BUCKET = Pattern.compile("\\d{5,}");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    /** So much of two folders must match by name for them to be a pair of domains. */
    private static final double MOST = 0.9;

    private final List<String> names;
    private final LayoutHint hint;

    private LayoutDetector(List<String> names, LayoutHint hint) {
        this.names = names;
        this.hint = hint;
    }

    static Result detect(List<String> names, LayoutHint hint) {
        return new LayoutDetector(names, hint).detect();
    }

    private Result detect() {
        if (hint != LayoutHint.FLAT
                && hint != LayoutHint.CLASSES
                && tops(names).stream().allMatch(this::isSplitDomain)) {
            return splitDomains();
        }
        boolean splits = tops(names).stream().allMatch(t -> SPLITS.contains(t.toLowerCase(Locale.ROOT)));
        List<String> inner = splits ? names.stream().map(LayoutDetector::rest).toList() : names;
        Layout layout = layout(inner);
        List<Place> places = new ArrayList<>(names.size());
        Map<String, Optional<String>> shared = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            Optional<String> split = splits ? some(top(names.get(i)), shared) : Optional.empty();
            String name = inner.get(i);
            Optional<String> first = some(top(name), shared);
            String prefix = split.map(s -> s + "/").orElse("");
            places.add(
                    switch (layout) {
                        case CLASSES -> new Place(split, Optional.empty(), first, "");
                        case DOMAINS ->
                            new Place(
                                    split, first, some(top(rest(name)), shared), prefix + withoutExtension(rest(name)));
                        default -> new Place(split, Optional.empty(), Optional.empty(), "");
                    });
        }
        return new Result(layout, places);
    }

    private Layout layout(List<String> inner) {
        return switch (hint) {
            case FLAT -> Layout.FLAT;
            case HALVES -> Layout.HALVES;
            case CLASSES -> Layout.CLASSES;
            case DOMAINS -> Layout.DOMAINS;
            case AUTO -> guess(inner);
        };
    }

    private static Layout guess(List<String> inner) {
        Map<String, Set<String>> byTop = new TreeMap<>();
        for (String name : inner) {
            byTop.computeIfAbsent(top(name), t -> new HashSet<>()).add(withoutExtension(rest(name)));
        }
        Set<String> tops = byTop.keySet();
        if (tops.contains("")
                || tops.size() < 2
                || tops.stream().allMatch(t -> BUCKET.matcher(t).matches())) {
            return Layout.FLAT;
        }
        return areDomains(byTop) ? Layout.DOMAINS : Layout.CLASSES;
    }

    private static boolean areDomains(Map<String, Set<String>> byTop) {
        List<Set<String>> contents = List.copyOf(byTop.values());
        List<Set<String>> folders = contents.stream()
                .map(c -> c.stream().map(LayoutDetector::top).collect(Collectors.toSet()))
                .toList();
        if (folders.get(0).size() > 1 && folders.stream().allMatch(folders.get(0)::equals)) {
            return true;
        }
        if (byTop.size() != 2) {
            return false;
        }
        boolean named =
                byTop.keySet().stream().allMatch(t -> DOMAIN_NAME.matcher(t).matches());
        if (named) {
            return true;
        }
        Set<String> common = new HashSet<>(contents.get(0));
        common.retainAll(contents.get(1));
        boolean match = common.size()
                >= MOST * Math.max(contents.get(0).size(), contents.get(1).size());
        boolean onlyNumbers = common.stream().allMatch(c -> NUMBER.matcher(c).matches());
        return match && !onlyNumbers;
    }

    private boolean isSplitDomain(String top) {
        return SPLIT_DOMAIN.matcher(top).matches();
    }

    private Result splitDomains() {
        Map<String, Optional<String>> shared = new TreeMap<>();
        List<Place> places = new ArrayList<>(names.size());
        for (String name : names) {
            Matcher m = SPLIT_DOMAIN.matcher(top(name));
            if (!m.matches()) {
                throw new IllegalStateException("Not a split and domain: " + name);
            }
            String split = m.group(1).toLowerCase(Locale.ROOT);
            String domain = m.group(2).toUpperCase(Locale.ROOT);
            places.add(new Place(
                    some(split, shared),
                    some(domain, shared),
                    Optional.empty(),
                    split + "/" + withoutExtension(rest(name))));
        }
        return new Result(Layout.DOMAINS, places);
    }

    /** How many leading folders every name shares, as text; splits and domains are never stripped. */
    static String commonFolders(List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        String prefix = "";
        while (true) {
            int from = prefix.length();
            Set<String> tops = new TreeSet<>();
            for (String name : names) {
                tops.add(top(name.substring(from)));
                if (tops.size() > 1) {
                    return prefix;
                }
            }
            String only = tops.iterator().next();
            boolean meant = only.isEmpty()
                    || SPLITS.contains(only.toLowerCase(Locale.ROOT))
                    || SPLIT_DOMAIN.matcher(only).matches();
            if (meant) {
                return prefix;
            }
            prefix += only + "/";
        }
    }

    private static Optional<String> some(String text, Map<String, Optional<String>> shared) {
        return text.isEmpty() ? Optional.empty() : shared.computeIfAbsent(text, Optional::of);
    }

    private static Set<String> tops(List<String> names) {
        return names.stream().map(LayoutDetector::top).collect(Collectors.toSet());
    }

    /** The first folder, or "" for a file that lies in none. */
    static String top(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }

    private static String rest(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    private static String withoutExtension(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= name.lastIndexOf('/') ? name : name.substring(0, dot);
    }
}
