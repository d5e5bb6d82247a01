package studio.ganvas.ui.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads a formula that is written in a small part of TeX, with Greek letters and signs as themselves:
 *
 * <pre>
 *   x_i^2 {…} \frac{…}{…} \hat{…} \tilde{…} \bar{…} \sqrt{…} \op{log} \bb{E} \cal{L} \sum \below{\op{min}}{G} \, \quad \\
 * </pre>
 */
final class FormulaReader {
    private static final String RELATIONS = "=∼≈≤≥<←→∈≡";
    private static final String OPERATIONS = "+−·∗×";
    private static final Map<String, String> ACCENTS = Map.of("hat", "ˆ", "tilde", "˜", "bar", "ˉ");
    private static final Formula.Row NOTHING = new Formula.Row(List.of());

    private final String text;
    private int at;

    private FormulaReader(String text) {
        this.text = text;
    }

    /**
     * The lines of a formula.
     *
     * @throws IllegalArgumentException saying where it can't be read
     */
    static List<Formula> read(String text) {
        List<Formula> lines = new ArrayList<>();
        for (String line : text.split("\\\\\\\\")) {
            FormulaReader reader = new FormulaReader(line.trim());
            lines.add(reader.row());
            if (reader.at < reader.text.length()) {
                throw reader.wrong("a } too many");
            }
        }
        return lines;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("The formula “" + text + "” has " + what + " at " + at);
    }

    private Formula row() {
        List<Formula> parts = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != '}') {
            if (text.charAt(at) == ' ') {
                at++;
            } else {
                parts.add(scripts(atom(parts)));
            }
        }
        return new Formula.Row(parts);
    }

    private Formula scripts(Formula base) {
        Formula below = NOTHING;
        Formula above = NOTHING;
        while (at < text.length() && (text.charAt(at) == '_' || text.charAt(at) == '^')) {
            boolean sub = text.charAt(at++) == '_';
            Formula script = argument();
            if (sub) {
                below = script;
            } else {
                above = script;
            }
        }
        return below == NOTHING && above == NOTHING ? base : new Formula.Scripts(base, below, above);
    }

    private Formula argument() {
        if (at >= text.length()) {
            throw wrong("nothing to read");
        }
        return text.charAt(at) == '{' ? braces() : atom(List.of());
    }

    private Formula braces() {
        at++;
        Formula inner = row();
        if (at >= text.length()) {
            throw wrong("no } for its {");
        }
        at++;
        return inner;
    }

    private Formula atom(List<Formula> before) {
        char c = text.charAt(at);
        if (c == '{') {
            return braces();
        }
        if (c == '\\') {
            return command();
        }
        int length = Character.charCount(text.codePointAt(at));
        String sign = text.substring(at, at + length);
        at += length;
        return letters(sign, before);
    }

    private static Formula letters(String sign, List<Formula> before) {
        if (RELATIONS.contains(sign)) {
            return new Formula.Letters(sign, Formula.Face.UPRIGHT, Formula.Space.RELATION);
        }
        if (OPERATIONS.contains(sign)) {
            boolean unary = before.isEmpty() && !sign.equals("+")
                    || !before.isEmpty()
                            && before.get(before.size() - 1) instanceof Formula.Letters last
                            && (last.space() != Formula.Space.NONE || "([{∥".contains(last.text()));
            return new Formula.Letters(
                    sign, Formula.Face.UPRIGHT, unary ? Formula.Space.NONE : Formula.Space.OPERATION);
        }
        if (sign.equals(",") || sign.equals(";")) {
            return new Formula.Letters(sign, Formula.Face.UPRIGHT, Formula.Space.AFTER);
        }
        boolean variable = Character.isLetter(sign.codePointAt(0)) && !Character.isUpperCase(greek(sign));
        return new Formula.Letters(sign, variable ? Formula.Face.ITALIC : Formula.Face.UPRIGHT, Formula.Space.NONE);
    }

    /** Capital Greek stands upright; everything else is no concern of this. */
    private static int greek(String sign) {
        int point = sign.codePointAt(0);
        return Character.UnicodeBlock.of(point) == Character.UnicodeBlock.GREEK ? point : 'a';
    }

    private Formula command() {
        at++;
        int begin = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        String name = text.substring(begin, at);
        return switch (name) {
            case "" -> sign();
            case "sum" -> new Formula.Letters("∑", Formula.Face.LARGE, Formula.Space.NONE);
            case "quad" -> new Formula.Gap(1);
            case "frac" -> new Formula.Fraction(argument(), argument());
            case "below" -> new Formula.Under(argument(), argument());
            case "sqrt" -> new Formula.Root(argument());
            case "hat", "tilde", "bar" -> new Formula.Accent(argument(), ACCENTS.get(name));
            case "op" -> new Formula.Letters(raw(), Formula.Face.UPRIGHT, Formula.Space.NONE);
            case "bb" -> new Formula.Letters(raw(), Formula.Face.BLACKBOARD, Formula.Space.NONE);
            case "cal" -> new Formula.Letters(raw(), Formula.Face.SCRIPT, Formula.Space.NONE);
            default -> throw wrong("an unknown \\" + name);
        };
    }

    /** A brace as itself, or a little room. */
    private Formula sign() {
        char c = at < text.length() ? text.charAt(at) : ' ';
        at++;
        return c == '{' || c == '}'
                ? new Formula.Letters(String.valueOf(c), Formula.Face.UPRIGHT, Formula.Space.NONE)
                : new Formula.Gap(0.17);
    }

    private String raw() {
        int end = text.indexOf('}', at);
        if (at >= text.length() || text.charAt(at) != '{' || end < 0) {
            throw wrong("no {…}");
        }
        String inner = text.substring(at + 1, end);
        at = end + 1;
        return inner;
    }
}
