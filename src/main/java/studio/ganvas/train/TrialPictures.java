package studio.ganvas.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Item;
import studio.ganvas.data.Pair;
import studio.ganvas.data.PictureException;
import studio.ganvas.data.Transform;
import studio.ganvas.image.Pixels;

/**
 * Pictures to try a translator with, as its networks see them, by the names of their files.
 *
 * @param heldOut whether it was trained on none of them
 */
public record TrialPictures(Map<String, Pixels> pictures, boolean heldOut) {

    /**
     * Pictures of a plan's dataset: of those that are kept aside where there are such, else of all.
     *
     * @param first whether of the first set (A) or the second
     * @param names of the files wanted, without their ending; empty for any, spread over all
     * @param most so many at most
     * @throws RunException when the dataset doesn't fit the plan, or a name isn't there
     */
    public static TrialPictures of(Dataset dataset, RunPlan plan, boolean first, List<String> names, int most) {
        DataBatches.check(dataset, plan.system().info().data());
        Dataset divided;
        try {
            divided = DataBatches.split(dataset, plan);
        } catch (IllegalArgumentException e) {
            throw new RunException(e.getMessage(), e);
        }
        Optional<String> split = divided.testSplit();
        List<Item> all = items(divided, first, split);
        List<Item> wanted = names.isEmpty() ? spread(all, most) : named(all, names);
        Transform transform = new Transform(DataBatches.transform(plan).deterministic());
        Map<String, Pixels> pictures = new LinkedHashMap<>();
        for (Item item : wanted) {
            try {
                pictures.put(stem(item), transform.preview(divided.read(item), 0));
            } catch (PictureException e) {
                throw new RunException("The picture " + item.name() + " can't be read: " + e.getMessage(), e);
            }
        }
        return new TrialPictures(pictures, split.isPresent());
    }

    private static List<Item> items(Dataset dataset, boolean first, Optional<String> split) {
        if (dataset.paired()) {
            return dataset.pairs(split).stream().map(first ? Pair::a : Pair::b).toList();
        }
        Optional<String> domain = Optional.of(dataset.domains().get(first ? 0 : 1));
        return dataset.items(split).stream()
                .filter(item -> item.domain().equals(domain))
                .toList();
    }

    private static List<Item> spread(List<Item> all, int most) {
        int count = Math.min(most, all.size());
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList();
    }

    private static List<Item> named(List<Item> all, List<String> names) {
        return names.stream()
                .map(name -> all.stream()
                        .filter(item -> stem(item).equals(name))
                        .findFirst()
                        .orElseThrow(() -> new RunException("There is no picture “" + name
                                + "” to try the model with; one that it was not trained on is, for example, “"
                                + all.stream()
                                        .findFirst()
                                        .map(TrialPictures::stem)
                                        .orElse("") + "”.")))
                .toList();
    }

    private static String stem(Item item) {
        return item.name().substring(item.name().lastIndexOf('/') + 1).replaceFirst("\\.[^.]*$", "");
    }
}
