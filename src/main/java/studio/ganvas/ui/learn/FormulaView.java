package studio.ganvas.ui.learn;

import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Pane;
import studio.ganvas.ui.learn.FormulaSetter.Box;

/** A formula on the screen: sharp at every scale, in the colours of the theme, and spoken in words. */
final class FormulaView extends Pane {
    private static final double SIZE = 17;
    private static final double LEAST = 12;
    /** Lines after the first begin a little further in, in em. */
    private static final double INDENT = 1;

    /**
     * @param tex see {@link FormulaReader}
     * @param spoken how it is read out
     * @param room pixels that it may be wide; longer formulas are set smaller
     */
    FormulaView(String tex, String spoken, double room) {
        setId("tour-formula");
        getStyleClass().add("formula");
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(spoken);
        List<Formula> lines = FormulaReader.read(tex);
        double size = SIZE;
        double wide = width(lines, size);
        if (wide > room) {
            size = Math.max(LEAST, size * room / wide);
        }
        double y = 0;
        double widest = 0;
        for (int i = 0; i < lines.size(); i++) {
            Box line = FormulaSetter.set(lines.get(i), size);
            double indent = i == 0 ? 0 : INDENT * size;
            y += i == 0 ? line.ascent() : line.ascent() + 0.5 * size;
            getChildren().addAll(line.moved(indent, y).shapes());
            y += line.descent();
            widest = Math.max(widest, indent + line.width());
        }
        setMinSize(Math.min(room, Math.ceil(widest)), Math.ceil(y) + 1);
        setPrefSize(Math.ceil(widest), Math.ceil(y) + 1);
    }

    private static double width(List<Formula> lines, double size) {
        double widest = 0;
        for (int i = 0; i < lines.size(); i++) {
            widest = Math.max(widest, FormulaSetter.set(lines.get(i), size).width() + (i == 0 ? 0 : INDENT * size));
        }
        return widest;
    }
}
