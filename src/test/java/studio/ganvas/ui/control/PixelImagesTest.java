package studio.ganvas.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import studio.ganvas.image.Pixels;

class PixelImagesTest {
    @Test
    void coloursAreMultipliedByTheirAlpha() {
        assertThat(PixelImages.premultiplied(new int[] {0xFF102030, 0x80FF4000, 0x00FFFFFF, 0x01FFFFFF}))
                .containsExactly(0xFF102030, 0x80802000, 0x00000000, 0x01010101);
    }

    @Test
    void enlargingMakesSquaresWithHardEdges() {
        var image = PixelImages.enlarged(PixelImages.of(new Pixels(2, 1, new int[] {0xFF112233, 0xFF445566})), 3);
        assertThat(image.getWidth()).isEqualTo(6);
        assertThat(image.getHeight()).isEqualTo(3);
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 6; x++) {
                assertThat(image.getPixelReader().getArgb(x, y)).isEqualTo(x < 3 ? 0xFF112233 : 0xFF445566);
            }
        }
    }

    @Test
    void opaquePicturesAreNotCopied() {
        int[] opaque = {0xFF000000, 0xFFABCDEF};
        assertThat(PixelImages.premultiplied(opaque)).isSameAs(opaque);
    }

    @Test
    void theArrayOfTheEngineIsNotWrittenTo() {
        int[] argb = {0x80FFFFFF};
        PixelImages.premultiplied(argb);
        assertThat(argb).containsExactly(0x80FFFFFF);
    }
}
