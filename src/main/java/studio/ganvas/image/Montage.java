package studio.ganvas.image;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Many pictures on one. */
public final class Montage {
    /** Pixels between the pictures of a sheet of samples. */
    public static final int SHEET_GAP = 2;

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

    /**
     * A grid without some of its columns.
     *
     * @param columns of the grid, of equal width; where the width does not fit them, the grid comes back as it is
     * @param gap pixels between them
     * @param hidden which to leave out, counted from 0; not all
     */
    public static Pixels withoutColumns(Pixels grid, int columns, int gap, Set<Integer> hidden) {
        int[] kept =
                IntStream.range(0, columns).filter(i -> !hidden.contains(i)).toArray();
        int pitch = (grid.width() + gap) / columns;
        if (kept.length == 0 || kept.length == columns || pitch * columns != grid.width() + gap || pitch <= gap) {
            return grid;
        }
        int width = kept.length * pitch - gap;
        int[] out = new int[width * grid.height()];
        for (int y = 0; y < grid.height(); y++) {
            for (int i = 0; i < kept.length; i++) {
                int from = y * grid.width() + kept[i] * pitch;
                System.arraycopy(
                        grid.argb(), from, out, y * width + i * pitch, pitch - (i < kept.length - 1 ? 0 : gap));
            }
        }
        return new Pixels(width, grid.height(), out);
    }

    /** How many columns make a grid of {@code n} square pictures look square: ⌈√n⌉. */
    public static int squareColumns(int n) {
        return (int) Math.max(1, Math.ceil(Math.sqrt(n)));
    }
}
