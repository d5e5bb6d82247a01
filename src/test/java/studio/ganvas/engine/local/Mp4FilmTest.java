package studio.ganvas.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jcodec.api.FrameGrab;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.common.model.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.image.Pixels;

class Mp4FilmTest {
    private static final int SIZE = 64;

    @TempDir
    Path temp;

    private static Pixels picture(int frame) {
        int[] argb = new int[SIZE * SIZE];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                int blue = Math.min(255, (x + y + 4 * frame) * 255 / 200);
                argb[y * SIZE + x] = 0xFF000000 | x * 4 << 16 | y * 4 << 8 | blue;
            }
        }
        return new Pixels(SIZE, SIZE, argb);
    }

    @Test
    void coloursAndMovementComeBack() throws Exception {
        Path target = temp.resolve("film.mp4");
        Mp4Film film = new Mp4Film(target, 10);
        for (int i = 0; i < 12; i++) {
            film.add(picture(i), LatentState.of("m", i));
            assertThat(target).doesNotExist();
        }
        film.finish();
        try (SeekableByteChannel channel = NIOUtils.readableChannel(target.toFile())) {
            FrameGrab grab = FrameGrab.createFrameGrab(channel);
            for (int i = 0; i < 12; i++) {
                Picture decoded = grab.getNativeFrame();
                Picture expected = Yuv.of(picture(i));
                assertThat(decoded.getWidth()).isEqualTo(SIZE);
                for (int plane = 0; plane < 3; plane++) {
                    assertThat(difference(decoded.getPlaneData(plane), expected.getPlaneData(plane)))
                            .as("plane %d of frame %d", plane, i)
                            .isLessThan(3);
                }
            }
            assertThat(grab.getNativeFrame()).isNull();
        }
    }

    @Test
    void picturesOfMereNoiseCanBeFilmed() throws Exception {
        Path target = temp.resolve("noise.mp4");
        Mp4Film film = new Mp4Film(target, 10);
        java.util.Random random = new java.util.Random(1);
        for (int i = 0; i < 5; i++) {
            int[] argb = random.ints(SIZE * SIZE).map(each -> each | 0xFF000000).toArray();
            film.add(i < 2 ? picture(i) : new Pixels(SIZE, SIZE, argb), LatentState.of("m", i));
        }
        film.finish();
        assertThat(Mp4Frames.count(target)).isEqualTo(5);
    }

    @Test
    void whiteAndBlackKeepToTheRangeOfFilms() {
        Picture white = Yuv.of(new Pixels(2, 2, new int[] {-1, -1, -1, -1}));
        assertThat(white.getPlaneData(0)[0] + 128).isEqualTo(235);
        assertThat(white.getPlaneData(1)[0] + 128).isEqualTo(128);
        Picture black = Yuv.of(new Pixels(1, 1, new int[] {0xFF000000}));
        assertThat(black.getPlaneData(0)).containsOnly((byte) (16 - 128));
        Picture red = Yuv.of(new Pixels(1, 1, new int[] {0xFFFF0000}));
        assertThat(red.getPlaneData(2)[0] + 128).isEqualTo(240);
    }

    private static double difference(byte[] a, byte[] b) {
        double sum = 0;
        for (int i = 0; i < b.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / b.length;
    }
}
