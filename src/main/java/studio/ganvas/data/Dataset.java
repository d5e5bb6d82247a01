package studio.ganvas.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pictures and what is known about them without decoding any; opened by {@link Datasets}. The lists never change. Reading
 * is safe from any number of threads until {@link #close()}.
 */
public final class Dataset implements AutoCloseable {
    private final Path path;
    private final String name;
    private final Layout layout;
    private final List<Item> items;
    private final List<String> classes;
    private final Map<String, Integer> classNumbers = new HashMap<>();
    private final List<String> domains;
    private final List<String> splits;
    private final List<Pair> pairs;
    private final List<Problem> problems;
    private final List<Edit> edits;
    private final PictureStore store;

    Dataset(
            Path path,
            Layout layout,
            List<Item> items,
            List<String> classes,
            List<Pair> pairs,
            List<Problem> problems,
            PictureStore store) {
        this(path, nameOf(path), layout, items, classes, pairs, problems, List.of(), store);
    }

    Dataset(
            Path path,
            String name,
            Layout layout,
            List<Item> items,
            List<String> classes,
            List<Pair> pairs,
            List<Problem> problems,
            List<Edit> edits,
            PictureStore store) {
        this.path = path;
        this.name = name;
        this.layout = layout;
        this.items = List.copyOf(items);
        this.classes = List.copyOf(classes);
        for (int i = 0; i < classes.size(); i++) {
            classNumbers.put(classes.get(i), i);
        }
        this.domains =
                items.stream().flatMap(i -> i.domain().stream()).collect(Collectors.toCollection(TreeSet::new)).stream()
                        .toList();
        this.splits =
                items.stream().flatMap(i -> i.split().stream()).collect(Collectors.toCollection(TreeSet::new)).stream()
                        .toList();
        this.pairs = List.copyOf(pairs);
        this.problems = List.copyOf(problems);
        this.edits = List.copyOf(edits);
        this.store = store;
    }

    /** The folder or file that was opened. */
    public Path path() {
        return path;
    }

    /** The folder's or file's name without its ending: what a run is named after. */
    public String name() {
        return name;
    }

    private static String nameOf(Path path) {
        Path file = path.toAbsolutePath().normalize().getFileName();
        return file == null ? "dataset" : file.toString().replaceFirst("(?i)\\.(zip|gz)$", "");
    }

    public Layout layout() {
        return layout;
    }

    /** Every picture, in the order of the files' names. */
    public List<Item> items() {
        return items;
    }

    /** The pictures of one split; all of them where {@code split} is empty. */
    public List<Item> items(Optional<String> split) {
        return split.isEmpty()
                ? items
                : items.stream().filter(i -> i.split().equals(split)).toList();
    }

    /** Class names; the place in this list is the class's number. Empty where nothing is labelled. */
    public List<String> classes() {
        return classes;
    }

    /** The number of the item's class, or −1 where it has none. */
    public int classOf(Item item) {
        return item.label().map(l -> classNumbers.getOrDefault(l, -1)).orElse(-1);
    }

    /** Names of the domains, sorted; the first is A of a translation, the second B. */
    public List<String> domains() {
        return domains;
    }

    /** Names of the splits, sorted. */
    public List<String> splits() {
        return splits;
    }

    /** The split to train on: {@code train} where there is one. */
    public Optional<String> trainSplit() {
        return splits.stream()
                .filter(s -> s.toLowerCase(Locale.ROOT).startsWith("train"))
                .findFirst();
    }

    /** The split to measure on: {@code test} or {@code val…} where there is one beside {@link #trainSplit()}. */
    public Optional<String> testSplit() {
        return Stream.of("test", "val", "held")
                .flatMap(start ->
                        splits.stream().filter(s -> s.toLowerCase(Locale.ROOT).startsWith(start)))
                .findFirst()
                .filter(s -> trainSplit().isPresent());
    }

    /**
     * The same pictures with a test set, see {@link HoldOut}. It shares this dataset's files: close either.
     *
     * @param n how many pictures (pairs; of two unpaired domains: of each) make the test set
     * @throws IllegalArgumentException with a message for the user, when the dataset has splits already or nothing would
     *     be left to train on
     */
    public Dataset withHeldOut(int n) {
        List<Item> split = HoldOut.of(this, n);
        List<Pair> again = pairs.stream()
                .map(pair ->
                        new Pair(split.get(pair.a().index()), split.get(pair.b().index())))
                .toList();
        return new Dataset(path, name, layout, split, classes, again, problems, edits, store);
    }

    /** Whether the pictures of two domains belong together one by one. */
    public boolean paired() {
        return !pairs.isEmpty();
    }

    /** The pairs, in the order of A's names. */
    public List<Pair> pairs() {
        return pairs;
    }

    /** The pairs of one split; all of them where {@code split} is empty. */
    public List<Pair> pairs(Optional<String> split) {
        return split.isEmpty()
                ? pairs
                : pairs.stream().filter(p -> p.a().split().equals(split)).toList();
    }

    /** What opening has left out. Files that turn out unreadable are found by a checkup and by {@link Loader}. */
    public List<Problem> problems() {
        return problems;
    }

    /** What {@link DatasetEdits} changes about the files, already done in everything that is told here. */
    public List<Edit> edits() {
        return edits;
    }

    /** How many pictures each class has, in the order of {@link #classes()}. */
    public Map<String, Long> classHistogram() {
        Map<String, Long> histogram = new LinkedHashMap<>();
        classes.forEach(c -> histogram.put(c, 0L));
        items.forEach(i -> i.label().ifPresent(l -> histogram.merge(l, 1L, Long::sum)));
        return histogram;
    }

    /** Decodes one picture. */
    public Picture read(Item item) throws PictureException {
        return store.read(item, 0);
    }

    /** Decodes one picture with no more detail than a preview of {@code edge} pixels needs. */
    Picture read(Item item, int edge) throws PictureException {
        return store.read(item, edge);
    }

    /** The bytes of the file that the item is in: what {@link #decode} wants. An IDX file gives the item's samples. */
    public byte[] file(Item item) throws PictureException {
        return store.file(item);
    }

    /** Decodes one picture from the bytes of its file. */
    public Picture decode(Item item, byte[] file) throws PictureException {
        return store.decode(item, file, 0);
    }

    /** A number that changes when the picture does, without reading it: with {@link #size} a key for what is known of it. */
    public long stamp(Item item) {
        return store.stamp(item);
    }

    /** Reads one picture's header. */
    public PictureInfo info(Item item) throws PictureException {
        return store.info(item);
    }

    /** The same from the bytes of its file. */
    public PictureInfo info(Item item, byte[] file) throws PictureException {
        return store.info(item, file);
    }

    /** Bytes of the item's file, uncompressed. */
    public long size(Item item) {
        return store.size(item);
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    @Override
    public String toString() {
        return name() + " (" + items.size() + " pictures, " + layout + ")";
    }
}
