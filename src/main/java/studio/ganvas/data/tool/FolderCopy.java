package studio.ganvas.data.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Edit;
import studio.ganvas.data.Item;
import studio.ganvas.data.Layout;
import studio.ganvas.data.Pair;
import studio.ganvas.data.Picture;
import studio.ganvas.data.PictureException;
import studio.ganvas.data.Problem;

/**
 * A dataset as a new folder: edits done, pictures resized, split or mirrored on the way. Pairs stay together and bear the
 * same file name; what was one file with two halves becomes folders A and B. A picture that nothing changes is copied byte
 * by byte; all others become PNGs. Of a pair with an unreadable picture both are left out.
 */
public final class FolderCopy {
    /** A picture's files in the copy: one, or two when it is mirrored; none when it could not be read. */
    private record Made(List<Item> row, Map<String, byte[]> files, String trouble) {}

    private final Dataset dataset;
    private final Optional<Shape> shape;
    private final boolean mirror;
    private final Function<Item, Optional<String>> split;
    private final Map<Integer, Item> firsts = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private final Set<String> taken = new HashSet<>();

    private FolderCopy(Dataset dataset, Optional<Shape> shape, boolean mirror, Function<Item, Optional<String>> split) {
        this.dataset = dataset;
        this.shape = shape;
        this.mirror = mirror;
        this.split = split;
        dataset.pairs().forEach(pair -> firsts.put(pair.b().index(), pair.a()));
        for (Edit edit : dataset.edits()) {
            if (edit instanceof Edit.Convert || edit instanceof Edit.Fit) {
                changed.add(edit.name());
            }
        }
    }

    /** The dataset as its edits make it. */
    public static ToolReport plain(Dataset dataset, Path out, ToolProgress progress) throws IOException {
        return new FolderCopy(dataset, Optional.empty(), false, Item::split).write(out, progress);
    }

    /** All pictures in one shape. */
    public static ToolReport resized(Dataset dataset, Shape shape, Path out, ToolProgress progress) throws IOException {
        return new FolderCopy(dataset, Optional.of(shape), false, Item::split).write(out, progress);
    }

    /** Every picture and, beside it, the same mirrored left to right; both of a pair are. */
    public static ToolReport mirrored(Dataset dataset, Path out, ToolProgress progress) throws IOException {
        return new FolderCopy(dataset, Optional.empty(), true, Item::split).write(out, progress);
    }

    /**
     * Folders {@code train} and {@code test}.
     *
     * @param test part of every class (and of every unpaired domain) that goes to {@code test}, 0 to 1
     * @param seed the same seed gives the same test set, whatever else is in the dataset
     */
    public static ToolReport split(Dataset dataset, double test, long seed, Path out, ToolProgress progress)
            throws IOException {
        Set<Integer> tested = Division.test(dataset, test, seed);
        return new FolderCopy(
                        dataset,
                        Optional.empty(),
                        false,
                        item -> Optional.of(tested.contains(item.index()) ? "test" : "train"))
                .write(out, progress);
    }

    private ToolReport write(Path out, ToolProgress progress) throws IOException {
        List<List<Item>> rows = new ArrayList<>();
        Set<Integer> paired = new HashSet<>();
        for (Pair pair : dataset.pairs()) {
            rows.add(List.of(pair.a(), pair.b()));
            paired.add(pair.a().index());
            paired.add(pair.b().index());
        }
        for (Item item : dataset.items()) {
            if (!paired.contains(item.index())) {
                rows.add(List.of(item));
            }
        }
        List<Problem> leftOut = new ArrayList<>();
        int[] written = new int[1];
        try (NewFolder folder = new NewFolder(out, bytes())) {
            Ordered.each(
                    rows,
                    this::make,
                    made -> {
                        if (made.files().isEmpty()) {
                            leftOut.add(new Problem(made.row().get(0).name(), made.trouble()));
                        }
                        for (Map.Entry<String, byte[]> file : made.files().entrySet()) {
                            folder.write(free(file.getKey()), file.getValue());
                            written[0]++;
                        }
                    },
                    progress);
            if (written[0] == 0) {
                throw new IOException("not one picture of " + dataset.name() + " can be read");
            }
            return new ToolReport(folder.finish(), written[0], leftOut);
        }
    }

    /** About how much will be written: as much as there is, or PNGs of the shape hardly compressed. */
    private long bytes() {
        long sum = 0;
        for (Item item : dataset.items()) {
            sum += shape.map(s -> (long) s.width() * s.height() * 2).orElseGet(() -> dataset.size(item));
        }
        // decoded and compressed again, a JPEG takes several times its size
        return mirror ? 4 * sum : sum;
    }

    /** Names that differ in case or ending alone must not overwrite each other. */
    private String free(String wanted) {
        String name = wanted;
        int dot = wanted.lastIndexOf('.');
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = wanted.substring(0, dot) + "-" + i + wanted.substring(dot);
        }
        return name;
    }

    private Made make(List<Item> row) throws IOException {
        Map<String, byte[]> files = new java.util.LinkedHashMap<>();
        try {
            for (Item item : row) {
                String stem = stem(item);
                byte[] bytes = dataset.file(item);
                Picture picture = dataset.decode(item, bytes);
                boolean asItIs = shape.isEmpty()
                        && item.part() == Item.Part.WHOLE
                        && dataset.layout() != Layout.IDX
                        && !changed.contains(item.name());
                Picture shaped = shape.map(s -> s.apply(picture)).orElse(picture);
                if (asItIs) {
                    files.put(stem + ending(item.name()), bytes);
                } else {
                    files.put(stem + ".png", PlainPng.encode(shaped, true));
                }
                if (mirror) {
                    files.put(stem + "-mirrored.png", PlainPng.encode(shaped.flipped(), true));
                }
            }
            return new Made(row, files, "");
        } catch (PictureException e) {
            return new Made(row, Map.of(), String.valueOf(e.getMessage()));
        }
    }

    /** Split, domain and class as folders, then the file's name without its ending; B is called after its A. */
    private String stem(Item item) {
        Item named = firsts.getOrDefault(item.index(), item);
        StringBuilder stem = new StringBuilder();
        split.apply(named).ifPresent(s -> stem.append(safe(s)).append('/'));
        item.domain().ifPresent(d -> stem.append(safe(d)).append('/'));
        named.label().ifPresent(l -> stem.append(safe(l)).append('/'));
        if (item.domain().isEmpty() && item.label().isEmpty() && item.split().isEmpty() && plainName(named)) {
            return stem + withoutEnding(named.name());
        }
        return stem + withoutEnding(named.name().substring(named.name().lastIndexOf('/') + 1));
    }

    private boolean plainName(Item item) {
        return dataset.layout() == Layout.FLAT && !item.name().contains("#");
    }

    private static String safe(String folder) {
        return folder.replaceAll("[/\\\\:*?\"<>|\\p{Cntrl}]+", "-");
    }

    private static String withoutEnding(String name) {
        int dot = name.lastIndexOf('.');
        String stem = dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
        return stem.replaceAll("[\\\\:*?\"<>|\\p{Cntrl}]+", "-").replace('#', '-');
    }

    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') ? name.substring(dot) : "";
    }
}
