package studio.ganvas.engine.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import studio.ganvas.engine.latent.GridCell;
import studio.ganvas.engine.latent.GridRequest;
import studio.ganvas.engine.latent.StyleGrid;
import studio.ganvas.image.Pixels;

/** A style-mixing grid on the screen, a cell a piece, so that other requests come in between. */
final class GridWork implements Work {
    /** A screen shows no cell larger. */
    private static final int MOST_EDGE = 512;

    private final GridRequest request;
    private final Function<GridRequest, LoadedStyles.Style> style;
    private final Consumer<GridCell> told;
    private final CompletableFuture<StyleGrid> result = new CompletableFuture<>();
    private final List<int[]> places;
    private final List<GridCell> cells = new ArrayList<>();

    GridWork(GridRequest request, Function<GridRequest, LoadedStyles.Style> style, Consumer<GridCell> told) {
        this.request = request;
        this.style = style;
        this.told = told;
        places = places(request);
    }

    CompletableFuture<StyleGrid> result() {
        return result;
    }

    /** Heads first; then so that neighbours in time share their coarse layers. */
    static List<int[]> places(GridRequest request) {
        List<int[]> places = new ArrayList<>();
        IntStream.range(0, request.columns().size()).forEach(column -> places.add(new int[] {-1, column}));
        IntStream.range(0, request.rows().size()).forEach(row -> places.add(new int[] {row, -1}));
        boolean columnsFirst = request.styleRows().contains(0);
        int outer = columnsFirst ? request.columns().size() : request.rows().size();
        int inner = columnsFirst ? request.rows().size() : request.columns().size();
        for (int i = 0; i < outer; i++) {
            for (int k = 0; k < inner; k++) {
                places.add(columnsFirst ? new int[] {k, i} : new int[] {i, k});
            }
        }
        return places;
    }

    static Pixels picture(LoadedStyles.Style style, GridRequest request, int row, int column) {
        return LatentRenderer.picture(style, style.composer().compose(request.at(row, column)));
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public boolean finished() {
        return result.isDone();
    }

    @Override
    public void advance() {
        try {
            int[] place = places.get(cells.size());
            Pixels picture =
                    PixelPictures.atMost(picture(style.apply(request), request, place[0], place[1]), MOST_EDGE);
            GridCell cell = new GridCell(place[0], place[1], picture, (cells.size() + 1.0) / places.size());
            cells.add(cell);
            told.accept(cell);
            if (cells.size() == places.size()) {
                result.complete(new StyleGrid(request, cells));
            }
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }
}
