package studio.ganvas.ui.latent;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import studio.ganvas.engine.latent.LatentLab;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.image.Pixels;
import studio.ganvas.ui.control.Later;

/** Small pictures of states, made when nothing else is to do, and kept. */
final class Thumbnails {
    private static final int MOST = 300;

    private final LatentLab lab;
    private final Executor fx;
    private final Set<LatentState> asked = new HashSet<>();
    private final Map<LatentState, Pixels> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<LatentState, Pixels> eldest) {
            return size() > MOST;
        }
    };

    Thumbnails(LatentLab lab, Executor fx) {
        this.lab = lab;
        this.fx = fx;
    }

    /** A plain picture of a source, with the classes of {@code base}. */
    static LatentState plain(LatentState base, LatentSource source) {
        return LatentState.of(base.model(), source).withClasses(base.classes());
    }

    /** Tells the picture of a state, at once when it is known; a state that can't be drawn stays without. */
    void of(LatentState state, Consumer<Pixels> told) {
        Optional<Pixels> known = Optional.ofNullable(kept.get(state));
        if (known.isPresent()) {
            told.accept(known.get());
            return;
        }
        Later.take(
                lab.thumbnail(state),
                fx,
                picture -> {
                    kept.put(state, picture);
                    told.accept(picture);
                },
                failure -> {
                    // its place stays empty; the big picture says what is wrong with a state
                });
    }

    /** Gives the keyframes of a film those that they lack. */
    void fill(FilmModel film) {
        for (Shot shot : List.copyOf(film.shots())) {
            LatentState state = shot.frame().state();
            if (shot.thumbnail().isEmpty() && asked.add(state)) {
                of(state, picture -> {
                    asked.remove(state);
                    for (int i = 0; i < film.shots().size(); i++) {
                        Shot each = film.shots().get(i);
                        if (each.thumbnail().isEmpty() && each.frame().state().equals(state)) {
                            film.change(i, each.of(state, Optional.of(picture)));
                        }
                    }
                });
            }
        }
    }
}
