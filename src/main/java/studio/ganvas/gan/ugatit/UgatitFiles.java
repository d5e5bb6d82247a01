package studio.ganvas.gan.ugatit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Recognised;
import studio.ganvas.tensor.StateDict;

/** Recognises the official files: six state dicts in one {@code .pt}, or a single generator. */
public final class UgatitFiles {
    private static final String FIRST_CONV = "DownBlock.1.weight";

    private UgatitFiles() {}

    /**
     * Finds out from names and shapes whether these are networks of U-GAT-IT, and which; no values are read.
     *
     * @param stateDicts as a checkpoint holds them, by path; a nameless generator counts as {@code genA2B}
     * @return empty when there is no generator of U-GAT-IT among them
     */
    public static Optional<Recognised> recognise(Map<String, StateDict> stateDicts) {
        Map<String, StateDict> found = new LinkedHashMap<>();
        stateDicts.forEach((path, state) -> {
            String name = path.substring(path.lastIndexOf('.') + 1);
            StateDict plain = Recognised.plain(state);
            if (Ugatit.GENERATORS.contains(name) || Ugatit.DISCRIMINATORS.contains(name)) {
                found.put(name, plain);
            } else if (stateDicts.size() == 1 && plain.get(FIRST_CONV).isPresent()) {
                found.put("genA2B", plain);
            }
        });
        return Ugatit.GENERATORS.stream()
                .filter(found::containsKey)
                .map(found::get)
                .filter(g ->
                        g.get(FIRST_CONV).isPresent() && g.get("FC.0.weight").isPresent())
                .findFirst()
                .map(g -> Recognised.fitting(new Ugatit(), options(g, found), found))
                .filter(recognised -> recognised.weights().keySet().stream().anyMatch(Ugatit.GENERATORS::contains));
    }

    private static Options options(StateDict generator, Map<String, StateDict> found) {
        long[] first = generator.get(FIRST_CONV).orElseThrow().shape(); // [ch, C, 7, 7]
        long wide = 4 * first[0];
        long seen = generator.get("FC.0.weight").orElseThrow().shape()[1];
        boolean light = seen == wide;
        int size = light ? lightSize(found) : 4 * (int) Math.round(Math.sqrt((double) seen / wide));
        long blocks = generator.names().stream()
                .filter(name -> name.matches("UpBlock1_\\d+\\.conv1\\.weight"))
                .count();
        return Options.of(
                new Ugatit().info().options(),
                Map.of(
                        CommonOptions.IMAGE_SIZE, size,
                        CommonOptions.CHANNELS, Long.toString(first[1]),
                        Ugatit.CH, first[0],
                        Ugatit.BLOCKS, blocks,
                        Ugatit.LIGHT, light));
    }

    /** A light generator does not say for which size it was trained; the depth of a global discriminator does, roughly. */
    private static int lightSize(Map<String, StateDict> found) {
        long convolutions = Optional.ofNullable(found.get("disGA"))
                .map(d -> d.names().stream()
                        .filter(name -> name.matches("model\\.\\d+\\.weight_orig"))
                        .count())
                .orElse(0L);
        return convolutions == 5 ? 64 : convolutions == 4 ? 32 : 256;
    }
}
