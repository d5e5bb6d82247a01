package studio.ganvas.engine.metric;

import java.util.Arrays;
import java.util.Locale;
import studio.ganvas.engine.StudioException;

/** What can be measured. The names of the files are {@code metric-<id>.jsonl}. */
public enum MetricKind {
    /** Fréchet inception distance; of translations, to the target domain. */
    FID,
    /** Kernel inception distance; of translations also the mean KID of the U-GAT-IT paper. */
    KID,
    /** Precision and recall. */
    PR,
    /** Inception score. */
    IS,
    /** Perceptual path length, of generators with latents. */
    PPL,
    /** LPIPS: how much pictures differ from each other; of pairs, how far translations are from the truth, with L1. */
    LPIPS,
    /** Nearest training pictures: does the generator repeat what it has seen? */
    NEIGHBOURS;

    /** Name in commands and files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@link StudioException} names what there is. */
    public static MetricKind of(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id().equals(id.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new StudioException("There is no metric “" + id.strip() + "”. There are: "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(MetricKind::id).toList()) + "."));
    }
}
