package studio.ganvas.engine.latent;

import java.util.List;
import java.util.Optional;
import studio.ganvas.image.Pixels;

/** A finished style-mixing grid, heads included; its pictures are of at most 512 pixels. */
public record StyleGrid(GridRequest request, List<GridCell> cells) {
    public StyleGrid {
        cells = List.copyOf(cells);
    }

    public Optional<Pixels> at(int row, int column) {
        return cells.stream()
                .filter(cell -> cell.row() == row && cell.column() == column)
                .map(GridCell::picture)
                .findFirst();
    }
}
