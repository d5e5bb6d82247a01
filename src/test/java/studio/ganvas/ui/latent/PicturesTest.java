package studio.ganvas.ui.latent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Rendered;
import studio.ganvas.image.Pixels;

class PicturesTest {
    private final List<Throwable> failures = new ArrayList<>();
    private final Pictures pictures = new Pictures(Runnable::run, failures::add);
    private final List<Asked> asked = new ArrayList<>();

    /** A wish that has reached the engine and waits for its answer. */
    private record Asked(long seed, Consumer<Rendered> previews, CompletableFuture<Rendered> whole) {
        void preview() {
            previews.accept(picture(seed, true, Duration.ofMillis(200)));
        }

        void end(Duration took) {
            whole.complete(picture(seed, false, took));
        }
    }

    private static Rendered picture(long seed, boolean preview, Duration took) {
        return new Rendered(LatentState.of("m", seed), new Pixels(1, 1, new int[1]), preview, 1, 5, took);
    }

    private void want(long seed) {
        pictures.want(previews -> {
            CompletableFuture<Rendered> whole = new CompletableFuture<>();
            asked.add(new Asked(seed, previews, whole));
            return whole;
        });
    }

    private List<Long> seeds() {
        return asked.stream().map(Asked::seed).toList();
    }

    private Optional<LatentState> shown() {
        return pictures.shownProperty().get().map(Rendered::state);
    }

    @Test
    void ofQuickWishesOnlyTheNewestIsMadeOnceTheOneInHandHasShownSomething() {
        want(1);
        want(2);
        want(3);
        assertThat(seeds()).containsExactly(1L);
        asked.get(0).preview();
        assertThat(shown()).contains(LatentState.of("m", 1));
        assertThat(seeds()).containsExactly(1L, 3L);
    }

    @Test
    void aPictureThatHasShownItsPreviewGivesWayAtOnce() {
        want(1);
        asked.get(0).preview();
        want(2);
        assertThat(seeds()).containsExactly(1L, 2L);
    }

    @Test
    void whatComesLateIsDropped() {
        want(1);
        asked.get(0).preview();
        want(2);
        asked.get(1).end(Duration.ofMillis(200));
        asked.get(0).preview();
        asked.get(0).end(Duration.ofMillis(200));
        assertThat(shown()).contains(LatentState.of("m", 2));
        assertThat(pictures.busyProperty().get()).isFalse();
    }

    @Test
    void picturesThatComeAtOnceHaveNoFlickeringPreview() {
        want(1);
        asked.get(0).end(Duration.ofMillis(20));
        want(2);
        asked.get(1).preview();
        assertThat(shown()).contains(LatentState.of("m", 1));
        asked.get(1).end(Duration.ofMillis(20));
        assertThat(shown()).contains(LatentState.of("m", 2));
    }

    @Test
    void aCancelledPictureIsNoFailureAndTheNextWishGoesOn() {
        want(1);
        want(2);
        asked.get(0).whole().cancel(false);
        assertThat(failures).isEmpty();
        assertThat(seeds()).containsExactly(1L, 2L);
    }

    @Test
    void aFailureIsToldAndWhatIsInViewStays() {
        want(1);
        asked.get(0).end(Duration.ofMillis(20));
        want(2);
        asked.get(1).whole().completeExceptionally(new StudioException("no memory"));
        assertThat(failures).hasSize(1);
        assertThat(shown()).contains(LatentState.of("m", 1));
    }
}
