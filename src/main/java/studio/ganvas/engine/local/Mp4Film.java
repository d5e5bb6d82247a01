package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Path;
import org.jcodec.api.SequenceEncoder;
import org.jcodec.common.Codec;
import org.jcodec.common.Format;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;
import org.jcodec.common.model.Rational;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.image.Pixels;

/** An MP4 with H.264, which every player and browser plays. Edges are made even, as the format's colours need. */
final class Mp4Film implements FilmWriter {
    private final BesideFile file;
    private final SeekableByteChannel channel;
    private final SequenceEncoder encoder;

    Mp4Film(Path target, int framesPerSecond) throws IOException {
        file = new BesideFile(target);
        channel = NIOUtils.writableChannel(file.unfinished().toFile());
        encoder = new SequenceEncoder(channel, Rational.R(framesPerSecond, 1), Format.MOV, Codec.H264, null);
    }

    @Override
    public void add(Pixels picture, LatentState state) throws IOException {
        encoder.encodeNativeFrame(frame(picture));
    }

    /** Eight bits a channel with 128 taken off, as JCodec has it; an odd last column or row is shown twice. */
    private static Picture frame(Pixels pixels) {
        int w = pixels.width() + pixels.width() % 2;
        int h = pixels.height() + pixels.height() % 2;
        Picture frame = Picture.create(w, h, ColorSpace.RGB);
        byte[] data = frame.getPlaneData(0);
        int at = 0;
        for (int y = 0; y < h; y++) {
            int row = Math.min(y, pixels.height() - 1) * pixels.width();
            for (int x = 0; x < w; x++) {
                int argb = pixels.argb()[row + Math.min(x, pixels.width() - 1)];
                data[at++] = (byte) ((argb >> 16 & 255) - 128);
                data[at++] = (byte) ((argb >> 8 & 255) - 128);
                data[at++] = (byte) ((argb & 255) - 128);
            }
        }
        return frame;
    }

    @Override
    public void finish() throws IOException {
        encoder.finish();
        channel.close();
        file.move();
    }

    @Override
    public void discard() {
        try {
            channel.close();
        } catch (IOException e) {
            file.couldNotClose(e);
        }
        file.delete();
    }
}
