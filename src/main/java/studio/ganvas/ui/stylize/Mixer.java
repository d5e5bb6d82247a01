package studio.ganvas.ui.stylize;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.ganvas.image.Blend;
import studio.ganvas.image.Pixels;
import studio.ganvas.ui.control.Later;

/** Mixes photo and translation beside the window's thread; one mixture at a time, the newest wish last. */
final class Mixer {
    private final Executor fx;
    private final Consumer<Throwable> failed;
    private final ReadOnlyObjectWrapper<Optional<Pixels>> mixed = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Wish> wish = Optional.empty();
    private boolean busy;

    private record Wish(Pixels photo, Pixels translation, double strength) {}

    Mixer(Executor fx, Consumer<Throwable> failed) {
        this.fx = fx;
        this.failed = failed;
    }

    /** The mixture; empty before there is one. */
    ReadOnlyObjectProperty<Optional<Pixels>> mixedProperty() {
        return mixed.getReadOnlyProperty();
    }

    /** Mixes pictures of one size; of others nothing comes. */
    void mix(Pixels photo, Pixels translation, double strength) {
        if (photo.width() == translation.width() && photo.height() == translation.height()) {
            wish = Optional.of(new Wish(photo, translation, strength));
            next();
        }
    }

    void clear() {
        wish = Optional.empty();
        mixed.set(Optional.empty());
    }

    private void next() {
        if (busy || wish.isEmpty()) {
            return;
        }
        busy = true;
        Wish mine = wish.get();
        Later.take(
                CompletableFuture.supplyAsync(() -> Blend.mix(mine.photo(), mine.translation(), mine.strength())),
                fx,
                pixels -> {
                    busy = false;
                    if (wish.filter(now -> now.translation() == mine.translation())
                            .isPresent()) {
                        mixed.set(Optional.of(pixels));
                    }
                    if (wish.filter(now -> now != mine).isPresent()) {
                        next();
                    }
                },
                failure -> {
                    busy = false;
                    failed.accept(failure);
                });
    }
}
