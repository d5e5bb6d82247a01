package studio.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.run.Estimate;
import studio.ganvas.engine.run.Relief;

class MemoryGuardTest {
    private static final long GIGA = 1_000_000_000;

    @Test
    void whatFitsPasses() {
        assertThatCode(() -> MemoryGuard.check(new Estimate(1, 1, GIGA, GIGA))).doesNotThrowAnyException();
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheOptionsThatWould() {
        List<Relief> reliefs = List.of(
                new Relief(Relief.Kind.LIGHT, "", Map.of("light", true), 9 * GIGA),
                new Relief(Relief.Kind.PRESET, "quick", Map.of("imageSize", 64), GIGA));
        assertThatThrownBy(() -> MemoryGuard.check(new Estimate(1, 1, 24 * GIGA, 10 * GIGA, reliefs)))
                .isInstanceOf(StudioException.class)
                .hasMessageContaining("needs about 24.0 GB of memory, and 10.0 GB are there")
                .hasMessageContaining("-o light=true (about 9.0 GB)")
                .hasMessageContaining("--preset quick (about 1.0 GB)")
                .hasMessageContaining("--anyway");
    }

    @Test
    void whereNothingHelpsItSaysSo() {
        assertThatThrownBy(() -> MemoryGuard.check(new Estimate(1, 1, 24 * GIGA, GIGA)))
                .hasMessageContaining("No smaller form of this system fits either");
    }
}
