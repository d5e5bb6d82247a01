package studio.ganvas.ui.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import javafx.scene.shape.Shape;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import studio.ganvas.ui.learn.FormulaSetter.Box;

@ExtendWith(ApplicationExtension.class)
class FormulaTest {
    private static Box set(String tex) {
        return FormulaSetter.set(FormulaReader.read(tex).get(0), 20);
    }

    private static Text letter(Box box, String letters) {
        return box.shapes().stream()
                .filter(shape -> shape instanceof Text text && text.getText().equals(letters))
                .map(Text.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFractionStandsOverItsLine() {
        Box box = set("\\frac{a}{b}");
        Shape line = box.shapes().stream()
                .filter(shape -> !(shape instanceof Text))
                .findFirst()
                .orElseThrow();
        double rule = line.getLayoutY() + line.getLayoutBounds().getMinY();
        assertThat(letter(box, "a").getLayoutY()).as("baseline of a").isLessThan(rule);
        assertThat(letter(box, "b").getLayoutY()).as("baseline of b").isGreaterThan(rule + 8);
        assertThat(box.ascent()).isGreaterThan(set("a").ascent());
    }

    @Test
    void scriptsAreSmallerAndOffTheBaseline() {
        Box box = set("x_i^2");
        Text base = letter(box, "x");
        Text below = letter(box, "i");
        Text above = letter(box, "2");
        assertThat(below.getFont().getSize()).isLessThan(base.getFont().getSize());
        assertThat(below.getLayoutY()).isPositive();
        assertThat(above.getLayoutY()).isNegative();
        assertThat(above.getLayoutX()).isGreaterThan(base.getLayoutX());
    }

    @Test
    void variablesAreItalicAndNamesUpright() {
        Box box = set("\\op{log} D + \\bb{E}");
        assertThat(letter(box, "log").getFont().getName()).isEqualTo("KaTeX_Main-Regular");
        assertThat(letter(box, "D").getFont().getName()).isEqualTo("KaTeX_Math-Italic");
        assertThat(letter(box, "E").getFont().getName()).isEqualTo("KaTeX_AMS-Regular");
    }

    @Test
    void aSignBetweenTwoHasRoomAndOneBeforeANumberHasNone() {
        double apart = letter(set("a − b"), "−").getLayoutX()
                - letter(set("a"), "a").getLayoutBounds().getWidth();
        assertThat(apart).isGreaterThan(2);
        assertThat(letter(set("−b"), "−").getLayoutX()).isZero();
    }

    @Test
    void linesStandUnderEachOther() {
        FormulaView one = new FormulaView("a", "a", 300);
        FormulaView two = new FormulaView("a \\\\ b", "a, b", 300);
        assertThat(two.prefHeight(-1)).isGreaterThan(1.8 * one.prefHeight(-1));
        assertThat(two.getAccessibleText()).isEqualTo("a, b");
    }

    @Test
    void whatCantBeReadSaysWhere() {
        assertThatThrownBy(() -> FormulaReader.read("\\frac{a}")).hasMessageContaining("nothing to read at 8");
        assertThatThrownBy(() -> FormulaReader.read("{a")).hasMessageContaining("no } for its {");
        assertThatThrownBy(() -> FormulaReader.read("\\wurst a")).hasMessageContaining("an unknown \\wurst");
        assertThatThrownBy(() -> FormulaReader.read("a}")).hasMessageContaining("a } too many");
    }

    @Test
    void everyFormulaOfEveryTourFitsTheCard() {
        List<Step> steps =
                Tours.all().stream().flatMap(tour -> tour.steps().stream()).toList();
        assertThat(steps).hasSizeGreaterThan(30).allSatisfy(step -> {
            FormulaView view = new FormulaView(step.formula(), "", TourCard.LEAST_INNER);
            assertThat(view.prefWidth(-1)).as(step.id()).isLessThanOrEqualTo(TourCard.LEAST_INNER + 1);
            assertThat(view.getChildren()).as(step.id()).allSatisfy(shape -> assertThat(
                            shape.getBoundsInParent().getMinX())
                    .isGreaterThanOrEqualTo(-2));
        });
    }
}
