package studio.ganvas.ui.latent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.ganvas.engine.latent.Rendered;
import studio.ganvas.ui.control.Later;

/**
 * The picture in view. Of wishes that come quickly only the newest is made; a picture on its way may show its first preview
 * before a newer wish ends it, so that something moves however fast a slider does. What comes late is dropped by its stamp.
 */
final class Pictures {
    /** A picture that is whole so soon needs no preview: it would only flicker. */
    private static final Duration AT_ONCE = Duration.ofMillis(90);

    /** Asks for a picture: gets what takes previews, gives the whole one. */
    interface Wish extends Function<Consumer<Rendered>, CompletableFuture<Rendered>> {}

    private final Executor fx;
    private final Consumer<Throwable> failed;
    private final ReadOnlyObjectWrapper<Optional<Rendered>> shown = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private Optional<Wish> next = Optional.empty();
    private CompletableFuture<Rendered> working = CompletableFuture.completedFuture(null);
    private Duration usual = AT_ONCE;
    private boolean seen;
    private int stamp;

    Pictures(Executor fx, Consumer<Throwable> failed) {
        this.fx = fx;
        this.failed = failed;
    }

    /** Wants another picture than the one in view. */
    void want(Wish wish) {
        next = Optional.of(wish);
        if (!busy.get() || seen) {
            begin();
        }
    }

    /** Ends what is being made; what is in view stays. */
    void cancel() {
        stamp++;
        next = Optional.empty();
        working.cancel(false);
        busy.set(false);
    }

    /** Shows nothing, as another model is coming. */
    void clear() {
        cancel();
        usual = AT_ONCE;
        shown.set(Optional.empty());
    }

    private void begin() {
        Wish wish = next.orElseThrow();
        next = Optional.empty();
        int mine = ++stamp;
        seen = false;
        busy.set(true);
        working = wish.apply(preview -> fx.execute(() -> preview(mine, preview)));
        working.whenComplete((whole, thrown) -> fx.execute(() -> end(mine, whole, thrown)));
    }

    private void preview(int mine, Rendered preview) {
        if (mine == stamp && usual.compareTo(AT_ONCE) >= 0) {
            seen = true;
            shown.set(Optional.of(preview));
            if (next.isPresent()) {
                begin();
            }
        }
    }

    private void end(int mine, Rendered whole, Throwable thrown) {
        if (mine != stamp) {
            return;
        }
        busy.set(false);
        if (thrown == null) {
            usual = whole.took();
            shown.set(Optional.of(whole));
        } else if (!(Later.cause(thrown) instanceof CancellationException)) {
            failed.accept(thrown);
        }
        if (next.isPresent()) {
            begin();
        }
    }

    ReadOnlyObjectProperty<Optional<Rendered>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Whether a picture is on its way. */
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }
}
