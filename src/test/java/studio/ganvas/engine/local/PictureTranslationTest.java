package studio.ganvas.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.stylize.SizeMode;
import studio.ganvas.gan.Translator;
import studio.ganvas.image.Pixels;
import studio.ganvas.nn.InstanceNorm;
import studio.ganvas.tensor.Tensor;

class PictureTranslationTest {
    private static final Translator.Direction FORTH = new Translator.Direction(Translator.Direction.A_TO_B, "G");

    /** Does {@code change} to what it is given and notes the sizes. */
    private static final class Fake implements Translator {
        private final int channels;
        private final int multiple;
        private final int size;
        private final boolean fixed;
        private final UnaryOperator<Tensor> change;
        private final List<List<Long>> seen = new ArrayList<>();

        Fake(int channels, int multiple, int size, boolean fixed, UnaryOperator<Tensor> change) {
            this.channels = channels;
            this.multiple = multiple;
            this.size = size;
            this.fixed = fixed;
            this.change = change;
        }

        static Fake identity(int multiple) {
            return new Fake(3, multiple, 0, false, x -> x);
        }

        @Override
        public List<Direction> directions() {
            return List.of(FORTH);
        }

        @Override
        public int channels() {
            return channels;
        }

        @Override
        public int multipleOf() {
            return multiple;
        }

        @Override
        public int trainedSize() {
            return size;
        }

        @Override
        public boolean fixedSize() {
            return fixed;
        }

        @Override
        public Tensor translate(Tensor x, Direction direction) {
            seen.add(List.of(x.size(2), x.size(3)));
            return change.apply(x);
        }
    }

    private static Pixels noise(int width, int height, int alpha) {
        Random random = new Random(width + 31L * height);
        return new Pixels(
                width,
                height,
                random.ints((long) width * height, 0, 1 << 24)
                        .map(rgb -> alpha << 24 | rgb)
                        .toArray());
    }

    private static Pixels flat(int width, int height, int argb) {
        int[] all = new int[width * height];
        java.util.Arrays.fill(all, argb);
        return new Pixels(width, height, all);
    }

    private static Pixels run(PictureTranslation translation) {
        while (!translation.finished()) {
            translation.advance();
        }
        return translation.result();
    }

    @ParameterizedTest
    @CsvSource({"64,64", "1,1", "1,77", "50,33", "257,129", "200,64"})
    void theIdentityGivesThePictureBackPixelByPixelInOnePieceAndInTiles(int width, int height) {
        Pixels photo = noise(width, height, 255);
        Fake fake = Fake.identity(8);
        Pixels whole = run(PictureTranslation.of(() -> fake, FORTH, photo, SizeMode.WHOLE));
        Pixels tiled = run(PictureTranslation.tiled(() -> fake, FORTH, photo, 64, 16));
        assertThat(whole.argb()).isEqualTo(photo.argb());
        assertThat(tiled.argb()).isEqualTo(photo.argb());
        assertThat(fake.seen).allMatch(size -> size.get(0) % 8 == 0 && size.get(1) % 8 == 0 && size.get(0) >= 32);
        int tiles = PictureTranslation.tiled(() -> fake, FORTH, photo, 64, 16).tiles();
        assertThat(fake.seen.subList(1, fake.seen.size()))
                .as("the tiles, after a small copy where there are several")
                .allMatch(size -> size.get(0) <= 64 && size.get(1) <= 64)
                .hasSize(tiles == 1 ? 1 : tiles + 1);
    }

    @Test
    void aNetworkThatTreatsEveryTileDifferentlyAndSpoilsItsEdgesLeavesNoSeam() {
        // a light of its own for each tile, a slope across it, and a wrong border such as zero padding makes
        int[] calls = new int[1];
        Fake fake = new Fake(3, 8, 0, false, x -> {
            int n = calls[0]++;
            float[] values = x.toFloats();
            int h = (int) x.size(2);
            int w = (int) x.size(3);
            for (int i = 0; i < values.length; i++) {
                int column = i % w;
                int row = i / w % h;
                boolean border = column < 2 || row < 2 || column >= w - 2 || row >= h - 2;
                values[i] = border ? 1 : 0.1f * (n % 3) + 0.1f * column / w - 0.1f * row / h;
            }
            return Tensor.of(values, x.shape());
        });
        int width = 300;
        int height = 220;
        Pixels result = run(PictureTranslation.tiled(() -> fake, FORTH, flat(width, height, 0xFF808080), 128, 48));
        int steepest = 0;
        for (int y = 2; y < height - 3; y++) {
            for (int x = 2; x < width - 3; x++) {
                int here = result.argb()[y * width + x] & 255;
                steepest = Math.max(steepest, Math.abs(here - (result.argb()[y * width + x + 1] & 255)));
                steepest = Math.max(steepest, Math.abs(here - (result.argb()[(y + 1) * width + x] & 255)));
            }
        }
        assertThat(calls[0]).isGreaterThan(6);
        // tiles differ by up to 40 levels of 255: side by side that would be a step of 40
        assertThat(steepest).isLessThanOrEqualTo(3);
    }

