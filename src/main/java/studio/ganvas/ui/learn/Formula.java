package studio.ganvas.ui.learn;

import java.util.List;

/** A formula as {@link FormulaReader} reads it: what {@link FormulaSetter} sets. */
sealed interface Formula {
    /** How letters look. */
    enum Face {
        /** Variables. */
        ITALIC,
        /** Digits, signs, names of functions. */
        UPRIGHT,
        BLACKBOARD,
        SCRIPT,
        /** Sums. */
        LARGE
    }

    /** What stands around a sign. */
    enum Space {
        NONE,
        /** Before and after + − ·. */
        OPERATION,
        /** Before and after = ∼ ≤. */
        RELATION,
        /** After a comma. */
        AFTER
    }

    record Letters(String text, Face face, Space space) implements Formula {}

    /** An empty place, in em. */
    record Gap(double em) implements Formula {}

    record Row(List<Formula> parts) implements Formula {
        public Row {
            parts = List.copyOf(parts);
        }
    }

    /** Either of {@code below} and {@code above} may be an empty row. */
    record Scripts(Formula base, Formula below, Formula above) implements Formula {}

    record Fraction(Formula over, Formula under) implements Formula {}

    /** A sign such as ˆ over something. */
    record Accent(Formula base, String sign) implements Formula {}

    /** {@code below} stands centred under {@code base}, as under min. */
    record Under(Formula base, Formula below) implements Formula {}

    record Root(Formula inner) implements Formula {}
}
