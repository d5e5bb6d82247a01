package studio.ganvas.ui.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PixelImagesTest {
    @Test
    void coloursAreMultipliedByTheirAlpha() {
        assertThat(PixelImages.premultiplied(new int[] {0xFF102030, 0x80FF4000, 0x00FFFFFF, 0x01FFFFFF}))
                .containsExactly(0xFF102030, 0x80802000, 0x00000000, 0x01010101);
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
