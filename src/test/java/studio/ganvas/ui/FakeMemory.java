package studio.ganvas.ui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Memory;
import studio.ganvas.engine.latent.Remembered;
import studio.ganvas.image.Pixels;

/** A history that is gone with the test. */
public final class FakeMemory implements Memory {
    private final List<Remembered> all = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private int count;

    @Override
    public synchronized List<Remembered> list() {
        return List.copyOf(all);
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public Remembered remember(LatentState state, Pixels picture) {
        Remembered now;
        synchronized (this) {
            boolean favourite = all.stream().anyMatch(each -> each.state().equals(state) && each.favourite());
            all.removeIf(each -> each.state().equals(state));
            now = new Remembered("moment" + count++, state, picture, favourite, Instant.EPOCH.plusSeconds(count));
            all.add(0, now);
        }
        listeners.forEach(Runnable::run);
        return now;
    }

    @Override
    public void favourite(String id, boolean favourite) {
        synchronized (this) {
            all.replaceAll(each -> each.id().equals(id)
                    ? new Remembered(id, each.state(), each.thumbnail(), favourite, each.when())
                    : each);
        }
        listeners.forEach(Runnable::run);
    }

    @Override
    public void forget(String id) {
        synchronized (this) {
            all.removeIf(each -> each.id().equals(id));
        }
        listeners.forEach(Runnable::run);
    }
}
