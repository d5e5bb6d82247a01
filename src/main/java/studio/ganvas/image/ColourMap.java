package studio.ganvas.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * From one number to a colour, 256 levels. All but {@link #TURBO} and {@link #JET} are perceptually uniform: equal steps
 * look equal, also without colour vision. The tables are matplotlib's (viridis, magma, inferno, cividis: CC0; turbo:
 * Google, Apache-2.0) and OpenCV's jet, which U-GAT-IT's panels use.
 */
public enum ColourMap {
    VIRIDIS,
    MAGMA,
    INFERNO,
    CIVIDIS,
    TURBO,
    JET;

    /** Perceptually uniform, and readable with every kind of colour vision. */
    public static final ColourMap DEFAULT = VIRIDIS;

    private static final Map<ColourMap, int[]> TABLES = load();

    /** Opaque ARGB of level 0…255; levels beyond are clamped. */
    public int argb(int level) {
        return TABLES.get(this)[Math.min(Math.max(level, 0), 255)];
    }

    /** Opaque ARGB of a value 0…1, truncated to a level as NumPy's {@code uint8(255·v)}; NaN counts as 0. */
    public int argb(float value) {
        return argb((int) (255 * value));
    }

    private static Map<ColourMap, int[]> load() {
        Map<ColourMap, int[]> tables = new EnumMap<>(ColourMap.class);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                ColourMap.class.getResourceAsStream("colour-maps.txt"), StandardCharsets.US_ASCII))) {
            in.lines().map(line -> line.split(" ")).forEach(words -> {
                int[] table = new int[256];
                for (int i = 0; i < 256; i++) {
                    table[i] = 0xff000000 | Integer.parseInt(words[1], 6 * i, 6 * i + 6, 16);
                }
                tables.put(valueOf(words[0].toUpperCase(Locale.ROOT)), table);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("The colour maps are missing from the program", e);
        }
        return tables;
    }
}
