package studio.ganvas.ui.learn;

import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Pane;
import studio.ganvas.ui.learn.FormulaSetter.Box;

/** A formula on the screen: sharp at every scale, in the colours of the theme, and spoken in words. */
final class FormulaView extends Pane {
    private static final double SIZE = 17;
    private static final double LEAST = 12;

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
        while (size > LEAST && width(lines, size) > room) {
            size -= 0.5;
        }
        double y = 0;
        double widest = 0;
        for (int i = 0; i < lines.size(); i++) {
            Box line = FormulaSetter.set(lines.get(i), size);
            y += i == 0 ? line.ascent() : line.ascent() + 0.5 * size;
            getChildren().addAll(line.moved(0, y).shapes());
            y += line.descent();
            widest = Math.max(widest, line.width());
        }
        setMinSize(Math.min(room, Math.ceil(widest)), Math.ceil(y) + 1);
        setPrefSize(Math.ceil(widest), Math.ceil(y) + 1);
    }

    private static double width(List<Formula> lines, double size) {
        return lines.stream()
                .mapToDouble(line -> FormulaSetter.set(line, size).width())
                .max()
                .orElse(0);
    }
}
