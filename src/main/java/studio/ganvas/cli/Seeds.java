package studio.ganvas.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Lists of seeds as NVIDIA's tools write them: {@code 85,265,297} or {@code 600-605}, or both together. */
record Seeds(List<Long> values) {
    private static final int MOST = 100_000;

    static final class Converter implements ITypeConverter<Seeds> {
        @Override
        public Seeds convert(String text) {
            List<Long> seeds = new ArrayList<>();
            for (String part : text.split(",")) {
                String[] ends = part.trim().split("-");
                long from = number(ends[0], text);
                long to = ends.length > 1 ? number(ends[1], text) : from;
                if (ends.length > 2 || to < from || to - from >= MOST) {
                    throw wrong(text);
                }
                for (long seed = from; seed <= to; seed++) {
                    seeds.add(seed);
                }
            }
            return new Seeds(seeds);
        }

        private static long number(String digits, String text) {
            try {
                long number = Long.parseLong(digits.trim());
                if (number > 0xFFFF_FFFFL) {
                    throw wrong(text);
                }
                return number;
            } catch (NumberFormatException e) {
                throw wrong(text);
            }
        }

        private static TypeConversionException wrong(String text) {
            return new TypeConversionException(
                    "seeds are numbers from 0 to 4294967295 or ranges, for example 85,265 or 600-605, not “" + text
                            + "”");
        }
    }
}
