package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.jcodec.codecs.h264.H264Encoder;
import org.jcodec.codecs.h264.encode.RateControl;
import org.jcodec.codecs.h264.io.model.SeqParameterSet;
import org.jcodec.codecs.h264.io.model.SliceType;
import org.jcodec.codecs.h264.io.model.VUIParameters;
import org.jcodec.common.Codec;
import org.jcodec.common.MuxerTrack;
import org.jcodec.common.VideoCodecMeta;
import org.jcodec.common.VideoEncoder;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Packet;
import org.jcodec.common.model.Picture;
import org.jcodec.common.model.Size;
import org.jcodec.containers.mp4.muxer.MP4Muxer;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.image.Pixels;

/** An MP4 with H.264, which every player and browser plays. */
final class Mp4Film implements FilmWriter {
    /** Coarseness of the coded differences, of 51: smaller ones are no longer seen. */
    private static final int QUANTISER = 16;
    /** Doubles the steps of the quantiser. */
    private static final int COARSER = 6;

    private static final int COARSEST = 51;

    private static final int BT709 = 1;
    private static final int BT601 = 6;
    private static final int UNSPECIFIED_FORMAT = 5;

    private final BesideFile file;
    private final int framesPerSecond;
    private final SeekableByteChannel channel;
    private final MP4Muxer muxer;
    private int quantiser = QUANTISER;
    private H264Encoder encoder;
    private Optional<MuxerTrack> track = Optional.empty();
    private int count;

    /** Says how colours are coded, which JCodec by itself leaves to the player's guess. */
    private static final class SignalEncoder extends H264Encoder {
        SignalEncoder(int quantiser) {
            super(new SteadyQuality(quantiser));
        }

        @Override
        public SeqParameterSet initSPS(Size size) {
            SeqParameterSet parameters = super.initSPS(size);
            VUIParameters signal = new VUIParameters();
            signal.videoSignalTypePresentFlag = true;
            signal.videoFormat = UNSPECIFIED_FORMAT;
            signal.colourDescriptionPresentFlag = true;
            signal.colourPrimaries = BT709;
            signal.transferCharacteristics = BT709;
            signal.matrixCoefficients = BT601;
            parameters.vuiParams = signal;
            return parameters;
        }
    }

    /** The same quality everywhere, whatever it costs. */
    private record SteadyQuality(int quantiser) implements RateControl {
        @Override
        public int startPicture(Size size, int most, SliceType type) {
            return quantiser;
        }

        @Override
        public int initialQpDelta() {
            return 0;
        }

        @Override
        public int accept(int bits) {
            return 0;
        }
    }

    Mp4Film(Path target, int framesPerSecond) throws IOException {
        this.framesPerSecond = framesPerSecond;
        file = new BesideFile(target);
        channel = NIOUtils.writableChannel(file.unfinished().toFile());
        muxer = MP4Muxer.createMP4MuxerToChannel(channel);
        encoder = encoder();
    }

    private H264Encoder encoder() {
        H264Encoder made = new SignalEncoder(quantiser);
        made.setKeyInterval(framesPerSecond);
        return made;
    }

    /** JCodec has a byte for each pixel: pictures of mere noise need more and are coded more coarsely, from here on. */
    private VideoEncoder.EncodedFrame encode(Picture frame) {
        while (true) {
            try {
                ByteBuffer room = ByteBuffer.allocate(encoder.estimateBufferSize(frame) + (1 << 16));
                return encoder.encodeFrame(frame, room);
            } catch (BufferOverflowException e) {
                if (quantiser >= COARSEST) {
                    throw e;
                }
                quantiser = Math.min(COARSEST, quantiser + COARSER);
                encoder = encoder();
            }
        }
    }

    @Override
    public void add(Pixels picture, LatentState state) throws IOException {
        Picture frame = Yuv.of(picture);
        if (track.isEmpty()) {
            track = Optional.of(muxer.addVideoTrack(
                    Codec.H264,
                    VideoCodecMeta.createSimpleVideoCodecMeta(
                            new Size(frame.getWidth(), frame.getHeight()), ColorSpace.YUV420J)));
        }
        VideoEncoder.EncodedFrame coded = encode(frame);
        Packet.FrameType type = coded.isKeyFrame() ? Packet.FrameType.KEY : Packet.FrameType.INTER;
        track.get().addFrame(Packet.createPacket(coded.getData(), count, framesPerSecond, 1, count, type, null));
        count++;
    }

    @Override
    public void finish() throws IOException {
        muxer.finish();
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
