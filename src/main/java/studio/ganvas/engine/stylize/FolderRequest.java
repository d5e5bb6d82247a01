package studio.ganvas.engine.stylize;

import java.nio.file.Path;

/**
 * A folder of photos to translate.
 *
 * @param folder its pictures are taken, not those of folders in it
 * @param out gets {@code <name>-<model>.png} for each; made when missing
 * @param strength 0 (the photo) to 1 (the translation)
 */
public record FolderRequest(Path folder, Path out, String modelId, String direction, SizeMode size, double strength) {}
