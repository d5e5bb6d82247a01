package studio.ganvas.ui.stylize;

import java.util.Locale;
import studio.ganvas.engine.stylize.Attention;
import studio.ganvas.engine.stylize.Looker;
import studio.ganvas.image.HeatMap;
import studio.ganvas.ui.control.Words;

/** What a network's attention and its classifiers say, in words and numbers. */
final class AttentionWords {
    private static final String[] ROWS = {"upper", "middle", "lower"};
    private static final String[] COLUMNS = {"left", "centre", "right"};

    private AttentionWords() {}

    /** "Generator A → B", "Discriminator of B, large patches". */
    static String name(Looker looker) {
        return looker.kind() == Looker.Kind.GENERATOR
                ? Words.of("attention.generator", Words.of("stylize.direction." + looker.side()))
                : Words.of("attention.discriminator." + looker.kind(), looker.side());
    }

    /** What it takes the picture for. */
    static String verdict(Looker looker, Attention seen) {
        boolean generator = looker.kind() == Looker.Kind.GENERATOR;
        boolean gap = generator ? seen.gap() > 0 : seen.gap() > 0.5;
        boolean gmp = generator ? seen.gmp() > 0 : seen.gmp() > 0.5;
        if (gap != gmp) {
            return Words.of(generator ? "attention.torn" : "attention.torn.real");
        }
        return generator
                ? Words.of("attention.takes", gap ? source(looker) : target(looker))
                : Words.of(gap ? "attention.real" : "attention.made", looker.side());
    }

    private static String source(Looker generator) {
        return generator.side().substring(0, 1);
    }

    private static String target(Looker generator) {
        return generator.side().substring(generator.side().length() - 1);
    }

    /** A logit: of a generator with the probability that it stands for, of a discriminator between made and real. */
    static String figure(Looker looker, double logit) {
        return looker.kind() == Looker.Kind.GENERATOR
                ? String.format(Locale.ROOT, "%+.2f  %.0f %% %s", logit, 100 / (1 + Math.exp(-logit)), source(looker))
                : String.format(Locale.ROOT, "%+.2f", logit);
    }

    /** "upper left": where the map is strongest. */
    static String strongest(HeatMap map) {
        int most = 0;
        for (int i = 1; i < map.values().length; i++) {
            if (map.values()[i] > map.values()[most]) {
                most = i;
            }
        }
        int row = 3 * (most / map.width()) / map.height();
        int column = 3 * (most % map.width()) / map.width();
        return Words.of("attention.place." + ROWS[row] + "." + COLUMNS[column]);
    }
}
