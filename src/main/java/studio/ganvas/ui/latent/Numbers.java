package studio.ganvas.ui.latent;

import java.util.ArrayList;
import java.util.List;
import studio.ganvas.ui.control.Words;

/** Lists of whole numbers as people type them: {@code 85, 100, 5-8}. */
final class Numbers {
    private static final int MOST = 100;

    private Numbers() {}

    /**
     * Reads a list.
     *
     * @throws IllegalArgumentException with words for people
     */
    static List<Long> parse(String text, long most) {
        List<Long> all = new ArrayList<>();
        try {
            for (String part : text.trim().split("[,;\\s]+")) {
                int dash = part.indexOf('-', 1);
                long from = Long.parseLong(dash < 0 ? part : part.substring(0, dash));
                long to = dash < 0 ? from : Long.parseLong(part.substring(dash + 1));
                if (from < 0 || to < from || to > most || all.size() + (to - from) >= MOST) {
                    throw new NumberFormatException(part);
                }
                for (long each = from; each <= to; each++) {
                    all.add(each);
                }
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(Words.of("latent.numbers", text, String.valueOf(most)), e);
        }
        return all;
    }
}
