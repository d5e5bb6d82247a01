package studio.ganvas.engine.stylize;

import studio.ganvas.image.Pixels;

/**
 * A photo as opened.
 *
 * @param name file name; empty for a pasted one
 * @param print checksum of its pixels, by which it is found again; empty for a pasted one
 * @param pixels upright, sRGB, with transparency
 */
public record Photo(String name, String print, Pixels pixels) {
    /** One that comes from no file. */
    public static Photo pasted(Pixels pixels) {
        return new Photo("", "", pixels);
    }
}
