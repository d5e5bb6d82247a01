package studio.ganvas.engine.latent;

import java.util.List;

/**
 * The paper's figure of style mixing (arXiv 1812.04948, figure 3): every row source with the styles of every column source
 * in some rows of ws.
 *
 * @param base truncation, classes, noise and directions of all pictures; its own source and mixing don't count
 * @param styleRows rows of ws that come from the column
 */
public record GridRequest(
        LatentState base, List<LatentSource> rows, List<LatentSource> columns, List<Integer> styleRows) {
    /** More pictures than anybody looks at. */
    public static final int MOST = 10_000;

    public GridRequest {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        styleRows = List.copyOf(styleRows);
        if (rows.isEmpty() || columns.isEmpty()) {
            throw new IllegalArgumentException("A style-mixing grid needs at least one row and one column.");
        }
        if ((long) rows.size() * columns.size() > MOST) {
            throw new IllegalArgumentException("A grid has at most " + MOST + " pictures.");
        }
    }

    /** The state behind a cell: {@code row} or {@code column} may be −1 for the heads of columns and rows, not both. */
    public LatentState at(int row, int column) {
        LatentState plain = base.with(Mixing.NONE);
        if (row < 0) {
            return plain.with(columns.get(column));
        }
        LatentState own = plain.with(rows.get(row));
        if (column < 0) {
            return own;
        }
        Mixing mixing = new Mixing(List.of(columns.get(column)), List.of());
        for (int each : styleRows) {
            mixing = mixing.choose(each, each + 1, 1);
        }
        return own.with(mixing);
    }
}
