package studio.ganvas.ui.training;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Series that are looked at together; dozens at once leave no room for their curves. */
enum SeriesGroup {
    /** What is minimised as a whole. */
    MAIN,
    /** With all their terms. */
    LOSSES,
    /** The mixtures of norms, see {@code AttentiveTranslator.rhoSeries}. */
    RHO,
    ALL;

    /** As many as fit above a chart. */
    private static final int FEW = 12;

    boolean has(String series) {
        return switch (this) {
            case MAIN -> series.endsWith("_loss");
            case LOSSES -> series.contains("loss");
            case RHO -> series.startsWith("rho_");
            case ALL -> true;
        };
    }

    /** Those worth offering for these series: all of them at once where they are few. */
    static List<SeriesGroup> of(List<String> series) {
        return series.size() <= FEW
                ? List.of(ALL)
                : Arrays.stream(values())
                        .filter(group -> series.stream().anyMatch(group::has))
                        .toList();
    }

    static Optional<SeriesGroup> named(String name) {
        return Arrays.stream(values())
                .filter(group -> group.name().equals(name))
                .findFirst();
    }
}
