package studio.ganvas.data;

import java.io.IOException;

/** Where the pictures of a dataset's items come from. Thread-safe. */
interface PictureStore extends AutoCloseable {
    /** The item's picture, with no more detail than a preview of {@code edge} pixels needs (0: all). */
    default Picture read(Item item, int edge) throws PictureException {
        return decode(item, file(item), edge);
    }

    /** The bytes of the file that the item is in. */
    byte[] file(Item item) throws PictureException;

    /** The item's picture from the bytes of its file. */
    Picture decode(Item item, byte[] file, int edge) throws PictureException;

    /** A number that changes when the item's picture does. */
    long stamp(Item item);

    PictureInfo info(Item item) throws PictureException;

    /** The same from the bytes of the item's file. */
    PictureInfo info(Item item, byte[] file) throws PictureException;

    /** Bytes that the item's file takes, uncompressed. */
    long size(Item item);

    @Override
    void close() throws IOException;
}
