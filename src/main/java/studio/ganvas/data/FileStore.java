package studio.ganvas.data;

import java.io.IOException;

/** Pictures that are files of a {@link FileSource}. */
final class FileStore implements PictureStore {
    private static final int HEAD = 64 << 10;

    private final FileSource source;
    /** For each item the number of its file. */
    private final int[] files;

    FileStore(FileSource source, int[] files) {
        this.source = source;
        this.files = files;
    }

    @Override
    public byte[] file(Item item) throws PictureException {
        try {
            return source.read(files[item.index()]);
        } catch (PictureException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Picture decode(Item item, byte[] file, int edge) throws PictureException {
        return half(PictureReader.read(file, edge), item.part());
    }

    @Override
    public long stamp(Item item) {
        return source.stamp(files[item.index()]);
    }

    private static Picture half(Picture whole, Item.Part part) throws PictureException {
        if (part == Item.Part.WHOLE) {
            return whole;
        }
        int middle = whole.width() / 2;
        if (middle == 0) {
            throw new PictureException("one pixel wide: it has no A and B halves");
        }
        return part == Item.Part.LEFT
                ? whole.crop(0, 0, middle, whole.height())
                : whole.crop(middle, 0, whole.width() - middle, whole.height());
    }

    @Override
    public PictureInfo info(Item item) throws PictureException {
        return half(info(source, files[item.index()]), item.part());
    }

    @Override
    public PictureInfo info(Item item, byte[] file) throws PictureException {
        return half(PictureReader.info(file), item.part());
    }

    private static PictureInfo half(PictureInfo info, Item.Part part) {
        int middle = info.width() / 2;
        return switch (part) {
            case WHOLE -> info;
            case LEFT -> new PictureInfo(info.format(), middle, info.height(), info.channels(), info.bits());
            case RIGHT ->
                new PictureInfo(info.format(), info.width() - middle, info.height(), info.channels(), info.bits());
        };
    }

    static PictureInfo info(FileSource source, int file) throws PictureException {
        try {
            byte[] head = source.head(file, HEAD);
            try {
                return PictureReader.info(head);
            } catch (PictureException e) {
                // A long EXIF block or an ICC profile may push the size behind the head.
                if (head.length < HEAD) {
                    throw e;
                }
                return PictureReader.info(source.read(file));
            }
        } catch (PictureException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static PictureException unreadable(IOException e) {
        return new PictureException("the file cannot be read: " + e.getMessage(), e);
    }

    @Override
    public long size(Item item) {
        try {
            return source.size(files[item.index()]);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
