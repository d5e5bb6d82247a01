package studio.ganvas.ui.learn;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something to try, told by a live number: {@code psi <= -0.95}, {@code seed changes}, {@code count.d grows 5}, {@code
 * run.step reaches 100}.
 *
 * @param value what it is compared with
 */
record Task(String number, Relation relation, double value) {
    private static final Pattern WORDS =
            Pattern.compile("(\\S+) (<=|>=|reaches|grows|changes)(?: (-?\\d+(?:\\.\\d+)?))?");

    /** When a task is done. */
    enum Relation {
        /** It comes down to the value; being there from the start doesn't count. */
        FALLS,
        /** It comes up to the value; being there from the start doesn't count. */
        RISES,
        /** It is at least the value, from whenever. */
        REACHES,
        /** It has grown by the value since the step began. */
        GROWS,
        /** It is another than when the step began. */
        CHANGES
    }

    /** @throws IllegalArgumentException when it can't be read */
    static Task of(String words) {
        Matcher matcher = WORDS.matcher(words);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("A tour can't ask for “" + words + "”.");
        }
        Relation relation =
                switch (matcher.group(2)) {
                    case "<=" -> Relation.FALLS;
                    case ">=" -> Relation.RISES;
                    case "reaches" -> Relation.REACHES;
                    case "grows" -> Relation.GROWS;
                    default -> Relation.CHANGES;
                };
        double value = matcher.group(3) == null ? 0 : Double.parseDouble(matcher.group(3));
        return new Task(matcher.group(1), relation, value);
    }

    /**
     * Follows a number from the begin of a step on.
     *
     * <p>Numbers that are not known yet (NaN) neither count nor begin anything.
     */
    final class Watch {
        private double first = Double.NaN;
        private boolean away;

        /** Looks at the number; true once the task is done. */
        boolean done(double now) {
            if (Double.isNaN(now)) {
                return false;
            }
            boolean begins = Double.isNaN(first);
            if (begins) {
                first = now;
            }
            return switch (relation) {
                case REACHES -> now >= value;
                case GROWS -> now - first >= value;
                case CHANGES -> now != first;
                case FALLS, RISES -> {
                    boolean there = relation == Relation.FALLS ? now <= value : now >= value;
                    away |= !there;
                    yield there && away;
                }
            };
        }
    }

    Watch watch() {
        return new Watch();
    }
}
