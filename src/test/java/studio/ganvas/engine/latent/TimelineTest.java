package studio.ganvas.engine.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimelineTest {
    private static Keyframe frame(long seed, double seconds, Easing easing) {
        return new Keyframe(LatentState.of("m", seed), seconds, easing);
    }

    private static Timeline timeline(boolean loop) {
        return new Timeline(
                List.of(frame(1, 2, Easing.LINEAR), frame(2, 1, Easing.IN), frame(3, 4, Easing.LINEAR)),
                loop,
                Timeline.Path.W_LINEAR);
    }

    @ParameterizedTest
    @EnumSource
    void easingsKeepTheirEndsAndNeverGoBack(Easing easing) {
        assertThat(easing.at(0)).isZero();
        assertThat(easing.at(1)).isEqualTo(1);
        double before = 0;
        for (double t = 0; t <= 1; t += 0.05) {
            assertThat(easing.at(t)).isBetween(before, 1.0);
            before = easing.at(t);
        }
    }

    @Test
    void momentsLieBetweenTheirKeyframes() {
        Timeline open = timeline(false);
        assertThat(open.seconds()).isEqualTo(3);
        assertThat(open.at(-1)).isEqualTo(new Timeline.Moment(0, 1, 0));
        assertThat(open.at(0.5)).isEqualTo(new Timeline.Moment(0, 1, 0.25));
        assertThat(open.at(2.5)).isEqualTo(new Timeline.Moment(1, 2, 0.25));
        assertThat(open.at(3)).isEqualTo(new Timeline.Moment(2, 2, 0));
        assertThat(open.at(99)).isEqualTo(new Timeline.Moment(2, 2, 0));
    }

    @Test
    void aLoopEndsWhereItBegan() {
        Timeline loop = timeline(true);
        assertThat(loop.seconds()).isEqualTo(7);
        assertThat(loop.at(5)).isEqualTo(new Timeline.Moment(2, 0, 0.5));
        assertThat(loop.at(7)).isEqualTo(new Timeline.Moment(0, 0, 0));
    }

    @Test
    void aFilmOfALoopDoesNotShowItsBeginTwice() {
        FilmRequest loop = new FilmRequest(timeline(true), 10, FilmRequest.Format.GIF, Path.of("a.gif"));
        assertThat(loop.frames()).isEqualTo(70);
        FilmRequest open = new FilmRequest(timeline(false), 10, FilmRequest.Format.GIF, Path.of("a.gif"));
        assertThat(open.frames()).isEqualTo(31);
        Timeline one = new Timeline(List.of(frame(1, 5, Easing.LINEAR)), true, Timeline.Path.W_LINEAR);
        assertThat(new FilmRequest(one, 10, FilmRequest.Format.GIF, Path.of("a.gif")).frames())
                .isEqualTo(1);
    }

    @Test
    void aFilmIsOfOneModel() {
        Keyframe other = new Keyframe(LatentState.of("other", 1), 1, Easing.LINEAR);
        assertThatThrownBy(
                        () -> new Timeline(List.of(frame(1, 1, Easing.LINEAR), other), false, Timeline.Path.W_LINEAR))
                .hasMessageContaining("same model");
        assertThatThrownBy(() -> frame(1, 0, Easing.LINEAR)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void psiOfARowFollowsCutoffOrItsOwnValue() {
        Truncation cut = new Truncation(0.5, OptionalInt.of(2), List.of());
        assertThat(cut.perRow(4)).containsExactly(0.5, 0.5, 1.0, 1.0);
        Truncation own = new Truncation(0.5, OptionalInt.of(2), List.of(0.1, 2.0, -1.0));
        assertThat(own.perRow(4)).containsExactly(0.1, 2.0, -1.0, 1.0);
    }

    @Test
    void latticesWrapAround() {
        LatentSource.Lattice last = LatentSource.seed(LatentSource.MOST_SEED);
        assertThat(last.moved(1, 0).nearest()).isZero();
        assertThat(last.moved(0, 1).nearest()).isEqualTo(LatentSource.ROW - 1);
        assertThat(LatentSource.seed(0).moved(-1, 0).nearest()).isEqualTo(LatentSource.MOST_SEED);
        assertThat(LatentSource.seed(7).moved(0.4, 0).nearest()).isEqualTo(7);
        assertThat(LatentSource.seed(7).moved(0.4, 0).exact()).isFalse();
        assertThat(LatentSource.seed(7).moved(3, -2).exact()).isTrue();
    }

    @Test
    void groupsAreThePapers() {
        LatentFacts large = new LatentFacts("m", "s", 1024, 3, 512, 512, 18, List.of(), true, List.of());
        assertThat(large.groups())
                .containsExactly(
                        new LatentFacts.Group("coarse", 0, 4),
                        new LatentFacts.Group("middle", 4, 8),
                        new LatentFacts.Group("fine", 8, 18));
        LatentFacts small = new LatentFacts("m", "s", 16, 3, 512, 512, 6, List.of(), true, List.of());
        assertThat(small.groups())
                .containsExactly(new LatentFacts.Group("coarse", 0, 4), new LatentFacts.Group("middle", 4, 6));
        assertThat(large.resolutionOf(0)).isEqualTo(4);
        assertThat(large.resolutionOf(17)).isEqualTo(1024);
        assertThat(Easing.SMOOTH.at(0.5)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void statesAndCodesAreValues() {
        assertThat(Code.of(1, 2)).isEqualTo(Code.of(1, 2)).isNotEqualTo(Code.of(1, 3));
        assertThat(Code.of(1, 2).hashCode()).isEqualTo(Code.of(1, 2).hashCode());
        assertThatThrownBy(() -> Code.of(Float.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LatentState.of("m", 1).withClasses(List.of(0.0, 0.0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Mixing(List.of(), List.of(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
