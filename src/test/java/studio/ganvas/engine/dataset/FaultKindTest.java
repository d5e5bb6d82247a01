package studio.ganvas.engine.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.ganvas.data.doctor.Fix;

/** Panes may not see the data package, so what they know of its kinds must be the same. */
class FaultKindTest {
    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    @Test
    void panesKnowEveryKindAndWay() {
        assertThat(names(FaultKind.values())).isEqualTo(names(studio.ganvas.data.doctor.FaultKind.values()));
        assertThat(names(Finding.Way.values())).isEqualTo(names(Fix.Way.values()));
    }
}
