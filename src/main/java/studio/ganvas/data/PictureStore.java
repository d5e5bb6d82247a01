package studio.ganvas.data;

import java.io.IOException;

/** Where the pictures of a dataset's items come from. Thread-safe. */
interface PictureStore extends AutoCloseable {
    /** The item's picture, with no more detail than a preview of {@code edge} pixels needs (0: all). */
    Picture read(Item item, int edge) throws PictureException;

    PictureInfo info(Item item) throws PictureException;

    /** Bytes that the item's file takes, uncompressed. */
    long size(Item item);

    @Override
    void close() throws IOException;
}
