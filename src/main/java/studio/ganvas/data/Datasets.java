package studio.ganvas.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Opens a folder, a zip or an IDX file as a {@link Dataset}. Only names are read (and the headers of a few pictures), so
 * 100,000 files open in a second or two.
 *
 * <p>A {@link DatasetEdits} file in the folder or zip, or opened itself, changes what is seen of the pictures.
 *
 * <p>What {@link LayoutHint#AUTO} decides, first match first, after leaving out hidden files and folders that all files
 * share:
 *
 * <ol>
 *   <li>{@code dataset.json} beside the pictures: StyleGAN's classes, folders mean nothing.
 *   <li>{@code *-idx3-ubyte} (also {@code .gz}) and no pictures: the MNIST family, {@code train}/{@code t10k} are splits.
 *   <li>All first folders are {@code trainA}, {@code testB} …: splits and domains.
 *   <li>All first folders are splits ({@code train}, {@code test}, {@code val} …): they are, and the folders inside them are
 *       looked at as follows.
 *   <li>All (two or more) folders hold the same two or more folders: domains, and inside them classes.
 *   <li>Two folders, and either both have a domain's name ({@code A}, {@code B-colour}, {@code source} …) or nine tenths of
 *       their files go by the same names: domains. Equal names that are mere numbers prove nothing: those are classes.
 *   <li>Other folders, all pictures in one: classes; unless all are long numbers ({@code 00000}, {@code 01000}), which only
 *       keep folders small, or pictures lie beside the folders too (up to one in a hundred is left out
 *       instead).
 *   <li>No folders, and every picture looked at is exactly twice as wide as high: A|B halves. Otherwise: flat.
 * </ol>
 *
 * Two domains are <em>paired</em> when nine tenths of the larger one have a partner of the same name.
 */
public final class Datasets {
    /** So many headers are looked at to tell A|B halves. */
    private static final int SAMPLED = 8;
    /** StyleGAN's own limit is far below; this bounds the list of class names. */
    private static final int MAX_CLASSES = 100_000;

    private Datasets() {}

    /** {@link #open(Path, LayoutHint)} with {@link LayoutHint#AUTO}. */
    public static Dataset open(Path path) throws IOException {
        return open(path, LayoutHint.AUTO);
    }

    /**
     * Opens a dataset.
     *
     * @throws IOException with a message for the user, when there is nothing to open or no picture in it
     */
    public static Dataset open(Path path, LayoutHint hint) throws IOException {
        if (DatasetEdits.isName(path) && Files.isRegularFile(path)) {
            return edited(path, hint);
        }
        FileSource source = source(path);
        try {
            int own = source.names().indexOf(DatasetEdits.FILE);
            List<Edit> edits = own < 0
                    ? List.of()
                    : DatasetEdits.parse(source.read(own), DatasetEdits.FILE).edits();
            Dataset dataset = open(path, hint, source);
            return edits.isEmpty() ? dataset : EditedDataset.of(dataset, path, edits);
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** The dataset that a file of edits names; relative to the file where the path is. */
    private static Dataset edited(Path file, LayoutHint hint) throws IOException {
        DatasetEdits edits = DatasetEdits.read(file);
        Path place = file.toAbsolutePath().normalize().getParent();
        Path source = edits.source().map(place::resolve).orElse(place);
        if (source.equals(place)) {
            return open(source, hint);
        }
        if (DatasetEdits.isName(source)) {
            throw new IOException(file + " names another list of edits as its source; it must name pictures");
        }
        return EditedDataset.of(open(source, hint), file, edits.edits());
    }

    private static FileSource source(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return new FolderSource(path, FolderSource.MAX_DEPTH);
        }
        if (!Files.exists(path)) {
            throw new IOException(path + " does not exist any more; choose the dataset again");
        }
        if (IdxStore.isPictures(path.getFileName().toString())) {
            return new FolderSource(path.toAbsolutePath().getParent(), 1);
        }
        if (path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
            return new ZipSource(path);
        }
        throw new IOException(
                path.getFileName() + " is neither a folder, a zip nor an IDX file (…-idx3-ubyte, …-idx3-ubyte.gz)");
    }

    private static Dataset open(Path path, LayoutHint hint, FileSource source) throws IOException {
        List<Problem> problems = new ArrayList<>(source.problems());
        List<Integer> pictures = new ArrayList<>();
        List<Integer> idx = new ArrayList<>();
        Optional<Integer> json = Optional.empty();
        boolean singleIdx = !Files.isDirectory(path)
                && IdxStore.isPictures(path.getFileName().toString());
        for (int i = 0; i < source.names().size(); i++) {
            String name = source.names().get(i);
            if (singleIdx ? name.equals(path.getFileName().toString()) : IdxStore.isPictures(name)) {
                idx.add(i);
            } else if (PictureFormat.isPictureName(name)) {
                pictures.add(i);
            } else if (PictureFormat.isForeignPictureName(name)) {
                problems.add(new Problem(name, "pictures of this format are not read; convert them to PNG or JPEG"));
            } else if (name.equals("dataset.json") || name.endsWith("/dataset.json")) {
                // The one nearest to the root counts.
                int shown = i;
                json = Optional.of(json.filter(j -> source.names().get(j).length() <= name.length())
                        .orElse(shown));
            }
        }
        if (singleIdx || (pictures.isEmpty() && !idx.isEmpty())) {
            return idx(path, source, idx, problems);
        }
        if (pictures.isEmpty()) {
            throw new IOException("There are no pictures in " + path.getFileName()
                    + (problems.isEmpty()
                            ? ""
                            : " that can be read (" + problems.get(0).reason() + ")"));
        }
        if (json.isPresent() && hint == LayoutHint.AUTO) {
            Optional<Dataset> styleGan = styleGan(path, source, pictures, json.get(), problems);
            if (styleGan.isPresent()) {
                return styleGan.get();
            }
        }
        return folders(path, hint, source, pictures, problems);
    }

    private static Dataset idx(Path path, FileSource source, List<Integer> files, List<Problem> problems)
            throws IOException {
        IdxStore store = new IdxStore(source, files);
        source.close();
        problems.addAll(store.problems());
        if (store.items().isEmpty()) {
            throw new IOException("There are no pictures in " + path.getFileName()
                    + (problems.isEmpty() ? "" : ": " + problems.get(0).reason()));
        }
        List<String> classes =
                IntStream.range(0, store.classCount()).mapToObj(String::valueOf).toList();
        return new Dataset(path, Layout.IDX, store.items(), classes, List.of(), problems, store);
    }

    private static Optional<Dataset> styleGan(
            Path path, FileSource source, List<Integer> pictures, int json, List<Problem> problems) throws IOException {
        String jsonName = source.names().get(json);
        String root = jsonName.substring(0, jsonName.length() - "dataset.json".length());
        Map<String, Integer> labels = new HashMap<>();
        try {
            labels.putAll(StyleGanLabels.parse(source.read(json)));
        } catch (JsonProcessingException | PictureException e) {
            problems.add(new Problem(jsonName, "damaged; its classes are left out"));
            return Optional.empty();
        }
        List<Item> items = new ArrayList<>();
        Map<Integer, Optional<String>> names = new HashMap<>();
        int classCount = 0;
        for (int file : pictures) {
            String name = source.names().get(file);
            Integer label = name.startsWith(root) ? labels.get(name.substring(root.length())) : null;
            if (label != null && (label < 0 || label >= MAX_CLASSES)) {
                problems.add(new Problem(name, "its class in dataset.json, " + label + ", makes no sense"));
                label = null;
            }
            classCount = Math.max(classCount, label == null ? 0 : label + 1);
            Optional<String> shown = label == null
                    ? Optional.empty()
                    : names.computeIfAbsent(label, l -> Optional.of(String.valueOf(l)));
            items.add(new Item(items.size(), name, Optional.empty(), shown, Optional.empty(), Item.Part.WHOLE));
        }
        List<String> classes =
                IntStream.range(0, classCount).mapToObj(String::valueOf).toList();
        PictureStore store =
                new FileStore(source, pictures.stream().mapToInt(i -> i).toArray());
        return Optional.of(new Dataset(path, Layout.STYLEGAN, items, classes, List.of(), problems, store));
    }

    private static Dataset folders(
            Path path, LayoutHint hint, FileSource source, List<Integer> all, List<Problem> problems) {
        List<Integer> pictures = hint == LayoutHint.AUTO ? withoutStrays(all, source, problems) : all;
        List<String> names = pictures.stream().map(source.names()::get).toList();
        int shared = LayoutDetector.commonFolders(names).length();
        List<String> inner = names.stream().map(n -> n.substring(shared)).toList();
        LayoutDetector.Result result = LayoutDetector.detect(inner, hint);
        boolean halves = result.layout() == Layout.HALVES
                || (hint == LayoutHint.AUTO && result.layout() == Layout.FLAT && looksLikeHalves(source, pictures));
        List<Item> items = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<Integer> files = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            LayoutDetector.Place place = result.places().get(i);
            List<Item.Part> parts = halves ? List.of(Item.Part.LEFT, Item.Part.RIGHT) : List.of(Item.Part.WHOLE);
            for (Item.Part part : parts) {
                Optional<String> domain = halves ? HALF_DOMAINS.get(part) : place.domain();
                items.add(new Item(items.size(), names.get(i), domain, place.label(), place.split(), part));
                keys.add(halves ? names.get(i) : place.key());
                files.add(pictures.get(i));
            }
        }
        Set<String> classes = new TreeSet<>(NaturalOrder.INSTANCE);
        items.forEach(item -> item.label().ifPresent(classes::add));
        List<Pair> pairs = pairs(items, keys);
        if (!pairs.isEmpty()) {
            reportLonely(items, pairs, problems);
        }
        PictureStore store =
                new FileStore(source, files.stream().mapToInt(i -> i).toArray());
        Layout layout = halves ? Layout.HALVES : result.layout();
        return new Dataset(path, layout, items, List.copyOf(classes), pairs, problems, store);
    }

    /** A title picture beside a hundred times as many in folders is not meant to be learned from. */
    private static List<Integer> withoutStrays(List<Integer> pictures, FileSource source, List<Problem> problems) {
        int shared = LayoutDetector.commonFolders(
                        pictures.stream().map(source.names()::get).toList())
                .length();
        List<Integer> strays = pictures.stream()
                .filter(i -> source.names().get(i).indexOf('/', shared) < 0)
                .toList();
        if (strays.isEmpty() || strays.size() * 100L > pictures.size()) {
            return pictures;
        }
        strays.forEach(i -> problems.add(new Problem(
                source.names().get(i), "lies beside the folders that hold the dataset, so it is left out")));
        Set<Integer> left = new HashSet<>(strays);
        return pictures.stream().filter(i -> !left.contains(i)).toList();
    }

    private static final Map<Item.Part, Optional<String>> HALF_DOMAINS =
            Map.of(Item.Part.LEFT, Optional.of("A"), Item.Part.RIGHT, Optional.of("B"));

    private static boolean looksLikeHalves(FileSource source, List<Integer> pictures) {
        int step = Math.max(1, pictures.size() / SAMPLED);
        int seen = 0;
        for (int i = 0; i < pictures.size(); i += step) {
            try {
                PictureInfo info = FileStore.info(source, pictures.get(i));
                if (info.width() != 2 * info.height()) {
                    return false;
                }
                seen++;
            } catch (PictureException ignored) {
                // An unreadable picture says nothing about the layout; a checkup reports it.
            }
        }
        return seen > 0;
    }

    private static List<Pair> pairs(List<Item> items, List<String> keys) {
        List<String> domains = items.stream()
                .flatMap(i -> i.domain().stream())
                .distinct()
                .sorted()
                .toList();
        if (domains.size() != 2) {
            return List.of();
        }
        Map<String, Item> second = new HashMap<>();
        List<Item> first = new ArrayList<>();
        for (Item item : items) {
            if (item.domain().equals(Optional.of(domains.get(1)))) {
                second.put(keys.get(item.index()), item);
            } else {
                first.add(item);
            }
        }
        List<Pair> pairs = new ArrayList<>();
        for (Item a : first) {
            Item b = second.get(keys.get(a.index()));
            if (b != null) {
                pairs.add(new Pair(a, b));
            }
        }
        int larger = Math.max(first.size(), items.size() - first.size());
        return 10L * pairs.size() >= 9L * larger ? pairs : List.of();
    }

    private static void reportLonely(List<Item> items, List<Pair> pairs, List<Problem> problems) {
        Set<Integer> matched = new HashSet<>();
        pairs.forEach(p -> matched.addAll(List.of(p.a().index(), p.b().index())));
        for (Item item : items) {
            if (!matched.contains(item.index())) {
                problems.add(new Problem(item.name(), "has no partner of the same name in the other domain"));
            }
        }
    }
}
