package studio.ganvas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResampleTest {
    private final Picture source = decode();

    private static Picture decode() {
        try {
            return PictureReader.read(TestPictures.resource("source.png"));
        } catch (PictureException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFilterGivesPillowsBytes(Resample.Filter filter) {
        int compared = 0;
        for (String line : TestPictures.gzLines("pillow-resize.txt.gz")) {
            String[] words = line.split(" ");
            if (words[0].equals(filter.name())) {
                int w = Integer.parseInt(words[1]), h = Integer.parseInt(words[2]);
                Picture in = source.withChannels(Integer.parseInt(words[3]));
                assertThat(Resample.resize(in, w, h, filter).bytes())
                        .as("%s to %d×%d", filter, w, h)
                        .isEqualTo(HexFormat.of().parseHex(words[4]));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(7);
    }

    @Test
    void theSameSizeIsTheSamePicture() {
        assertThat(Resample.resize(source, 37, 23, Resample.Filter.LANCZOS)).isSameAs(source);
    }

    @Test
    void anEmptySizeIsRefused() {
        assertThatThrownBy(() -> Resample.resize(source, 0, 5, Resample.Filter.BOX))
                .hasMessageContaining("0×5");
    }
}
