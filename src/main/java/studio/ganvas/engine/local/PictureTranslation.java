package studio.ganvas.engine.local;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.stylize.Attention;
import studio.ganvas.engine.stylize.SizeMode;
import studio.ganvas.gan.AttentiveTranslator;
import studio.ganvas.gan.AttentiveTranslator.RhoOverride;
import studio.ganvas.gan.Translator;
import studio.ganvas.image.Pixels;
import studio.ganvas.nn.PictureStatistics;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;

/**
 * A photo's way through a translator, a tile at a time. Beside photo and result only one row of tiles is in memory. The
 * network sees the photo on white; the result is as transparent as the photo.
 */
final class PictureTranslation {
    private final Supplier<Translator> translator;
    private final int channels;
    private final Translator.Direction direction;
    private final List<RhoOverride> rho;
    private final PhotoTiles tiles;
    private final Pixels photo;
    private final TileAxis across;
    private final TileAxis down;
    private final GazeMosaic gaze;
    private final int[] out;
    private final PictureStatistics statistics = new PictureStatistics();
    private float[][] band = new float[0][];
    private int done;

    private PictureTranslation(
            Supplier<Translator> translator,
            Translator.Direction direction,
            List<RhoOverride> rho,
            int channels,
            PhotoTiles tiles) {
        this.translator = translator;
        this.channels = channels;
        this.direction = direction;
        this.rho = rho;
        this.tiles = tiles;
        this.photo = tiles.photo();
        this.across = tiles.across();
        this.down = tiles.down();
        this.gaze = new GazeMosaic(tiles);
        this.out = new int[photo.argb().length];
    }

    /**
     * Prepares a translation; nothing is computed yet.
     *
     * @param source asked for each tile, because between two of them the model may have had to make room for others
     * @throws StudioException when the photo can't go through this network in this way
     */
    static PictureTranslation of(
            Supplier<Translator> source, Translator.Direction direction, Pixels photo, SizeMode mode) {
        return of(source, direction, photo, mode, List.of());
    }

    /**
     * The same with another ρ than the learnt one.
     *
     * @throws StudioException also when the model has no such layers
     */
    static PictureTranslation of(
            Supplier<Translator> source,
            Translator.Direction direction,
            Pixels photo,
            SizeMode mode,
            List<RhoOverride> rho) {
        Translator translator = source.get();
        if (!rho.isEmpty()) {
            check(rho, translator, direction);
        }
        return new PictureTranslation(
                source, direction, rho, translator.channels(), PhotoTiles.of(translator, photo, mode));
    }

    private static void check(List<RhoOverride> rho, Translator translator, Translator.Direction direction) {
        int layers = 0;
        if (translator instanceof AttentiveTranslator attentive) {
            try (Scope scope = Scope.open()) {
                layers = attentive.rhoLayers(direction).size();
            }
        }
        int known = layers;
        if (rho.stream().anyMatch(each -> each.to() > known)) {
            throw new StudioException(
                    known == 0
                            ? "This model has no layers with a ρ that could be changed."
                            : "This model has only " + known + " layers with a ρ. Reset ρ to go on.");
        }
    }

    /** With tiles of a given size, at the least; see {@link TileAxis#tiled}. */
    static PictureTranslation tiled(
            Supplier<Translator> source, Translator.Direction direction, Pixels photo, int tile, int overlap) {
        Translator translator = source.get();
        return new PictureTranslation(
                source,
                direction,
                List.of(),
                translator.channels(),
                PhotoTiles.tiled(translator, photo, tile, overlap));
    }

    int tiles() {
        return tiles.count();
    }

    int tileWidth() {
        return across.tile();
    }

    int tileHeight() {
        return down.tile();
    }

    boolean finished() {
        return done == tiles();
    }

    double fraction() {
        return (double) done / tiles();
    }

    /** Translates the next tile. On the compute thread. */
    void advance() {
        int column = tiles.column(done);
        int row = tiles.row(done);
        try (Scope scope = Scope.open()) {
            Tensor y = translate(tiles.tensor(done, channels)); // [1, 1 or 3, H, W]
            add(y.toFloats(), (int) y.size(1), column, row);
        }
        done++;
        if (column == across.count() - 1) {
            emit(row);
        }
    }

    private Tensor translate(Tensor x) {
        Translator now = translator.get();
        if (tiles.count() == 1 || now.fixedSize()) {
            return translate(now, x);
        }
        if (done == 0) {
            try (Scope scope = Scope.open()) {
                Tensor small = tiles.thumbnail(now).tensor(0, channels);
                statistics.record(() -> now instanceof AttentiveTranslator attentive
                        ? attentive.attend(small, direction, rho).picture()
                        : now.translate(small, direction));
            }
        }
        return statistics.replay(() -> translate(now, x));
    }

    private Tensor translate(Translator now, Tensor x) {
        if (now instanceof AttentiveTranslator attentive) {
            AttentiveTranslator.Attended seen = attentive.attend(x, direction, rho);
            gaze.add(done, seen.heatMap(), seen.logits(), Optional.empty());
            return seen.picture();
        }
        return now.translate(x, direction);
    }

    /** The whole picture, after the last tile. */
    Pixels result() {
        return tiles.finish().apply(new Pixels(photo.width(), photo.height(), out));
    }

    /** Where the generator looked, after the last tile; empty when it has no attention. */
    Optional<Attention> attention() {
        return gaze.result();
    }

    private void add(float[] chw, int made, int column, int row) {
        int width = photo.width();
        if (band.length == 0) {
            band = new float[made][Math.multiplyExact(down.tile(), width)];
        }
        int w = across.tile();
        int left = across.start(column);
        int columns = Math.min(w, width - left);
        int rows = Math.min(down.tile(), photo.height() - down.start(row));
        for (int c = 0; c < made; c++) {
            for (int y = 0; y < rows; y++) {
                int from = (c * down.tile() + y) * w;
                int to = y * width + left;
                float weight = down.weight(row, y);
                for (int x = 0; x < columns; x++) {
                    band[c][to + x] += weight * across.weight(column, x) * chw[from + x];
                }
            }
        }
    }

    /** Writes the lines that are finished and moves those that the next row of tiles adds to up. */
    private void emit(int row) {
        int width = photo.width();
        int first = down.start(row);
        int finished = down.finishedAfter(row);
        int g = band.length == 1 ? 0 : 1;
        int b = band.length == 1 ? 0 : 2;
        for (int y = first; y < Math.min(finished, photo.height()); y++) {
            for (int x = 0; x < width; x++) {
                int from = (y - first) * width + x;
                out[y * width + x] = photo.argb()[y * width + x] & 0xFF000000
                        | level(band[0][from]) << 16
                        | level(band[g][from]) << 8
                        | level(band[b][from]);
            }
        }
        int gone = (finished - first) * width;
        for (float[] channel : band) {
            System.arraycopy(channel, gone, channel, 0, channel.length - gone);
            Arrays.fill(channel, channel.length - gone, channel.length, 0);
        }
    }

    private static int level(float v) {
        return (int) Math.min(Math.max(v * 127.5f + 128f, 0f), 255f);
    }
}
