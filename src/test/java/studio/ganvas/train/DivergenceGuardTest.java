package studio.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DivergenceGuardTest {
    private final DivergenceGuard guard = new DivergenceGuard();

    @Test
    void notANumberIsNoticedAtOnce() {
        assertThat(guard.check(Map.of("G_loss", Double.NaN)))
                .hasValueSatisfying(text -> assertThat(text).contains("G_loss"));
    }

    @Test
    void anExplosionIsNoticedAndOrdinarySwingsAreNot() {
        for (int i = 0; i < 200; i++) {
            assertThat(guard.check(Map.of("G_loss", 1 + 20 * Math.abs(Math.sin(i)))))
                    .isEmpty();
        }
        assertThat(guard.check(Map.of("G_loss", 5e6))).isPresent();
    }

    @Test
    void lossesThatAreAlwaysLargeAreNoExplosion() {
        for (int i = 0; i < 200; i++) {
            assertThat(guard.check(Map.of("G_loss", 4000.0 + i))).isEmpty();
        }
    }

    @Test
    void aLossPinnedAtItsBoundIsNoticed() {
        for (int i = 0; i < 24; i++) {
            assertThat(guard.check(Map.of("G_loss", 100.0, "D_loss", 0.0))).isEmpty();
        }
        assertThat(guard.check(Map.of("G_loss", 100.0, "D_loss", 0.0)))
                .hasValueSatisfying(text -> assertThat(text).contains("G_loss").contains("100"));
    }

    @Test
    void aLossThatTouchesItsBoundNowAndThenOrRestsAtNothingIsFine() {
        for (int i = 0; i < 200; i++) {
            assertThat(guard.check(Map.of("G_loss", i % 20 == 0 ? 99.5 : 100.0, "reg", 0.0, "small", 1.0)))
                    .isEmpty();
        }
    }
}
