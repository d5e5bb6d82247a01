package studio.ganvas.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.data.PngFiles;
import studio.ganvas.gan.Samples;
import studio.ganvas.image.Floats;
import studio.ganvas.image.Montage;
import studio.ganvas.image.Pixels;
import studio.ganvas.tensor.HostTensor;

/** Lays pictures out on a sheet and writes it as PNG. */
final class SheetWriter {
    private static final int COLUMNS = 8;
    private static final int BACKGROUND = 0xFFFFFFFF;

    private SheetWriter() {}

    /** One name: a grid; several names: a row holds one picture of each. */
    static Pixels write(Path file, Samples samples) {
        Map<String, HostTensor> host = new LinkedHashMap<>();
        samples.pictures().forEach((name, tensor) -> host.put(name, tensor.toHost()));
        return write(file, host, samples.columns());
    }

    static Pixels write(Path file, Map<String, HostTensor> pictures) {
        return write(file, pictures, COLUMNS);
    }

    private static Pixels write(Path file, Map<String, HostTensor> pictures, int columns) {
        List<List<Pixels>> byName =
                pictures.values().stream().map(SheetWriter::pixels).toList();
        List<Pixels> cells = new ArrayList<>();
        int most = byName.stream().mapToInt(List::size).min().orElse(0);
        for (int i = 0; i < most; i++) {
            for (List<Pixels> column : byName) {
                cells.add(column.get(i));
            }
        }
        Pixels sheet = Montage.grid(cells, perRow(byName.size(), columns), Montage.SHEET_GAP, BACKGROUND);
        try {
            PngFiles.write(file, sheet, Map.of());
        } catch (IOException e) {
            throw new RunException("The sample sheet can't be written to " + file + ": " + e.getMessage(), e);
        }
        return sheet;
    }

    /** As many whole rows of all names side by side as fit into {@code columns}, at least one. */
    private static int perRow(int names, int columns) {
        return names == 1 ? columns : names * Math.max(1, columns / names);
    }

    /** [N, C, H, W] in [−1, 1]. */
    static List<Pixels> pixels(HostTensor batch) {
        long[] shape = batch.shape();
        int c = (int) shape[1];
        int h = (int) shape[2];
        int w = (int) shape[3];
        float[] all = batch.toFloats();
        List<Pixels> pictures = new ArrayList<>();
        for (int n = 0; n < shape[0]; n++) {
            pictures.add(Floats.toPixels(all, n, c, h, w, -1, 1));
        }
        return pictures;
    }
}
