package studio.ganvas.train.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * {@code events.out.tfevents.…}: scalars and sample pictures of a run as TensorBoard reads them (the messages Event and
 * Summary of TensorFlow's {@code event.proto} and {@code summary.proto}). One record a step, written whole; what a kill
 * left torn, and what lies beyond the step from which a run goes on, is cut off when the file is opened, so that no step
 * is there twice.
 */
public final class EventFile implements AutoCloseable {
    private static final String VERSION = "brain.Event:2";
    private static final int RGB = 3;

    private final FileChannel channel;

    /**
     * Opens the file, or makes it.
     *
     * @param step the last step whose records stay
     */
    public EventFile(Path file, long step) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            long end = EventRecords.endAfter(channel, step);
            channel.truncate(end);
            channel.position(end);
            if (end == 0) {
                write(event(System.currentTimeMillis() / 1000.0, 0).text(3, VERSION));
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether nothing but the heading has been written. */
    public boolean isEmpty() throws IOException {
        return channel.size() < 64;
    }

    /**
     * The values after a step.
     *
     * @param time seconds since 1970
     */
    public void scalars(long step, double time, Map<String, Double> values) throws IOException {
        ProtoMessage summary = new ProtoMessage();
        values.forEach((name, value) ->
                summary.message(1, new ProtoMessage().text(1, name).real(2, value.floatValue())));
        write(event(time, step).message(5, summary));
    }

    /** A picture after a step. */
    public void picture(long step, double time, String name, int width, int height, byte[] png) throws IOException {
        ProtoMessage image = new ProtoMessage()
                .number(1, height)
                .number(2, width)
                .number(3, RGB)
                .bytes(4, png);
        ProtoMessage value = new ProtoMessage().text(1, name).message(4, image);
        write(event(time, step).message(5, new ProtoMessage().message(1, value)));
    }

    private static ProtoMessage event(double time, long step) {
        return new ProtoMessage().real(1, time).number(2, step);
    }

    private void write(ProtoMessage event) throws IOException {
        ByteBuffer bytes = EventRecords.frame(event.toBytes());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Makes all records survive a power cut. */
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