    @Test
    void tilesAreNormalizedAsTheWholePictureIs() {
        InstanceNorm norm = new InstanceNorm(3, false, 1e-5);
        Fake fake = new Fake(3, 4, 0, false, x -> norm.forward(x).mul(0.4));
        // dark and nearly plain at the left, bright at the right: a tile by itself would stretch the left to full
        // contrast
        int width = 640;
        int height = 320;
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) {
            int x = i % width;
            int level = x < 320 ? 40 + x % 64 / 32 : 120 + (x - 320) / 3;
            argb[i] = 0xFF000000 | level * 0x010101;
        }
        Pixels photo = new Pixels(width, height, argb);
        Pixels whole = run(PictureTranslation.of(() -> fake, FORTH, photo, SizeMode.WHOLE));
        Pixels tiled = run(PictureTranslation.tiled(() -> fake, FORTH, photo, 128, 32));
        int apart = 0;
        for (int i = 0; i < argb.length; i++) {
            apart = Math.max(apart, Math.abs((whole.argb()[i] & 255) - (tiled.argb()[i] & 255)));
        }
        // the small copy's variance differs a little from the picture's own
        assertThat(apart).isLessThanOrEqualTo(2);
    }

    @Test
    void transparencyIsKeptAndTheNetworkSeesWhiteBehindIt() {
        Pixels photo = noise(40, 40, 0);
        Fake darker = new Fake(3, 4, 0, false, x -> x.mul(0.5));
        for (SizeMode mode : SizeMode.values()) {
            Pixels result = run(PictureTranslation.of(() -> darker, FORTH, photo, mode));
            // white is 1, half of it 0.5, which is level 191
            assertThat(result.argb()).containsOnly(0x00BFBFBF);
        }
        Pixels half = run(PictureTranslation.of(() -> Fake.identity(4), FORTH, noise(40, 40, 128), SizeMode.TILES));
        assertThat(java.util.Arrays.stream(half.argb()).map(argb -> argb >>> 24))
                .containsOnly(128);
    }

    @Test
    void aGreyModelMakesAGreyPictureOfAColourPhoto() {
        Fake fake = new Fake(1, 4, 0, false, x -> x);
        Pixels result = run(PictureTranslation.of(() -> fake, FORTH, flat(10, 6, 0xFFFF0000), SizeMode.WHOLE));
        assertThat(result.argb()).containsOnly(0xFF4C4C4C);
    }

    @Test
    void resizingGoesThroughTheSizeOfTrainingAndBack() {
        Fake fake = new Fake(3, 4, 64, false, x -> x.neg());
        Pixels result = run(PictureTranslation.of(() -> fake, FORTH, flat(300, 150, 0xFF000000), SizeMode.RESIZE));
        assertThat(fake.seen).containsExactly(List.of(64L, 128L));
        assertThat(result.width()).isEqualTo(300);
        assertThat(result.height()).isEqualTo(150);
        assertThat(result.argb()).containsOnly(0xFFFFFFFF);
    }

    @Test
    void aNetworkOfFixedSizeTakesTilesOfThatSizeAndRefusesTheWhole() {
        Fake fake = new Fake(3, 64, 64, true, x -> x);
        Pixels photo = noise(100, 30, 255);
        Pixels tiled = run(PictureTranslation.of(() -> fake, FORTH, photo, SizeMode.TILES));
        assertThat(tiled.argb()).isEqualTo(photo.argb());
        run(PictureTranslation.of(() -> fake, FORTH, photo, SizeMode.RESIZE));
        assertThat(fake.seen).containsOnly(List.of(64L, 64L));
        assertThatThrownBy(() -> PictureTranslation.of(() -> fake, FORTH, photo, SizeMode.WHOLE))
                .isInstanceOf(StudioException.class)
                .hasMessageContaining("64×64")
                .hasMessageContaining("tiles");
    }

    @Test
    void aPictureThatIsTooLargeForTheMemoryIsRefusedInOnePiece() {
        Fake fake = Fake.identity(4);
        Pixels photo = flat(9_000, 9_000, 0xFF000000);
        assertThatThrownBy(() -> PictureTranslation.of(() -> fake, FORTH, photo, SizeMode.WHOLE))
                .isInstanceOf(StudioException.class)
                .hasMessageContaining("Choose tiles");
    }
}
