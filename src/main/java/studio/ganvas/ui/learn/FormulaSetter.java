package studio.ganvas.ui.learn;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Bounds;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextBoundsType;

/**
 * Sets a formula as shapes, after the rules of The TeXbook's appendix G as far as short formulas need them. The fonts are
 * Computer Modern as KaTeX ships it.
 */
final class FormulaSetter {
    private static final Map<Formula.Face, String> FILES = Map.of(
            Formula.Face.ITALIC, "KaTeX_Math-Italic",
            Formula.Face.UPRIGHT, "KaTeX_Main-Regular",
            Formula.Face.BLACKBOARD, "KaTeX_AMS-Regular",
            Formula.Face.SCRIPT, "KaTeX_Caligraphic-Regular",
            Formula.Face.LARGE, "KaTeX_Size1-Regular");
    private static final Map<Formula.Face, Font> FONTS = new EnumMap<>(Formula.Face.class);

    private static final double X_HEIGHT = 0.431;
    private static final double AXIS = 0.25;
    private static final double SCRIPT = 0.72;
    private static final double LEAST = 9;

    private FormulaSetter() {}

    /** What has been set: its parts with (0, 0) at the left end of the baseline, and how far it reaches. */
    record Box(List<Shape> shapes, double width, double ascent, double descent) {
        /** The same elsewhere; y grows downwards. */
        Box moved(double x, double y) {
            shapes.forEach(shape -> {
                shape.setLayoutX(shape.getLayoutX() + x);
                shape.setLayoutY(shape.getLayoutY() + y);
            });
            return new Box(shapes, width, ascent - y, descent + y);
        }

        /** Both, each where it has been moved. */
        Box with(Box other, double newWidth) {
            List<Shape> all = new ArrayList<>(shapes);
            all.addAll(other.shapes);
            return new Box(all, newWidth, Math.max(ascent, other.ascent), Math.max(descent, other.descent));
        }
    }

    /** @param size of the letters, pixels per em */
    static Box set(Formula formula, double size) {
        if (formula instanceof Formula.Row row) {
            return row(row, size);
        } else if (formula instanceof Formula.Letters letters) {
            return letters(letters, size);
        } else if (formula instanceof Formula.Gap gap) {
            return new Box(List.of(), gap.em() * size, 0, 0);
        } else if (formula instanceof Formula.Scripts scripts) {
            return scripts(scripts, size);
        } else if (formula instanceof Formula.Fraction fraction) {
            return fraction(fraction, size);
        } else if (formula instanceof Formula.Accent accent) {
            return accent(accent, size);
        } else if (formula instanceof Formula.Under under) {
            return under(under, size);
        }
        return root((Formula.Root) formula, size);
    }

    private static Box row(Formula.Row row, double size) {
        Box all = new Box(List.of(), 0, 0, 0);
        Formula before = row;
        for (Formula part : row.parts()) {
            double room = named(before) && !opens(part) ? 0.17 * size : 0;
            Box box = set(part, size);
            all = all.with(box.moved(all.width() + room, 0), all.width() + room + box.width());
            before = part;
        }
        return all;
    }

    /** A function such as log, after which there is a little room. */
    private static boolean named(Formula formula) {
        return formula instanceof Formula.Letters letters
                && letters.face() == Formula.Face.UPRIGHT
                && letters.text().length() > 1;
    }

    private static boolean opens(Formula formula) {
        return formula instanceof Formula.Letters letters && "([".contains(letters.text());
    }

    private static Font font(Formula.Face face, double size) {
        return new Font(FONTS.computeIfAbsent(face, FormulaSetter::load).getName(), size);
    }

    private static Font load(Formula.Face face) {
        String file = "/studio/ganvas/ui/fonts/" + FILES.get(face) + ".ttf";
        InputStream stream = FormulaSetter.class.getResourceAsStream(file);
        Font font = stream == null ? null : Font.loadFont(stream, 16);
        return font == null ? Font.font("Serif", 16) : font;
    }

    private static Text text(String letters, Formula.Face face, double size) {
        Text text = new Text(letters);
        text.setFont(font(face, size));
        text.getStyleClass().add("formula-ink");
        return text;
    }

