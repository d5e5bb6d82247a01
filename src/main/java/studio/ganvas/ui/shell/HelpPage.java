package studio.ganvas.ui.shell;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import studio.ganvas.ui.control.Words;

/**
 * What a pane is for, in the words {@code help.<pane>.…}: {@code what}, {@code try.1} and so on, {@code key.1} (keys | what they
 * do) and {@code term.1} (word | symbol and place in the paper, may be empty | what it means).
 *
 * @param tries what to try first, in order
 */
record HelpPage(String what, List<String> tries, List<Key> keys, List<Term> terms) {
    private static final String BAR = "\\s*\\|\\s*";

    /** A combination as JavaFX writes it, or a gesture in words. */
    record Key(String keys, String words) {}

    record Term(String word, String symbol, String words) {}

    /** The page of a pane in the language of the window; empty where there is none. */
    static Optional<HelpPage> of(String paneId) {
        String key = "help." + paneId + ".";
        String what = Words.orElse(key + "what", "");
        return what.isEmpty()
                ? Optional.empty()
                : Optional.of(new HelpPage(
                        what,
                        lines(key + "try.", Function.identity()),
                        lines(key + "key.", HelpPage::key),
                        lines(key + "term.", HelpPage::term)));
    }

    private static <T> List<T> lines(String key, Function<String, T> read) {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> Words.orElse(key + number, ""))
                .takeWhile(line -> !line.isEmpty())
                .map(read)
                .toList();
    }

    private static Key key(String line) {
        String[] parts = line.split(BAR, 2);
        return new Key(parts[0], parts[1]);
    }

    private static Term term(String line) {
        String[] parts = line.split(BAR, 3);
        return new Term(parts[0], parts[1], parts[2]);
    }
}
