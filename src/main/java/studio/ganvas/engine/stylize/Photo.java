package studio.ganvas.engine.stylize;

import java.util.List;
import studio.ganvas.image.Pixels;

/**
 * A photo as opened.
 *
 * @param name file name; empty for a pasted one
 * @param print checksum of its pixels, by which it is found again; empty for a pasted one
 * @param pixels upright, sRGB, with transparency
 * @param notes what was converted or left out while reading it, such as "the first of 12 frames"; often empty
 */
public record Photo(String name, String print, Pixels pixels, List<String> notes) {
    public Photo {
        notes = List.copyOf(notes);
    }

    /** One about which there is nothing to say. */
    public Photo(String name, String print, Pixels pixels) {
        this(name, print, pixels, List.of());
    }

    /** One that comes from no file. */
    public static Photo pasted(Pixels pixels) {
        return new Photo("", "", pixels);
    }
}
