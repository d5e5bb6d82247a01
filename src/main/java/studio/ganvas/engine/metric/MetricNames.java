package studio.ganvas.engine.metric;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the results' names in files, such as {@code mean_kid_AtoB}, stand for. */
public final class MetricNames {
    private static final Pattern DIRECTION = Pattern.compile("(.+?)_([A-Za-z0-9]+)to([A-Za-z0-9]+)");
    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("fid", "FID"),
            Map.entry("kid", "KID"),
            Map.entry("kid_std", "KID, spread"),
            Map.entry("mean_kid", "Mean KID (U-GAT-IT)"),
            Map.entry("mean_kid_std", "Mean KID, spread"),
            Map.entry("precision", "Precision"),
            Map.entry("recall", "Recall"),
            Map.entry("is", "Inception score"),
            Map.entry("is_std", "Inception score, spread"),
            Map.entry("ppl_w", "PPL in W"),
            Map.entry("ppl_z", "PPL in z"),
            Map.entry("lpips_diversity", "LPIPS diversity"),
            Map.entry("lpips_truth", "LPIPS to the truth"),
            Map.entry("l1", "L1 to the truth"),
            Map.entry("nearest_ratio", "Nearest neighbours, ratio"));

    private MetricNames() {}

    /** The name without the direction of a translation. */
    public static String base(String name) {
        Matcher parts = DIRECTION.matcher(name);
        return parts.matches() ? parts.group(1) : name;
    }

    /** The direction of a translation with an arrow before it, such as {@code  A→B}; empty without one. */
    public static String direction(String name) {
        Matcher parts = DIRECTION.matcher(name);
        return parts.matches() ? " " + parts.group(2) + "→" + parts.group(3) : "";
    }

    /** In words; a result of another program keeps its name. */
    public static String title(String name) {
        return TITLES.getOrDefault(base(name), base(name)) + direction(name);
    }

    /** Whether more is better; of most results less is. */
    public static boolean moreIsBetter(String name) {
        String base = base(name);
        return base.matches("(precision|recall|is|lpips_diversity)")
                // NVIDIA's names of the same: pr50k3_full_precision, is50k_mean
                || base.matches("pr\\d.*|is\\d+k_mean");
    }
}
