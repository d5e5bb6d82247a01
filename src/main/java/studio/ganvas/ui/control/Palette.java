package studio.ganvas.ui.control;

import java.util.List;
import javafx.scene.paint.Color;

/**
 * Colours of a plot. The curves have those of Okabe and Ito ("Color Universal Design", 2008), which eyes with any colour
 * vision tell apart; the order differs between the grounds so that the first ones stand out on each.
 *
 * @param ground behind a plot that is saved to a file
 * @param ink numbers and words
 * @param grid lines behind the curves
 */
public record Palette(Color ground, Color ink, Color grid, Color card, List<Color> curves) {
    private static final Palette DARK = new Palette(
            Color.web("#0d1117"),
            Color.web("#8b949e"),
            Color.web("#21262d"),
            Color.web("#161b22"),
            colors("#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#F0E442", "#D55E00", "#0072B2", "#C9D1D9"));
    private static final Palette LIGHT = new Palette(
            Color.web("#ffffff"),
            Color.web("#57606a"),
            Color.web("#d8dee4"),
            Color.web("#f6f8fa"),
            colors("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#B0A000", "#D55E00", "#56B4E9", "#000000"));

    /** The palette for a dark or a light ground. */
    public static Palette of(boolean dark) {
        return dark ? DARK : LIGHT;
    }

    /** The colour of the {@code index}-th name; they repeat after eight. */
    public Color curve(int index) {
        return curves.get(Math.floorMod(index, curves.size()));
    }

    private static List<Color> colors(String... webs) {
        return List.of(webs).stream().map(Color::web).toList();
    }
}
