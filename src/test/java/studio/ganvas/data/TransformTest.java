package studio.ganvas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import studio.ganvas.data.TransformSpec.ResizeMode;
import studio.ganvas.image.Pixels;

class TransformTest {
    private static Picture gradient(int w, int h) throws PictureException {
        return PictureReader.read(TestPictures.gradient(w, h));
    }

    private static Picture transposed(Picture p) {
        return Orientation.apply(p, 5);
    }

    @Test
    void shorterSideAndCentreCropAgreeWithTorchvision() throws PictureException {
        Picture source = PictureReader.read(TestPictures.resource("source.png"));
        String[] lines = TestPictures.gzLines("pillow-centrecrop.txt.gz");
        assertThat(lines).hasSize(8);
        for (String line : lines) {
            String[] words = line.split(" ");
            Picture in = Integer.parseInt(words[1]) == source.width() ? source : transposed(source);
            Picture out = new Transform(TransformSpec.centreCrop(Integer.parseInt(words[0]), 3)).prepare(in);
            assertThat(out.bytes()).as(words[0]).isEqualTo(HexFormat.of().parseHex(words[2]));
        }
    }

    @Test
    void levelsBecomeExactlyTorchvisionsFloats() {
        byte[] all = new byte[256];
        for (int i = 0; i < 256; i++) {
            all[i] = (byte) i;
        }
        Picture levels = new Picture(16, 16, 1, all);
        float[] x = new Transform(TransformSpec.centreCrop(16, 1)).apply(levels, 0);
        for (int i = 0; i < 256; i++) {
            assertThat(x[i]).isEqualTo((i / 255f - 0.5f) / 0.5f);
        }
        assertThat(x[0]).isEqualTo(-1f);
        assertThat(x[255]).isEqualTo(1f);
    }

    @Test
    void channelsComeOneAfterTheOther() {
        Picture red = new Picture(1, 1, 3, new byte[] {(byte) 255, 0, 0});
        assertThat(new Transform(TransformSpec.centreCrop(1, 3)).apply(red, 0)).containsExactly(1f, -1f, -1f);
    }

    @Test
    void greyIsPillowsLuma() {
        Picture p = new Picture(1, 1, 3, new byte[] {(byte) 200, 100, 50});
        assertThat(p.withChannels(1).bytes()[0] & 255).isEqualTo((19595 * 200 + 38470 * 100 + 7471 * 50 + 32768) >> 16);
    }

    @Test
    void randomCropsReachEveryPlaceAndBothFlips() throws PictureException {
        Transform t = new Transform(TransformSpec.jitter(8, 3, 10, Resample.Filter.BICUBIC));
        Picture prepared = t.prepare(gradient(20, 20));
        assertThat(prepared.width()).isEqualTo(10);
        Set<String> seen = new HashSet<>();
        float[] out = new float[t.length()];
        for (int seed = 0; seed < 400; seed++) {
            t.write(prepared, t.chance(Seeds.derive(seed)), out, 0);
            seen.add(java.util.Arrays.toString(out));
        }
        assertThat(seen).hasSize(3 * 3 * 2);
    }

    @Test
    void theSameSeedGivesTheSameCropAndAnotherSeedAnother() throws PictureException {
        Transform t = new Transform(TransformSpec.jitter(64, 3, 128, Resample.Filter.BILINEAR));
        Picture p = gradient(50, 40);
        assertThat(t.apply(p, 7)).isEqualTo(t.apply(p, 7)).isNotEqualTo(t.apply(p, 8));
    }

    @Test
    void aSpecWithoutFlipNeverFlips() throws PictureException {
        TransformSpec spec = new TransformSpec(8, 3, ResizeMode.STRETCH, 8, false, Resample.Filter.BILINEAR);
        Transform t = new Transform(spec);
        Picture p = gradient(8, 8);
        float[] first = t.apply(p, 0);
        for (int seed = 1; seed < 20; seed++) {
            assertThat(t.apply(p, seed)).isEqualTo(first);
        }
    }

    @Test
    void cropModeWithALoadSizeKeepsTheShapeUntilTheRandomCrop() throws PictureException {
        TransformSpec spec = new TransformSpec(8, 3, ResizeMode.CROP, 10, false, Resample.Filter.BILINEAR);
        Picture prepared = new Transform(spec).prepare(gradient(40, 20));
        assertThat(prepared.width()).isEqualTo(20);
        assertThat(prepared.height()).isEqualTo(10);
    }

    @Test
    void paddingIsWhiteAndKeepsTheWholePicture() throws PictureException {
        TransformSpec spec = new TransformSpec(8, 3, ResizeMode.PAD, 8, false, Resample.Filter.BILINEAR);
        Pixels seen = new Transform(spec).preview(PictureReader.read(TestPictures.png(8, 4, 0x336699)), 0);
        assertThat(seen.argb()[0]).isEqualTo(0xffffffff);
        assertThat(seen.argb()[2 * 8]).isEqualTo(0xff336699);
        assertThat(seen.argb()[5 * 8 + 7]).isEqualTo(0xff336699);
        assertThat(seen.argb()[6 * 8]).isEqualTo(0xffffffff);
    }

    @Test
    void previewsShowWhatTheNetworkGets() throws PictureException {
        Transform t = new Transform(TransformSpec.jitter(16, 3, 24, Resample.Filter.LANCZOS));
        Picture p = gradient(31, 17);
        for (int seed = 0; seed < 8; seed++) {
            float[] x = t.apply(p, seed);
            int[] argb = t.preview(p, seed).argb();
            for (int i = 0; i < 256; i++) {
                assertThat((argb[i] >> 16 & 255) / 127.5f - 1).isCloseTo(x[i], within(1e-5f));
                assertThat((argb[i] & 255) / 127.5f - 1).isCloseTo(x[512 + i], within(1e-5f));
            }
        }
    }

    @Test
    void onePixelAndVeryLongPicturesWork() throws PictureException {
        Transform t = new Transform(TransformSpec.centreCrop(16, 3));
        assertThat(t.apply(PictureReader.read(TestPictures.resource("one-pixel.png")), 0))
                .containsOnly((77 / 255f - 0.5f) / 0.5f);
        assertThat(t.apply(new Picture(16000, 1, 1, new byte[16000]), 0)).containsOnly(-1f);
        Picture ribbon = new Picture(1, 16000, 1, new byte[16000]);
        assertThat(new Transform(TransformSpec.centreCrop(512, 1)).apply(ribbon, 0))
                .containsOnly(-1f);
    }

    @Test
    void nonsenseSizesAreRefused() {
        assertThatThrownBy(() -> TransformSpec.jitter(64, 3, 32, Resample.Filter.BILINEAR))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TransformSpec.centreCrop(64, 2)).hasMessageContaining("channels");
    }
}
