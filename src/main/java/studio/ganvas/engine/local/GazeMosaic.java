package studio.ganvas.engine.local;

import java.util.Optional;
import java.util.OptionalDouble;
import studio.ganvas.engine.stylize.Attention;
import studio.ganvas.image.HeatMap;
import studio.ganvas.tensor.Tensor;

/**
 * What a network saw in each tile, put together: one map of the whole photo, blended where tiles overlap as the picture is,
 * and the means of its answers.
 */
final class GazeMosaic {
    /** Pixels of the photo to a cell of the map: that of U-GAT-IT's generators. */
    private static final int CELL = 4;

    private final PhotoTiles tiles;
    private final int width;
    private final int height;
    private final float[] map;
    private double gap;
    private double gmp;
    private double answer;
    private boolean judged;
    private int seen;

    GazeMosaic(PhotoTiles tiles) {
        this.tiles = tiles;
        width = (tiles.photo().width() - 1) / CELL + 1;
        height = (tiles.photo().height() - 1) / CELL + 1;
        map = new float[Math.multiplyExact(width, height)];
    }

    /**
     * Adds what was seen in a tile.
     *
     * @param heatMap [1, h, w] over the whole tile
     * @param logits [1, 2]
     * @param answers of a discriminator, [1, 1, h', w']
     */
    void add(int tile, Tensor heatMap, Tensor logits, Optional<Tensor> answers) {
        HeatMap part = new HeatMap((int) heatMap.size(2), (int) heatMap.size(1), heatMap.toFloats());
        int column = tiles.column(tile);
        int row = tiles.row(tile);
        TileAxis across = tiles.across();
        TileAxis down = tiles.down();
        for (int y = 0; y < height; y++) {
            double atY = middle(y, tiles.photo().height()) - down.start(row);
            if (atY < 0 || atY >= down.tile()) {
                continue;
            }
            float weightY = down.weight(row, (int) atY);
            for (int x = 0; x < width; x++) {
                double atX = middle(x, tiles.photo().width()) - across.start(column);
                if (atX >= 0 && atX < across.tile()) {
                    float weight = weightY * across.weight(column, (int) atX);
                    map[y * width + x] += weight * part.at(atX / across.tile(), atY / down.tile());
                }
            }
        }
        float[] two = logits.toFloats();
        gap += two[0];
        gmp += two[1];
        answers.ifPresent(all -> {
            answer += all.mean().item();
            judged = true;
        });
        seen++;
    }

    /** Of a cell, in pixels; the last one may reach over the edge of the photo. */
    private static double middle(int cell, int length) {
        return Math.min((cell + 0.5) * CELL, length - 0.5);
    }

    /** Empty before anything was added. */
    Optional<Attention> result() {
        return seen == 0
                ? Optional.empty()
                : Optional.of(new Attention(
                        new HeatMap(width, height, map),
                        gap / seen,
                        gmp / seen,
                        judged ? OptionalDouble.of(answer / seen) : OptionalDouble.empty(),
                        seen));
    }
}
