package studio.ganvas.data.tool;

import java.io.IOException;
import java.nio.file.Path;
import org.jcodec.api.FrameGrab;
import org.jcodec.api.JCodecException;
import org.jcodec.api.PictureWithMetadata;
import org.jcodec.common.Codec;
import org.jcodec.common.DemuxerTrackMeta;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.scale.ColorUtil;
import org.jcodec.scale.Transform;
import studio.ganvas.data.Picture;
import studio.ganvas.data.PictureReader;

/** Frames of MP4 and MOV files with H.264, decoded by JCodec in plain Java. */
final class Mp4Frames {
    private Mp4Frames() {}

    static void read(Path video, Frames.Taker taker, ToolProgress progress) throws IOException {
        try (SeekableByteChannel channel = NIOUtils.readableChannel(video.toFile())) {
            FrameGrab grab = FrameGrab.createFrameGrab(channel);
            DemuxerTrackMeta meta = grab.getVideoTrack().getMeta();
            if (meta.getCodec() != Codec.H264) {
                throw new IOException(
                        video.getFileName() + " is coded as " + meta.getCodec() + ". " + Frames.advice(video));
            }
            var size = meta.getVideoCodecMeta() == null
                    ? null
                    : meta.getVideoCodecMeta().getSize();
            if (size != null && (long) size.getWidth() * size.getHeight() > PictureReader.MAX_PIXELS) {
                throw new IOException(video.getFileName() + " has frames of " + size.getWidth() + "×" + size.getHeight()
                        + " pixels, which is too large");
            }
            long total = meta.getTotalFrames();
            double rate = total > 0 && meta.getTotalDuration() > 0 ? total / meta.getTotalDuration() : 25;
            long seen = 0;
            PictureWithMetadata next = grab.getNativeFrameWithMetadata();
            while (next != null) {
                PictureWithMetadata frame = next;
                // decoded in the order of the file, seen in that of their times
                long number = Math.round(frame.getTimestamp() * rate);
                if (!taker.take(number, () -> picture(frame.getPicture(), meta.getOrientation()))) {
                    return;
                }
                progress.at(++seen, Math.max(total, seen));
                next = grab.getNativeFrameWithMetadata();
            }
        } catch (JCodecException | RuntimeException e) {
            if (e instanceof java.util.concurrent.CancellationException cancelled) {
                throw cancelled;
            }
            throw new IOException(
                    video.getFileName() + " can't be decoded: it is damaged or coded in a way that is not known here. "
                            + Frames.advice(video),
                    e);
        }
    }

    private static Picture picture(org.jcodec.common.model.Picture decoded, DemuxerTrackMeta.Orientation orientation) {
        org.jcodec.common.model.Picture shown = decoded.getCrop() == null ? decoded : decoded.cropped();
        org.jcodec.common.model.Picture rgb =
                org.jcodec.common.model.Picture.create(shown.getWidth(), shown.getHeight(), ColorSpace.RGB);
        Transform transform = ColorUtil.getTransform(shown.getColor(), ColorSpace.RGB);
        transform.transform(shown, rgb);
        byte[] bytes = rgb.getPlaneData(0).clone();
        // JCodec's samples are shifted to −128 … 127
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] += (byte) 128;
        }
        return turned(new Picture(shown.getWidth(), shown.getHeight(), 3, bytes), orientation);
    }

    private static Picture turned(Picture p, DemuxerTrackMeta.Orientation orientation) {
        return switch (orientation == null ? DemuxerTrackMeta.Orientation.D_0 : orientation) {
            case D_90 -> quarter(p);
            case D_180 -> quarter(quarter(p));
            case D_270 -> quarter(quarter(quarter(p)));
            default -> p;
        };
    }

    /** A quarter turn clockwise. */
    private static Picture quarter(Picture p) {
        int w = p.height(), h = p.width(), c = p.channels();
        byte[] out = new byte[p.bytes().length];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                System.arraycopy(p.bytes(), ((p.height() - 1 - x) * p.width() + y) * c, out, (y * w + x) * c, c);
            }
        }
        return new Picture(w, h, c, out);
    }
}
