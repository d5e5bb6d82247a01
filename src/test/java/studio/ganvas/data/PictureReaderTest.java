package studio.ganvas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {
    private static Picture read(String name) throws PictureException {
        return PictureReader.read(TestPictures.resource(name));
    }

    private static int[] ints(Picture p) {
        int[] out = new int[p.bytes().length];
        Arrays.setAll(out, i -> p.bytes()[i] & 255);
        return out;
    }

    private static int[] pixel(Picture p, int x, int y) {
        Picture rgb = p.withChannels(3);
        return ints(rgb.crop(x, y, 1, 1));
    }

    private static void assertNear(int[] actual, int tolerance, int... expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i])
                    .as("sample %d of %s", i, Arrays.toString(actual))
                    .isBetween(expected[i] - tolerance, expected[i] + tolerance);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orientation-1.jpg", "orientation-2.jpg", "orientation-3.jpg", "orientation-4.jpg", "orientation-5.jpg",
                "orientation-6.jpg", "orientation-7.jpg", "orientation-8.jpg", "orientation-6.png",
                        "orientation-6.webp",
                "orientation-6.tif"
            })
    void everyExifOrientationArrivesUpright(String name) throws PictureException {
        Picture p = read(name);
        assertThat(p.width()).isEqualTo(48);
        assertThat(p.height()).isEqualTo(32);
        assertNear(pixel(p, 5, 5), 12, 220, 30, 30);
        assertNear(pixel(p, 42, 5), 12, 30, 200, 30);
        assertNear(pixel(p, 5, 26), 12, 30, 30, 220);
        assertNear(pixel(p, 42, 26), 12, 230, 230, 40);
        PictureInfo info = PictureReader.info(TestPictures.resource(name));
        assertThat(info.width()).isEqualTo(48);
    }

    @ParameterizedTest
    @CsvSource({"rgb.bmp", "rgb.ppm", "rgb.tga", "rgb.tif"})
    void losslessFormatsGiveTheSamePixels(String name) throws PictureException {
        assertThat(read(name).bytes()).isEqualTo(read("source.png").bytes());
    }

    @ParameterizedTest
    @CsvSource({"photo.jpg, JPEG", "progressive.jpg, JPEG", "lossy.webp, WebP"})
    void lossyFormatsComeClose(String name, String format) throws PictureException {
        int[] actual = ints(read(name));
        int[] expected = ints(read("source.png"));
        assertThat(actual).hasSameSizeAs(expected);
        long difference = 0;
        for (int i = 0; i < actual.length; i++) {
            difference += Math.abs(actual[i] - expected[i]);
        }
        assertThat((double) difference / actual.length).isLessThan(20);
        assertThat(PictureReader.info(TestPictures.resource(name)).format()).isEqualTo(format);
    }

    @Test
    void greyStaysAsItLooksAndIsNotBrightened() throws PictureException {
        Picture expected = read("source.png").withChannels(1);
        assertThat(read("grey.pgm").bytes()).isEqualTo(expected.bytes());
        Picture jpeg = read("grey.jpg");
        assertThat(jpeg.channels()).isEqualTo(1);
        assertNear(ints(jpeg.crop(14, 6, 1, 1)), 12, 255);
    }

    @Test
    void sixteenBitsAreScaledAndRounded() throws PictureException {
        assertThat(ints(read("grey16.png"))).containsExactly(0, 0, 100, 255, 255, 128);
        assertThat(ints(read("grey16.tif"))).containsExactly(0, 0, 100, 255, 255, 128);
        assertThat(ints(read("rgb16.png"))).containsExactly(255, 0, 77, 0, 1, 255);
        assertThat(read("rgb16.png").notes()).anyMatch(n -> n.contains("16 bits"));
    }

    @Test
    void fewBitsAndPalettesAreSpreadOut() throws PictureException {
        assertThat(ints(read("grey2.png"))).containsExactly(0, 85, 170, 255);
        assertThat(ints(read("grey1.png"))).containsExactly(255, 0, 255, 255, 0, 0, 255, 0);
        assertThat(ints(read("palette.png"))).containsExactly(255, 0, 0, 255, 255, 255, 9, 9, 9);
        assertThat(read("bilevel.tif").withChannels(1).bytes()).containsOnly(0, -1);
    }

    @Test
    void transparencyIsLaidOnWhite() throws PictureException {
        assertThat(ints(read("grey-alpha.png"))).containsExactly(100, 255, 177);
        assertThat(ints(read("rgba.png"))).containsExactly(255, 0, 0, 255, 255, 255, 127, 127, 255);
        assertThat(ints(read("rgba16.png"))).containsExactly(255, 255, 255, 127, 127, 127);
        assertThat(ints(read("rgb-trns.png"))).containsExactly(255, 255, 255, 40, 50, 60);
        assertThat(ints(read("alpha.webp"))).containsExactly(255, 0, 0, 255, 255, 255);
        assertThat(read("rgba.png").notes()).anyMatch(n -> n.contains("white"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmyk.jpg", "cmyk.tif"})
    void cmykArrivesInItsColours(String name) throws PictureException {
        Picture p = read(name);
        int[] red = pixel(p, 4, 8);
        int[] cyan = pixel(p, 28, 8);
        assertThat(red[0]).isGreaterThan(200);
        assertThat(red[1]).isLessThan(80);
        assertThat(cyan[0]).isLessThan(80);
        assertThat(cyan[2]).isGreaterThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"animated.gif", "animated.webp"})
    void animationsGiveTheirFirstFrame(String name) throws PictureException {
        Picture p = read(name);
        assertThat(p.width()).isEqualTo(8);
        assertNear(pixel(p, 4, 4), 3, 255, 0, 0);
    }

    @Test
    void coloursOfAnotherProfileAreConvertedToSrgb() throws PictureException {
        byte[] linear = java.awt.color.ICC_Profile.getInstance(java.awt.color.ColorSpace.CS_LINEAR_RGB)
                .getData();
        Picture p = PictureReader.read(TestPictures.withProfile(TestPictures.png(2, 2, 0x370000), linear));
        // 55/255 of linear light is sRGB level 128.
        assertNear(pixel(p, 1, 1), 2, 128, 0, 0);
        assertThat(p.notes()).anyMatch(n -> n.contains("profile"));
        byte[] srgb = java.awt.color.ICC_Profile.getInstance(java.awt.color.ColorSpace.CS_sRGB)
                .getData();
        assertThat(pixel(PictureReader.read(TestPictures.withProfile(TestPictures.png(2, 2, 0x37), srgb)), 0, 0))
                .containsExactly(0, 0, 0x37);
        byte[] broken = {1, 2, 3};
        assertThat(pixel(PictureReader.read(TestPictures.withProfile(TestPictures.png(2, 2, 0x37), broken)), 0, 0))
                .containsExactly(0, 0, 0x37);
    }

    @Test
    void aSinglePixelIsAPicture() throws PictureException {
        assertThat(pixel(read("one-pixel.png"), 0, 0)).containsExactly(77, 77, 77);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "photo.jpg",
                "progressive.jpg",
                "source.png",
                "rgb.tif",
                "lossy.webp",
                "rgb.bmp",
                "rgb.ppm",
                "rgb.tga",
                "animated.gif",
                "orientation-6.tif"
            })
    void filesCutOffAnywhereAreRefusedAndNeverCrash(String name) {
        byte[] whole = TestPictures.resource(name);
        // An animation that has lost later frames is still a picture.
        int end = name.endsWith(".gif") ? whole.length / 2 : whole.length * 9 / 10;
        for (int length = 1; length < end; length += Math.max(1, whole.length / 60)) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> PictureReader.read(cut))
                    .as("%s cut to %d bytes", name, length)
                    .isInstanceOf(PictureException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"photo.jpg", "source.png", "lossy.webp", "rgb.tif", "animated.gif", "cmyk.jpg", "rgb.tga"})
    void damagedFilesEitherReadOrAreRefused(String name) {
        byte[] whole = TestPictures.resource(name);
        java.util.Random random = new java.util.Random(5);
        for (int i = 0; i < 100; i++) {
            byte[] damaged = whole.clone();
            for (int k = 0; k < 5; k++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(PictureReader.read(damaged).bytes()).isNotEmpty();
            } catch (PictureException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("Exception");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version https://git-lfs.github.com/spec/v1 oid sha256:1| Git LFS pointer",
                "<!DOCTYPE html><html>404</html>| web page",
                "hello, this is only text| not a picture"
            })
    void otherFilesAreNamedForWhatTheyAre(String content, String reason) {
        assertThatThrownBy(() -> PictureReader.read(content.getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(PictureException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void anEmptyFileIsNamedSo() {
        assertThatThrownBy(() -> PictureReader.read(new byte[0])).hasMessageContaining("0 bytes");
    }

    @Test
    void hugeSizesAreRefusedFromTheHeader() {
        byte[] png = TestPictures.resource("rgb16.png");
        png[16] = 0;
        png[17] = 1;
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(png, 12, 17);
        java.nio.ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        assertThatThrownBy(() -> PictureReader.read(png)).hasMessageContaining("too large");
        assertThatThrownBy(() -> PictureReader.info(png)).hasMessageContaining("too large");
    }

    @Test
    void aGifFrameThatCoversAPartStandsAtItsPlaceOnTheScreen() throws PictureException {
        byte[] gif = TestPictures.resource("animated.gif");
        gif[6] = 12;
        Picture p = PictureReader.read(gif);
        assertThat(p.width()).isEqualTo(12);
        assertNear(pixel(p, 4, 4), 0, 255, 0, 0);
        assertNear(pixel(p, 11, 4), 0, 255, 255, 255);
    }

    @Test
    void previewsAreDecodedInLessDetail() throws PictureException {
        byte[] file = TestPictures.gradient(400, 200);
        Picture p = PictureReader.read(file, 50);
        assertThat(p.width()).isEqualTo(100);
        assertThat(Thumbnails.of(file, 50).width()).isEqualTo(50);
        assertThat(Thumbnails.of(file, 50).height()).isEqualTo(25);
        assertThat(Thumbnails.of(file, 1000).width()).isEqualTo(400);
    }
}
