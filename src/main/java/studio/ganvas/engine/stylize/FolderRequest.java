package studio.ganvas.engine.stylize;

import java.nio.file.Path;
import java.util.List;

/**
 * A folder of photos to translate.
 *
 * @param folder its pictures are taken, not those of folders in it
 * @param out gets {@code <name>-<model>.png} for each; made when missing
 * @param strength 0 (the photo) to 1 (the translation)
 * @param rho see {@link StylizeRequest}
 * @param strips whether each also gets {@code <name>-<model>-cam.png}, see {@link Insight#strip}
 */
public record FolderRequest(
        Path folder,
        Path out,
        String modelId,
        String direction,
        SizeMode size,
        double strength,
        List<RhoSetting> rho,
        boolean strips) {
    public FolderRequest {
        rho = List.copyOf(rho);
    }

    /** As learnt, without strips. */
    public FolderRequest(Path folder, Path out, String modelId, String direction, SizeMode size, double strength) {
        this(folder, out, modelId, direction, size, strength, List.of(), false);
    }
}
