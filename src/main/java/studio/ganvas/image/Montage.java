package studio.ganvas.image;

import java.util.Arrays;
import java.util.List;

/** Many pictures on one. */
public final class Montage {
    private Montage() {}

    /**
     * A grid, filled row by row; each cell is as large as the largest picture, smaller ones stand in its middle.
     *
     * @param pictures at least one
     * @param columns at least 1
     * @param gap pixels between cells; none around the grid
     * @param background ARGB of gaps and empty cells
     */
    public static Pixels grid(List<Pixels> pictures, int columns, int gap, int background) {
        if (pictures.isEmpty() || columns < 1 || gap < 0) {
            throw new IllegalArgumentException(
                    "Cannot lay " + pictures.size() + " pictures in " + columns + " columns with gaps of " + gap);
        }
        int cellW = pictures.stream().mapToInt(Pixels::width).max().orElseThrow();
        int cellH = pictures.stream().mapToInt(Pixels::height).max().orElseThrow();
        int across = Math.min(columns, pictures.size());
        int down = (pictures.size() + columns - 1) / columns;
        int width = Math.addExact(Math.multiplyExact(across, cellW), (across - 1) * gap);
        int height = Math.addExact(Math.multiplyExact(down, cellH), (down - 1) * gap);
        int[] out = new int[Math.multiplyExact(width, height)];
        Arrays.fill(out, background);
        for (int i = 0; i < pictures.size(); i++) {
            Pixels p = pictures.get(i);
            int left = i % columns * (cellW + gap) + (cellW - p.width()) / 2;
            int top = i / columns * (cellH + gap) + (cellH - p.height()) / 2;
            for (int y = 0; y < p.height(); y++) {
                System.arraycopy(p.argb(), y * p.width(), out, (top + y) * width + left, p.width());
            }
        }
        return new Pixels(width, height, out);
    }

    /** How many columns make a grid of {@code n} square pictures look square: ⌈√n⌉. */
    public static int squareColumns(int n) {
        return (int) Math.max(1, Math.ceil(Math.sqrt(n)));
    }
}
