package studio.ganvas.engine.local;

import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;
import studio.ganvas.image.Pixels;

/** Pixels as films code them: BT.601, Y from 16 to 235 at every place, Cb and Cr from 16 to 240 at every second. */
final class Yuv {
    private Yuv() {}

    /** An odd last column or row is shown twice. JCodec takes 128 off every sample; its only 4:2:0 is called 420J. */
    static Picture of(Pixels pixels) {
        int w = pixels.width() + pixels.width() % 2;
        int h = pixels.height() + pixels.height() % 2;
        Picture frame = Picture.create(w, h, ColorSpace.YUV420J);
        byte[] luma = frame.getPlaneData(0);
        byte[] blue = frame.getPlaneData(1);
        byte[] red = frame.getPlaneData(2);
        for (int y = 0; y < h; y += 2) {
            for (int x = 0; x < w; x += 2) {
                int sumR = 0;
                int sumG = 0;
                int sumB = 0;
                for (int corner = 0; corner < 4; corner++) {
                    int px = x + corner % 2;
                    int py = y + corner / 2;
                    int argb = pixels.argb()[
                            Math.min(py, pixels.height() - 1) * pixels.width() + Math.min(px, pixels.width() - 1)];
                    int r = argb >> 16 & 255;
                    int g = argb >> 8 & 255;
                    int b = argb & 255;
                    luma[py * w + px] = sample(16 + 219 / 255.0 * (0.299 * r + 0.587 * g + 0.114 * b));
                    sumR += r;
                    sumG += g;
                    sumB += b;
                }
                double r = sumR / 4.0;
                double g = sumG / 4.0;
                double b = sumB / 4.0;
                int at = y / 2 * (w / 2) + x / 2;
                blue[at] = sample(128 + 224 / 255.0 * (-0.168736 * r - 0.331264 * g + 0.5 * b));
                red[at] = sample(128 + 224 / 255.0 * (0.5 * r - 0.418688 * g - 0.081312 * b));
            }
        }
        return frame;
    }

    private static byte sample(double value) {
        return (byte) (Math.max(0, Math.min(255, Math.round(value))) - 128);
    }
}
