package studio.ganvas.metric;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Item;
import studio.ganvas.data.PictureException;
import studio.ganvas.data.Transform;
import studio.ganvas.data.TransformSpec;

/** All pictures that {@link FeatureTrainer} learns from, decoded, in memory: 12 kB each. */
final class FeaturePictures {
    /** A content without a class. */
    static final int NO_CLASS = -1;

    private final List<byte[]> pictures = new ArrayList<>();
    private final List<Integer> styles = new ArrayList<>();
    private final List<Integer> classes = new ArrayList<>();
    private final List<List<int[]>> contents = new ArrayList<>();
    private final List<String> styleNames = new ArrayList<>();
    private final Map<String, Integer> classNumbers = new LinkedHashMap<>();

    /**
     * Reads datasets: every domain is a style; a pair shows one content twice, any other picture is a content by itself.
     *
     * @throws IOException when a picture can't be read
     */
    FeaturePictures(List<Dataset> datasets) throws IOException {
        Transform transform = new Transform(TransformSpec.centreCrop(ResidualFeatures.SIZE, 3));
        for (Dataset dataset : datasets) {
            Map<Item, Integer> places = new HashMap<>();
            for (Item item : dataset.items()) {
                places.put(item, pictures.size());
                try {
                    pictures.add(transform.prepare(dataset.read(item)).bytes());
                } catch (PictureException e) {
                    throw new IOException(item.name() + " of " + dataset.name() + ": " + e.getMessage(), e);
                }
                styles.add(style(dataset.name()
                        + item.domain().map(domain -> "/" + domain).orElse("")));
                classes.add(item.label().map(this::classNumber).orElse(NO_CLASS));
            }
            List<int[]> own = new ArrayList<>();
            if (dataset.paired()) {
                dataset.pairs().forEach(pair -> own.add(new int[] {places.get(pair.a()), places.get(pair.b())}));
            } else {
                places.values().stream().sorted().forEach(place -> own.add(new int[] {place, place}));
            }
            contents.add(own);
        }
    }

    private int style(String name) {
        if (!styleNames.contains(name)) {
            styleNames.add(name);
        }
        return styleNames.indexOf(name);
    }

    private int classNumber(String name) {
        return classNumbers.computeIfAbsent(name, any -> classNumbers.size());
    }

    /** Pairs of pictures with the same content, a list for each dataset. */
    List<List<int[]>> contents() {
        return contents;
    }

    int size() {
        return pictures.size();
    }

    List<String> styleNames() {
        return styleNames;
    }

    List<String> classNames() {
        return List.copyOf(classNumbers.keySet());
    }

    int style(int picture) {
        return styles.get(picture);
    }

    int classOf(int picture) {
        return classes.get(picture);
    }

    /** Writes a picture as CHW in [−1, 1]. */
    void write(int picture, float[] out, int offset) {
        byte[] in = pictures.get(picture);
        int places = ResidualFeatures.SIZE * ResidualFeatures.SIZE;
        for (int i = 0; i < places; i++) {
            for (int c = 0; c < 3; c++) {
                out[offset + c * places + i] = (in[3 * i + c] & 255) / 127.5f - 1;
            }
        }
    }
}
