package studio.ganvas.engine.dataset;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** A new dataset to be made of an old one. Nothing that exists is overwritten. */
public sealed interface ToolRequest {
    /** The file or folder to make. */
    Path out();

    /** A zip for StyleGAN; {@code shape} is a square. */
    record Zip(String datasetId, Path out, Shape shape, boolean grey) implements ToolRequest {}

    /** A folder with all pictures in one shape. */
    record Resize(String datasetId, Path out, Shape shape) implements ToolRequest {}

    /** A folder with everything as the dataset's edits make it. */
    record Copy(String datasetId, Path out) implements ToolRequest {}

    /** A folder with {@code train} and {@code test}; {@code test} is the latter's part, 0 to 1. */
    record Split(String datasetId, Path out, double test, long seed) implements ToolRequest {}

    /** A folder with every picture twice, the second time mirrored left to right. */
    record Mirror(String datasetId, Path out) implements ToolRequest {}

    /** A {@code dataset.json} of the classes that the folders stand for. */
    record Labels(String datasetId, Path out) implements ToolRequest {}

    /** A folder with every {@code every}-th frame of a video, {@code most} at most (0: all). */
    record Frames(Path video, Path out, int every, int most, Optional<Shape> shape) implements ToolRequest {}

    /** The size that pictures are brought to, and how. */
    record Shape(int width, int height, Fit fit, Filter filter) {
        public Shape {
            Objects.requireNonNull(fit);
            Objects.requireNonNull(filter);
        }
    }

    /** What happens where the aspect ratio is another. */
    enum Fit {
        CROP,
        PAD,
        STRETCH
    }

    /** How pictures are resized; Pillow's names. */
    enum Filter {
        NEAREST,
        BOX,
        BILINEAR,
        BICUBIC,
        LANCZOS
    }
}
