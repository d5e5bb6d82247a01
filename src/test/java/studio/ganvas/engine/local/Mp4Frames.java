package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Path;
import org.jcodec.api.FrameGrab;
import org.jcodec.api.JCodecException;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;

/** Decodes a film. */
final class Mp4Frames {
    private Mp4Frames() {}

    static int count(Path file) throws IOException, JCodecException {
        try (SeekableByteChannel channel = NIOUtils.readableChannel(file.toFile())) {
            FrameGrab grab = FrameGrab.createFrameGrab(channel);
            int count = 0;
            while (grab.getNativeFrame() != null) {
                count++;
            }
            return count;
        }
    }
}
