package studio.ganvas.data;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** A GIF's first frame may cover only part of the logical screen; viewers show the whole screen. */
final class GifScreen {
    private GifScreen() {}

    /** The frame at its place on a transparent screen, or the frame itself when it covers the screen. */
    static BufferedImage place(BufferedImage frame, byte[] file) {
        int width = u16(file, 6), height = u16(file, 8);
        int descriptor = firstImageDescriptor(file);
        if (descriptor < 0
                || (frame.getWidth() == width && frame.getHeight() == height)
                || (long) width * height > PictureReader.MAX_PIXELS
                || width < frame.getWidth()
                || height < frame.getHeight()) {
            return frame;
        }
        BufferedImage screen = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = screen.createGraphics();
        g.drawImage(frame, u16(file, descriptor + 1), u16(file, descriptor + 3), null);
        g.dispose();
        return screen;
    }

    private static int firstImageDescriptor(byte[] f) {
        int p = 13 + colourTable(f, 10);
        while (p + 9 < f.length && f[p] == 0x21) {
            p += 2;
            while (p < f.length && f[p] != 0) {
                p += (f[p] & 255) + 1;
            }
            p++;
        }
        return p + 9 < f.length && f[p] == 0x2C ? p : -1;
    }

    private static int colourTable(byte[] f, int flagsAt) {
        int flags = f[flagsAt] & 255;
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static int u16(byte[] f, int at) {
        return (f[at] & 255) | (f[at + 1] & 255) << 8;
    }
}
