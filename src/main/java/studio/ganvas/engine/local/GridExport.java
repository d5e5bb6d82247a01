package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.latent.GridRequest;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.image.Montage;
import studio.ganvas.image.Pixels;

/** A style-mixing grid as files: {@code <row>-<column>.png} for each cell, and {@code grid.png}. */
final class GridExport extends LatentWork<Path> {
    private static final int BLACK = 0xFF000000;
    /** The sheet of a larger grid shows its pictures smaller, so that it fits into memory. */
    private static final double MOST_PIXELS = 48e6;

    private final GridRequest request;
    private final Path folder;
    private final LatentModels models;
    private final LoadedStyles loaded;
    private final List<int[]> places;
    private final Pixels[] sheet;
    private int done;

    GridExport(
            GridRequest request, Path folder, LatentModels models, LoadedStyles loaded, JobBoard board, Runnable wake) {
        super("Style-mixing grid", board, wake);
        this.request = request;
        this.folder = folder;
        this.models = models;
        this.loaded = loaded;
        places = GridWork.places(request);
        sheet = new Pixels[(request.rows().size() + 1) * (request.columns().size() + 1)];
    }

    @Override
    void begin() throws IOException {
        Files.createDirectories(folder);
    }

    @Override
    double piece() throws IOException {
        int row = places.get(done)[0];
        int column = places.get(done)[1];
        LoadedStyles.Style style = loaded.get(models.weights(request.base().model()));
        Pixels picture = GridWork.picture(style, request, row, column);
        PngFiles.write(folder.resolve(fileName(row, column)), picture, LocalLatentFiles.text(request.at(row, column)));
        int edge = (int) Math.max(1, Math.sqrt(MOST_PIXELS / sheet.length));
        sheet[(row + 1) * (request.columns().size() + 1) + column + 1] = PixelPictures.atMost(picture, edge);
        done++;
        return (double) done / places.size();
    }

    /** NVIDIA's names: heads are {@code 85-85.png}. */
    private String fileName(int row, int column) {
        String head =
                name(row < 0 ? request.columns().get(column) : request.rows().get(row));
        String other =
                name(column < 0 ? request.rows().get(row) : request.columns().get(column));
        return head + "-" + other + ".png";
    }

    private static String name(LatentSource source) {
        if (source instanceof LatentSource.Lattice place) {
            return place.exact()
                    ? String.valueOf(place.nearest())
                    : String.format(Locale.ROOT, "%d+%.2f+%.2f", place.seed(), place.right(), place.down());
        }
        return ((LatentSource.Given) source).name().replaceAll("[^A-Za-z0-9._-]", "_");
    }

    @Override
    Path end() throws IOException {
        Pixels first = sheet[1];
        int[] black = new int[first.width() * first.height()];
        Arrays.fill(black, BLACK);
        sheet[0] = new Pixels(first.width(), first.height(), black);
        Pixels all = Montage.grid(List.of(sheet), request.columns().size() + 1, 0, BLACK);
        PngFiles.write(folder.resolve("grid.png"), all, Map.of("Software", "Ganvas"));
        return folder;
    }

    @Override
    void tidy(boolean well) {
        Arrays.fill(sheet, null);
    }

    @Override
    String words() {
        return String.format(Locale.ROOT, "%,d of %,d pictures", done, places.size());
    }
}
