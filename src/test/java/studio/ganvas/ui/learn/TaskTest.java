package studio.ganvas.ui.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskTest {
    /** After which of these numbers the task is done. */
    private static List<Boolean> done(String task, double... numbers) {
        Task.Watch watch = Task.of(task).watch();
        return Arrays.stream(numbers).mapToObj(watch::done).toList();
    }

    @Test
    void beingThereFromTheStartIsNotDoing() {
        assertThat(done("psi <= -0.95", -1, -1)).containsExactly(false, false);
        assertThat(done("psi <= -0.95", -1, 0.5, -0.95)).containsExactly(false, false, true);
        assertThat(done("shown >= 1", 0, 1)).containsExactly(false, true);
    }

    @Test
    void whatIsReachedMayHaveBeenReachedBefore() {
        assertThat(done("run.step reaches 60", 72)).containsExactly(true);
        assertThat(done("run.step reaches 60", 59)).containsExactly(false);
    }

    @Test
    void growthAndChangeCountFromTheFirstNumberThatIsKnown() {
        assertThat(done("count.d grows 2", 7, 8, 9)).containsExactly(false, false, true);
        assertThat(done("seed changes", Double.NaN, 85, 85, 86)).containsExactly(false, false, false, true);
    }

    @Test
    void whatCantBeReadIsRefused() {
        assertThatThrownBy(() -> Task.of("psi ~ 3")).hasMessageContaining("psi ~ 3");
    }
}
