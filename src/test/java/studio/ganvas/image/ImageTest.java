package studio.ganvas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImageTest {
    private static Pixels one(int argb) {
        return new Pixels(1, 1, new int[] {argb});
    }

    @Test
    void floatsAreRoundedAsNvidiasScriptsDo() {
        float[] x = {-1f, 1f, 0f, -2f, 2f, -0.999f, 0.5f, Float.NaN};
        int[] argb = Floats.toPixels(x, 1, 1, 8, -1, 1).argb();
        for (int i = 0; i < x.length; i++) {
            float v = x[i] * 127.5f + 128;
            int level = Float.isNaN(v) ? 0 : (int) Math.min(Math.max(v, 0), 255);
            assertThat(argb[i]).isEqualTo(0xff000000 | level * 0x010101);
        }
    }

    @Test
    void everyEightBitLevelSurvivesTheWayToFloatsAndBack() {
        float[] x = new float[256];
        for (int i = 0; i < 256; i++) {
            x[i] = (i / 255f - 0.5f) / 0.5f;
        }
        int[] argb = Floats.toPixels(x, 1, 16, 16, -1, 1).argb();
        for (int i = 0; i < 256; i++) {
            assertThat(argb[i] & 255).isEqualTo(i);
        }
    }

    @Test
    void channelsAndPicturesOfABatchAreFound() {
        float[] batch = {0, 0, 0, 1f, 0.2f, 0.4f};
        assertThat(Floats.toPixels(batch, 1, 3, 1, 1, 0, 1).argb()).containsExactly(0xffff3366);
        assertThatThrownBy(() -> Floats.toPixels(batch, 2, 3, 1, 1, 0, 1)).hasMessageContaining("picture 2");
        assertThatThrownBy(() -> Floats.toPixels(batch, 2, 1, 1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMontageFillsRowsAndCentresSmallPictures() {
        Pixels wide = new Pixels(3, 1, new int[] {1, 2, 3});
        Pixels grid = Montage.grid(List.of(wide, one(7), one(8)), 2, 1, 9);
        assertThat(grid.width()).isEqualTo(7);
        assertThat(grid.height()).isEqualTo(3);
        assertThat(grid.argb()).containsExactly(1, 2, 3, 9, 9, 7, 9, 9, 9, 9, 9, 9, 9, 9, 9, 8, 9, 9, 9, 9, 9);
        assertThat(Montage.grid(List.of(one(1)), 5, 2, 0).width()).isEqualTo(1);
        assertThat(Montage.squareColumns(10)).isEqualTo(4);
        assertThatThrownBy(() -> Montage.grid(List.of(), 1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void colourMapsHaveTheirPublishedEnds() {
        assertThat(ColourMap.VIRIDIS.argb(0)).isEqualTo(0xff440154);
        assertThat(ColourMap.VIRIDIS.argb(255)).isEqualTo(0xfffde725);
        assertThat(ColourMap.JET.argb(0)).isEqualTo(0xff000080);
        assertThat(ColourMap.JET.argb(255)).isEqualTo(0xff800000);
        for (ColourMap map : ColourMap.values()) {
            assertThat(map.argb(-5)).isEqualTo(map.argb(0f));
            assertThat(map.argb(3f)).isEqualTo(map.argb(255));
            assertThat(map.argb(Float.NaN)).isEqualTo(map.argb(0));
        }
    }

    @Test
    void theUniformMapsGrowBrighterAllTheWay() {
        for (ColourMap map : List.of(ColourMap.VIRIDIS, ColourMap.MAGMA, ColourMap.INFERNO, ColourMap.CIVIDIS)) {
            double before = -1;
            for (int i = 0; i < 256; i += 5) {
                int c = map.argb(i);
                double luma = 0.299 * (c >> 16 & 255) + 0.587 * (c >> 8 & 255) + 0.114 * (c & 255);
                assertThat(luma).as("%s at %d", map, i).isGreaterThan(before);
                before = luma;
            }
        }
    }

    @Test
    void heatMapsAreStretchedAndConstantOnesAreZero() {
        assertThat(new HeatMap(3, 1, new float[] {2, 4, 3}).normalized().values())
                .containsExactly(0, 1, 0.5f);
        assertThat(new HeatMap(2, 1, new float[] {5, 5}).normalized().values()).containsExactly(0, 0);
        assertThat(new HeatMap(2, 1, new float[] {Float.NaN, 5}).normalized().values())
                .containsExactly(0, 0);
    }

    @Test
    void heatMapsGrowBilinearlyFromHalfPixelCentres() {
        float[] grown = new HeatMap(2, 1, new float[] {0, 1}).resized(4, 2).values();
        float[] expected = {0, 0.25f, 0.75f, 1, 0, 0.25f, 0.75f, 1};
        for (int i = 0; i < 8; i++) {
            assertThat(grown[i]).isCloseTo(expected[i], within(1e-6f));
        }
    }

    @Test
    void columnsOfASheetCanBeLeftOut() {
        Pixels red = new Pixels(2, 1, new int[] {1, 2});
        Pixels green = new Pixels(2, 1, new int[] {3, 4});
        Pixels blue = new Pixels(2, 1, new int[] {5, 6});
        Pixels sheet = Montage.grid(List.of(red, green, blue, red, green, blue), 3, 1, 9);
        assertThat(Montage.withoutColumns(sheet, 3, 1, Set.of(1)).argb())
                .containsExactly(
                        Montage.grid(List.of(red, blue, red, blue), 2, 1, 9).argb());
        assertThat(Montage.withoutColumns(sheet, 3, 1, Set.of(0, 2)).argb())
                .containsExactly(Montage.grid(List.of(green, green), 1, 1, 9).argb());
        assertThat(Montage.withoutColumns(sheet, 3, 1, Set.of())).isSameAs(sheet);
        assertThat(Montage.withoutColumns(sheet, 4, 1, Set.of(0)))
                .as("no grid of four columns")
                .isSameAs(sheet);
    }

    @Test
    void overlaysMixByOpacity() {
        Pixels photo = new Pixels(2, 1, new int[] {0xff000000, 0xffffffff});
        HeatMap map = new HeatMap(2, 1, new float[] {0, 1});
        assertThat(Overlay.heat(photo, map, ColourMap.JET, 0).argb()).isEqualTo(photo.argb());
        assertThat(Overlay.heat(photo, map, ColourMap.JET, 1).argb()).containsExactly(0xff000080, 0xff800000);
        assertThat(Overlay.heat(photo, map, ColourMap.JET, 0.5).argb()).containsExactly(0xff000040, 0xffc08080);
        assertThatThrownBy(() -> Overlay.heat(photo, map, ColourMap.JET, 2)).hasMessageContaining("Opacity");
    }
}
