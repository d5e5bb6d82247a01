package studio.ganvas.ui.dataset;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.image.Image;
import studio.ganvas.engine.dataset.DatasetLibrary;
import studio.ganvas.image.Pixels;
import studio.ganvas.ui.control.PixelImages;

/** Thumbnails on request, the latest kept within a bound of bytes. Used on the FX thread only. */
final class Thumbnails {
    /**
     * Which picture, and how large.
     *
     * @param age how often the dataset's pictures have been given new places
     */
    record Key(String dataset, int index, int edge, int age) {}

    /** An asked-for thumbnail that can be given up. */
    final class Request {
        private final CompletableFuture<Pixels> source;
        private boolean live = true;

        private Request(CompletableFuture<Pixels> source) {
            this.source = source;
            waiting.add(this);
        }

        /** Nothing is called any more; work that waits in the library is dropped. */
        void cancel() {
            live = false;
            waiting.remove(this);
            source.cancel(true);
        }
    }

    private final DatasetLibrary library;
    private final long capacity;
    private final Map<Key, Image> cache = new LinkedHashMap<>(256, 0.75f, true);
    private final Set<Request> waiting = new HashSet<>();
    private final Map<String, Integer> ages = new HashMap<>();
    private long bytes;

    Thumbnails(DatasetLibrary library, long capacity) {
        this.library = library;
        this.capacity = capacity;
    }

    Key key(String dataset, int index, int edge) {
        return new Key(dataset, index, edge, ages.getOrDefault(dataset, 0));
    }

    /** The dataset's pictures have other places from now on. */
    void renumber(String dataset) {
        ages.merge(dataset, 1, Integer::sum);
    }

    Optional<Image> cached(Key key) {
        return Optional.ofNullable(cache.get(key));
    }

    /** Asks the library; one of the two is called later on the FX thread, unless the request is cancelled before. */
    Request request(Key key, Consumer<Image> ready, Consumer<String> failed) {
        Request request = new Request(library.thumbnail(key.dataset(), key.index(), key.edge()));
        request.source.thenApply(PixelImages::of).whenComplete((image, failure) -> {
            if (!request.source.isCancelled()) {
                Platform.runLater(() -> finish(request, key, Load.ended(image, failure), ready, failed));
            }
        });
        return request;
    }

    private void finish(Request request, Key key, Load<Image> ended, Consumer<Image> ready, Consumer<String> failed) {
        waiting.remove(request);
        ended.value().ifPresent(image -> keep(key, image));
        if (request.live) {
            ended.value().ifPresent(ready);
            if (ended instanceof Load.Failed<Image> failure) {
                failed.accept(failure.message());
            }
        }
    }

    private void keep(Key key, Image image) {
        Image old = cache.put(key, image);
        bytes += size(image) - (old == null ? 0 : size(old));
        var oldest = cache.values().iterator();
        while (bytes > capacity && cache.size() > 1) {
            bytes -= size(oldest.next());
            oldest.remove();
        }
    }

    private static long size(Image image) {
        return (long) (4 * image.getWidth() * image.getHeight());
    }

    /** Requests that neither ended nor were cancelled. */
    int waiting() {
        return waiting.size();
    }

    long bytes() {
        return bytes;
    }
}
