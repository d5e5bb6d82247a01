package studio.ganvas.engine.local;

import java.util.Locale;
import java.util.function.UnaryOperator;
import studio.ganvas.data.Picture;
import studio.ganvas.data.Resample;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.stylize.SizeMode;
import studio.ganvas.gan.Translator;
import studio.ganvas.image.Pixels;
import studio.ganvas.tensor.Tensor;

/**
 * A photo cut into the tiles in which it goes through a network, counted row by row.
 *
 * @param photo in the size in which it is cut
 * @param finish makes what came out as large as the photo was
 */
record PhotoTiles(Pixels photo, TileAxis across, TileAxis down, UnaryOperator<Pixels> finish) {
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

    /**
     * Cuts a photo for a network.
     *
     * @throws StudioException when the photo can't go through it in this way
     */
    static PhotoTiles of(Translator translator, Pixels photo, SizeMode mode) {
        return switch (mode) {
            case WHOLE -> whole(translator, photo, UnaryOperator.identity());
            case TILES -> {
                int tile = translator.fixedSize()
                        ? translator.trainedSize()
                        : TileAxis.roundUp(TILE, translator.multipleOf());
                yield tiled(translator, photo, tile, tile / OVERLAP_PART);
            }
            case RESIZE -> resized(translator, photo);
        };
    }

    /** With tiles of a given size, at the least; see {@link TileAxis#tiled}. */
    static PhotoTiles tiled(Translator translator, Pixels photo, int tile, int overlap) {
        int multiple = translator.multipleOf();
        int least = translator.fixedSize() ? tile : LEAST;
        return new PhotoTiles(
                photo,
                TileAxis.tiled(photo.width(), tile, overlap, multiple, least),
                TileAxis.tiled(photo.height(), tile, overlap, multiple, least),
                UnaryOperator.identity());
    }

    private static PhotoTiles whole(Translator translator, Pixels photo, UnaryOperator<Pixels> finish) {
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
        return new PhotoTiles(photo, across, down, finish);
    }

    private static PhotoTiles resized(Translator translator, Pixels photo) {
        int size = translator.trainedSize() > 0 ? translator.trainedSize() : 256;
        double scale = (double) size / Math.min(photo.width(), photo.height());
        boolean squash = translator.fixedSize();
        int width = squash ? size : (int) Math.max(1, Math.round(photo.width() * scale));
        int height = squash ? size : (int) Math.max(1, Math.round(photo.height() * scale));
        return whole(
                translator,
                resize(photo, width, height),
                result -> withAlphaOf(photo, resize(result, photo.width(), photo.height())));
    }

    /** The photo no larger than a tile, in one piece: what the statistics of the whole are taken from. */
    PhotoTiles thumbnail(Translator translator) {
        double border = translator.multipleOf();
        double scale = Math.min(
                1, Math.min((across.tile() - border) / photo.width(), (down.tile() - border) / photo.height()));
        int width = (int) Math.max(1, Math.round(photo.width() * scale));
        int height = (int) Math.max(1, Math.round(photo.height() * scale));
        return whole(translator, resize(photo, width, height), UnaryOperator.identity());
    }

    static Pixels resize(Pixels pixels, int width, int height) {
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

    int count() {
        return across.count() * down.count();
    }

    int column(int tile) {
        return tile % across.count();
    }

    int row(int tile) {
        return tile / across.count();
    }

    /** A tile of the photo on white [1, channels, H, W] in [−1, 1], continued by reflection where it reaches over the edge. */
    Tensor tensor(int tile, int channels) {
        return Tensor.of(samples(column(tile), row(tile), channels), 1, channels, down.tile(), across.tile());
    }

    private float[] samples(int column, int row, int channels) {
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
}