    private static Box letters(Formula.Letters letters, double size) {
        Text text = text(letters.text(), letters.face(), size);
        double width = text.getLayoutBounds().getWidth();
        text.setBoundsType(TextBoundsType.VISUAL);
        Bounds ink = text.getLayoutBounds();
        text.setBoundsType(TextBoundsType.LOGICAL);
        double around =
                switch (letters.space()) {
                    case OPERATION -> 0.2 * size;
                    case RELATION -> 0.27 * size;
                    case AFTER, NONE -> 0;
                };
        double after = letters.space() == Formula.Space.AFTER ? 0.17 * size : around;
        List<Shape> shapes = new ArrayList<>(List.of(text));
        return new Box(shapes, width + around + after, Math.max(0, -ink.getMinY()), Math.max(0, ink.getMaxY()))
                .moved(around, 0);
    }

    private static double smaller(double size) {
        return Math.max(LEAST, SCRIPT * size);
    }

    private static Box scripts(Formula.Scripts scripts, double size) {
        Box base = set(scripts.base(), size);
        Box below = set(tight(scripts.below()), smaller(size));
        Box above = set(tight(scripts.above()), smaller(size));
        boolean two = !below.shapes().isEmpty() && !above.shapes().isEmpty();
        double up = Math.max(0.38 * size, base.ascent() - 0.3 * size);
        double down = Math.max((two ? 0.25 : 0.16) * size, base.descent() + 0.02 * size);
        double crowded = above.descent() - up - (down - below.ascent()) + 0.1 * size;
        if (two && crowded > 0) {
            up += crowded / 2;
            down += crowded / 2;
        }
        double width = base.width() + Math.max(below.width(), above.width()) + 0.05 * size;
        double x = base.width() + 0.02 * size;
        return base.with(below.moved(x, down), width).with(above.moved(x + 0.04 * size, -up), width);
    }

    /** In scripts there is no room around signs. */
    private static Formula tight(Formula formula) {
        if (formula instanceof Formula.Row row) {
            return new Formula.Row(
                    row.parts().stream().map(FormulaSetter::tight).toList());
        }
        return formula instanceof Formula.Letters letters
                ? new Formula.Letters(letters.text(), letters.face(), Formula.Space.NONE)
                : formula;
    }

    private static Box fraction(Formula.Fraction fraction, double size) {
        double inner = Math.max(LEAST, 0.92 * size);
        Box over = set(fraction.over(), inner);
        Box under = set(fraction.under(), inner);
        double margin = 0.12 * size;
        double width = Math.max(over.width(), under.width()) + 2 * margin;
        double gap = 0.17 * size;
        Rectangle rule = new Rectangle(margin / 2, -AXIS * size, width - margin, Math.max(1, 0.05 * size));
        rule.getStyleClass().add("formula-ink");
        Box bar = new Box(new ArrayList<>(List.of(rule)), width, AXIS * size, 0);
        return bar.with(over.moved((width - over.width()) / 2, -AXIS * size - gap - over.descent()), width)
                .with(
                        under.moved(
                                (width - under.width()) / 2, -AXIS * size + rule.getHeight() + gap + under.ascent()),
                        width);
    }

    private static Box accent(Formula.Accent accent, double size) {
        Box base = set(accent.base(), size);
        Box sign = letters(new Formula.Letters(accent.sign(), Formula.Face.UPRIGHT, Formula.Space.NONE), size);
        double x = (base.width() - sign.width()) / 2 + 0.06 * size;
        return base.with(sign.moved(x, -Math.max(0, base.ascent() - X_HEIGHT * size)), base.width());
    }

    private static Box under(Formula.Under under, double size) {
        Box base = set(under.base(), size);
        Box below = set(under.below(), smaller(size));
        double width = Math.max(base.width(), below.width());
        double down = base.descent() + 0.14 * size + below.ascent();
        return base.moved((width - base.width()) / 2, 0)
                .with(below.moved((width - below.width()) / 2, down), width + 0.25 * size);
    }

    private static Box root(Formula.Root root, double size) {
        Box inner = set(root.inner(), size);
        double top = -inner.ascent() - 0.14 * size;
        double bottom = inner.descent();
        double hook = 0.55 * size;
        double width = hook + inner.width() + 0.1 * size;
        Path sign = new Path(
                new MoveTo(0.05 * size, -0.3 * size),
                new LineTo(0.18 * size, -0.36 * size),
                new LineTo(0.34 * size, bottom),
                new LineTo(hook, top),
                new LineTo(width, top));
        sign.getStyleClass().add("formula-line");
        Box drawn = new Box(new ArrayList<>(List.of(sign)), width, -top + 1, bottom);
        return drawn.with(inner.moved(hook, 0), width + 0.08 * size);
    }
}
