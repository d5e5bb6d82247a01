package studio.ganvas.engine.local;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import studio.ganvas.data.Picture;
import studio.ganvas.data.Resample;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.stylize.SizeMode;
import studio.ganvas.gan.Translator;
import studio.ganvas.image.Pixels;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;

/**
 * A photo's way through a translator, a tile at a time. Beside photo and result only one row of tiles is in memory. The
 * network sees the photo on white; the result is as transparent as the photo.
 */
final class PictureTranslation {
    /**
     * As large as memory allows, because most of these networks normalize over all they see: small tiles would each get a
     * light of their own. A ResNet of full width peaks at about 2 GB with tiles of 512 pixels, at 7 GB with 1024.
     */
    private static final int TILE = 512;

    private static final int OVERLAP_PART = 4;
    /** The reflections inside the networks need a few pixels even at their lowest resolution. */
    private static final int LEAST = 32;
    /** Peak of a full-width ResNet, as measured. */
    private static final long BYTES_A_PIXEL = 6000;

    private final Supplier<Translator> translator;
    private final int channels;
    private final Translator.Direction direction;
    private final Pixels photo;
    private final TileAxis across;
    private final TileAxis down;
    private final UnaryOperator<Pixels> finish;
    private final int[] out;
    private float[][] band = new float[0][];
    private int done;

    private PictureTranslation(
            Supplier<Translator> translator,
            Translator.Direction direction,
            Pixels photo,
            TileAxis across,
            TileAxis down,
            UnaryOperator<Pixels> finish) {
        this.translator = translator;
        this.channels = translator.get().channels();
        this.direction = direction;
        this.photo = photo;
        this.across = across;
        this.down = down;
        this.finish = finish;
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
        Translator translator = source.get();
        return switch (mode) {
            case WHOLE -> whole(source, direction, photo, UnaryOperator.identity());
            case TILES -> {
                int tile = translator.fixedSize()
                        ? translator.trainedSize()
                        : TileAxis.roundUp(TILE, translator.multipleOf());
                yield tiled(source, direction, photo, tile, tile / OVERLAP_PART);
            }
            case RESIZE -> resized(source, direction, photo);
        };
    }

    /** With tiles of a given size, at the least; see {@link TileAxis#tiled}. */
    static PictureTranslation tiled(
            Supplier<Translator> source, Translator.Direction direction, Pixels photo, int tile, int overlap) {
        Translator translator = source.get();
        int multiple = translator.multipleOf();
        int least = translator.fixedSize() ? tile : LEAST;
        return new PictureTranslation(
                source,
                direction,
                photo,
                TileAxis.tiled(photo.width(), tile, overlap, multiple, least),
                TileAxis.tiled(photo.height(), tile, overlap, multiple, least),
                UnaryOperator.identity());
    }

    private static PictureTranslation whole(
            Supplier<Translator> source, Translator.Direction direction, Pixels photo, UnaryOperator<Pixels> finish) {
        Translator translator = source.get();
        int multiple = translator.multipleOf();
        TileAxis across = TileAxis.whole(photo.width(), multiple, LEAST);
        TileAxis down = TileAxis.whole(photo.height(), multiple, LEAST);
        int size = translator.trainedSize();
        if (translator.fixedSize() && (across.tile() != size || down.tile() != size)) {
            throw new StudioException("This network takes pictures of " + size + "×" + size
                    + " pixels only. Choose tiles, or let the photo be resized.");
        }
        long need = BYTES_A_PIXEL * across.tile() * down.tile();
        if (need > ProcessMemory.available()) {
            throw new StudioException(String.format(
                    Locale.ROOT,
                    "%d×%d pixels in one piece need about %.1f GB of memory; %.1f GB are free. Choose tiles, or let the "
                            + "photo be resized.",
                    photo.width(),
                    photo.height(),
                    need / 1e9,
                    ProcessMemory.available() / 1e9));
        }
        return new PictureTranslation(source, direction, photo, across, down, finish);
    }

    private static PictureTranslation resized(
            Supplier<Translator> source, Translator.Direction direction, Pixels photo) {
        Translator translator = source.get();
        int size = translator.trainedSize() > 0 ? translator.trainedSize() : 256;
        double scale = (double) size / Math.min(photo.width(), photo.height());
        boolean squash = translator.fixedSize();
        int width = squash ? size : (int) Math.max(1, Math.round(photo.width() * scale));
        int height = squash ? size : (int) Math.max(1, Math.round(photo.height() * scale));
        Pixels small = resize(photo, width, height);
        return whole(
                source, direction, small, result -> withAlphaOf(photo, resize(result, photo.width(), photo.height())));
    }

    private static Pixels resize(Pixels pixels, int width, int height) {
        return Resample.resize(Picture.of(pixels), width, height, Resample.Filter.BICUBIC)
                .toPixels();
    }

    private static Pixels withAlphaOf(Pixels photo, Pixels opaque) {
        int[] argb = opaque.argb().clone();
        for (int i = 0; i < argb.length; i++) {
            argb[i] = photo.argb()[i] & 0xFF000000 | argb[i] & 0xFFFFFF;
        }
        return new Pixels(opaque.width(), opaque.height(), argb);
    }

    int tiles() {
        return across.count() * down.count();
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
        int column = done % across.count();
        int row = done / across.count();
        try (Scope scope = Scope.open()) {
            Tensor x = Tensor.of(input(column, row), 1, channels, down.tile(), across.tile());
            Tensor y = translator.get().translate(x, direction); // [1, 1 or 3, H, W]
            add(y.toFloats(), (int) y.size(1), column, row);
        }
        done++;
        if (column == across.count() - 1) {
            emit(row);
        }
    }

    /** The whole picture, after the last tile. */
    Pixels result() {
        return finish.apply(new Pixels(photo.width(), photo.height(), out));
    }

    /** A tile of the photo on white, in [−1, 1], continued by reflection where it reaches over the edge. */
    private float[] input(int column, int row) {
        int w = across.tile();
        int h = down.tile();
        int plane = w * h;
        boolean grey = channels == 1;
        float[] chw = new float[Math.multiplyExact(channels, plane)];
        for (int y = 0; y < h; y++) {
            int line = TileAxis.reflect(down.start(row) + y, photo.height()) * photo.width();
            for (int x = 0; x < w; x++) {
                int argb = photo.argb()[line + TileAxis.reflect(across.start(column) + x, photo.width())];
                int alpha = argb >>> 24;
                int r = onWhite(argb >> 16 & 255, alpha);
                int g = onWhite(argb >> 8 & 255, alpha);
                int b = onWhite(argb & 255, alpha);
                int at = y * w + x;
                if (grey) {
                    // ITU-R 601, as Picture.withChannels has it
                    chw[at] = sample((19595 * r + 38470 * g + 7471 * b + 0x8000) >> 16);
                } else {
                    chw[at] = sample(r);
                    chw[plane + at] = sample(g);
                    chw[2 * plane + at] = sample(b);
                }
            }
        }
        return chw;
    }

    private static int onWhite(int sample, int alpha) {
        return (sample * alpha + 255 * (255 - alpha) + 127) / 255;
    }

    private static float sample(int level) {
        return level / 127.5f - 1;
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
