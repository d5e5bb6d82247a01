package studio.ganvas.ui.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.ganvas.engine.latent.Easing;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Timeline;

class FilmModelTest {
    private final FilmModel film = new FilmModel();

    @BeforeEach
    void threeKeyframes() {
        for (long seed = 0; seed < 3; seed++) {
            film.add(LatentState.of("m", seed), Optional.empty());
        }
    }

    private List<LatentState> states() {
        return film.shots().stream().map(shot -> shot.frame().state()).toList();
    }

    @Test
    void keyframesComeBehindTheSelectedOne() {
        film.selectedProperty().set(0);
        film.add(LatentState.of("m", 9), Optional.empty());
        assertThat(states()).startsWith(LatentState.of("m", 0), LatentState.of("m", 9));
        assertThat(film.selectedProperty().get()).isEqualTo(1);
        assertThat(film.add(LatentState.of("other", 1), Optional.empty())).isFalse();
        assertThat(film.shots()).hasSize(4);
    }

    @Test
    void draggingAKeyframeChangesTheStretchBeforeIt() {
        film.drag(1, 3.01);
        assertThat(film.begin(1)).isEqualTo(3, within(1e-9));
        assertThat(film.begin(2)).isEqualTo(5, within(1e-9));
        film.drag(2, 0);
        assertThat(film.begin(2)).isEqualTo(3 + FilmModel.SHORTEST, within(1e-9));
        film.drag(0, 7);
        assertThat(film.begin(1)).isEqualTo(3, within(1e-9));
    }

    @Test
    void keyframesMoveAndGo() {
        film.move(2, -1);
        assertThat(states()).containsExactly(LatentState.of("m", 0), LatentState.of("m", 2), LatentState.of("m", 1));
        assertThat(film.selectedProperty().get()).isEqualTo(1);
        film.remove(1);
        film.remove(1);
        film.remove(0);
        assertThat(film.timeline()).isEmpty();
        assertThat(film.selectedProperty().get()).isEqualTo(-1);
    }

    @Test
    void playingEndsAtTheEndOrGoesRound() {
        film.positionProperty().set(0);
        film.play();
        film.advance(3);
        assertThat(film.positionProperty().get()).isEqualTo(3, within(1e-9));
        film.advance(3);
        assertThat(film.positionProperty().get()).isEqualTo(4, within(1e-9));
        assertThat(film.playingProperty().get()).isFalse();
        film.play();
        assertThat(film.positionProperty().get()).isZero();
        film.loopProperty().set(true);
        film.advance(7);
        assertThat(film.positionProperty().get()).isEqualTo(1, within(1e-9));
        assertThat(film.playingProperty().get()).isTrue();
    }

    @Test
    void aKeptFilmComesBackAsItWas() {
        film.change(1, film.shots().get(1).eased(Easing.HOLD).lasting(0.5));
        film.loopProperty().set(true);
        film.pathProperty().set(Timeline.Path.Z_SLERP);
        Timeline kept = film.timeline().orElseThrow();
        FilmModel other = new FilmModel();
        other.load(kept);
        assertThat(other.timeline()).contains(kept);
        assertThat(kept.seconds()).isEqualTo(4.5, within(1e-9));
    }

    @Test
    void listsOfSeedsAreReadOrRefusedInWords() {
        assertThat(Numbers.parse(" 85, 5-7;3", 100)).containsExactly(85L, 5L, 6L, 7L, 3L);
        for (String wrong : List.of("", "a", "3-1", "1,101", "-4", "0-100")) {
            assertThatThrownBy(() -> Numbers.parse(wrong, 100))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("whole numbers from 0 to 100");
        }
    }
}
