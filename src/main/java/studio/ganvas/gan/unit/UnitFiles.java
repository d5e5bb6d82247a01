package studio.ganvas.gan.unit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import studio.ganvas.gan.CommonOptions;
import studio.ganvas.gan.Options;
import studio.ganvas.gan.Recognised;
import studio.ganvas.tensor.StateDict;

/** Recognises UNIT's files: {@code E1_0.pth} … of PyTorch-GAN, {@code gen_00100000.pt} of the authors. */
public final class UnitFiles {
    private static final Pattern ARTICLE = Pattern.compile("(?:.*[/\\\\.])?([EGD][12])(?:_\\d+)?(?:\\.pth?)?");

    private UnitFiles() {}

    /**
     * Finds out from names and shapes whether these are networks of UNIT, and of which form; no values are read.
     *
     * @param stateDicts by network or file name ({@code E1}, {@code E1_0.pth}), or by path as the authors' files hold them
     *     ({@code a}, {@code b})
     * @return empty when they are something else
     */
    public static Optional<Recognised> recognise(Map<String, StateDict> stateDicts) {
        Map<String, StateDict> article = new LinkedHashMap<>();
        Map<String, StateDict> official = new LinkedHashMap<>();
        stateDicts.forEach((path, state) -> {
            StateDict plain = Recognised.plain(state);
            Matcher name = ARTICLE.matcher(path);
            String domain = path.substring(path.length() - Math.min(1, path.length()));
            if (name.matches()) {
                article.put(name.group(1), plain);
            } else if (plain.get("enc.model.0.conv.weight").isPresent()) {
                official.put("gen_" + domain, plain);
            } else if (plain.get("cnns.0.0.conv.weight").isPresent()) {
                official.put("dis_" + domain, plain);
            }
        });
        return article(article).or(() -> official(official)).filter(each -> !each.weights()
                .isEmpty());
    }

    private static Optional<Recognised> article(Map<String, StateDict> found) {
        return Stream.of("E1", "E2")
                .filter(found::containsKey)
                .map(found::get)
                .filter(e -> e.get("model_blocks.1.weight").isPresent())
                .findFirst()
                .map(e -> {
                    long[] first = e.get("model_blocks.1.weight").orElseThrow().shape(); // [dim, C, 7, 7]
                    long halvings = e.entries().values().stream()
                            .filter(tensor -> tensor.shape().length == 4 && tensor.shape()[3] == 4)
                            .count();
                    Map<String, Object> values = new LinkedHashMap<>();
                    values.put(CommonOptions.CHANNELS, Long.toString(first[1]));
                    values.put(UnitOptions.DIM, first[0]);
                    values.put(Unit.HALVINGS, halvings);
                    width(found.get("D1"), "model.0.weight").ifPresent(ndf -> values.put(UnitOptions.NDF, ndf));
                    Unit system = new Unit();
                    return Recognised.fitting(system, Options.of(system.info().options(), values), found);
                });
    }

    private static Optional<Recognised> official(Map<String, StateDict> found) {
        return Stream.of("gen_a", "gen_b")
                .filter(found::containsKey)
                .map(found::get)
                .findFirst()
                .map(g -> {
                    long[] first =
                            g.get("enc.model.0.conv.weight").orElseThrow().shape(); // [dim, C, 7, 7]
                    Map<String, Object> values = new LinkedHashMap<>();
                    values.put(CommonOptions.CHANNELS, Long.toString(first[1]));
                    values.put(UnitOptions.DIM, first[0]);
                    width(found.get("dis_a"), "cnns.0.0.conv.weight")
                            .ifPresent(ndf -> values.put(UnitOptions.NDF, ndf));
                    OfficialUnit system = new OfficialUnit();
                    return Recognised.fitting(system, Options.of(system.info().options(), values), found);
                });
    }

    private static Optional<Long> width(StateDict network, String firstConv) {
        return Optional.ofNullable(network)
                .flatMap(state -> state.get(firstConv))
                .map(tensor -> tensor.shape()[0]);
    }
}
