package studio.ganvas.data;

/**
 * One change to a dataset that leaves its files as they are: it is made while reading. {@link DatasetEdits} holds them.
 */
public sealed interface Edit {
    /** The path inside the dataset of the file that it is about. */
    String name();

    /** The picture is left out; of a pair, both are. */
    record Skip(String name, String why) implements Edit {}

    /** The picture is read with 1 (grey) or 3 (RGB) channels; transparency is laid on white. */
    record Convert(String name, int channels) implements Edit {
        public Convert {
            if (channels != 1 && channels != 3) {
                throw new IllegalArgumentException("Pictures are converted to 1 or 3 channels, not " + channels);
            }
        }
    }

    /** The largest centred part of this shape is cut out and resized to width × height pixels. */
    record Fit(String name, int width, int height) implements Edit {
        public Fit {
            if (width < 1 || height < 1 || width > PictureReader.MAX_SIDE || height > PictureReader.MAX_SIDE) {
                throw new IllegalArgumentException("A picture cannot be fitted to " + width + "×" + height);
            }
        }
    }

    /** The picture belongs to another split; so does its partner. */
    record Move(String name, String split) implements Edit {}

    /** The picture of the first domain belongs to {@code partner} of the second. */
    record Partner(String name, String partner) implements Edit {}

    /** What was found there was looked at and is fine. */
    record Keep(String name, String kind) implements Edit {}
}
