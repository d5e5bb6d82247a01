package studio.ganvas.engine.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.checkpoint.AtomicFiles;
import studio.ganvas.data.PictureReader;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Memory;
import studio.ganvas.engine.latent.Remembered;
import studio.ganvas.image.Pixels;

/** History and favourites in {@code latent-history.json}, thumbnails included. */
final class LocalMemory implements Memory {
    private static final Logger LOG = LoggerFactory.getLogger(LocalMemory.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int THUMBNAIL = 96;

    private final Path file;
    private final DataThreads io;
    private final List<Remembered> all = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean saving = new AtomicBoolean();
    private final AtomicBoolean dirty = new AtomicBoolean();
    private boolean read;

    LocalMemory(Path home, DataThreads io) {
        file = home.resolve("latent-history.json");
        this.io = io;
        io.call(() -> {
            load();
            listeners.forEach(Runnable::run);
            return file;
        });
    }

    private void load() {
        List<Remembered> found = new ArrayList<>();
        if (Files.isRegularFile(file)) {
            try {
                JSON.readTree(file.toFile()).forEach(each -> read(each).ifPresent(found::add));
            } catch (IOException | RuntimeException e) {
                LOG.warn("The history of latents can't be read; it starts anew", e);
            }
        }
        synchronized (this) {
            all.addAll(found);
            read = true;
        }
    }

    private static Optional<Remembered> read(JsonNode each) {
        try {
            byte[] png = Base64.getDecoder().decode(each.path("thumbnail").asText());
            return Optional.of(new Remembered(
                    each.path("id").asText(),
                    LatentText.state(each.path("state").toString()),
                    PictureReader.readPixels(png),
                    each.path("favourite").asBoolean(),
                    Instant.ofEpochMilli(each.path("when").asLong())));
        } catch (IOException | RuntimeException e) {
            LOG.warn("A picture of the history can't be read and is left out", e);
            return Optional.empty();
        }
    }

    private void changed() {
        dirty.set(true);
        if (saving.compareAndSet(false, true)) {
            io.call(() -> {
                saving.set(false);
                save();
                return file;
            });
        }
        listeners.forEach(Runnable::run);
    }

    /** Writes what is not written yet: one at a time, so that the newest list is written last. */
    void save() {
        synchronized (saving) {
            if (dirty.getAndSet(false)) {
                write();
            }
        }
    }

    private void write() {
        List<Remembered> now;
        synchronized (this) {
            if (!read) {
                return;
            }
            now = List.copyOf(all);
        }
        try {
            ArrayNode root = JSON.createArrayNode();
            for (Remembered each : now) {
                byte[] png = PngFiles.encode(each.thumbnail(), Map.of());
                root.addObject()
                        .put("id", each.id())
                        .put("favourite", each.favourite())
                        .put("when", each.when().toEpochMilli())
                        .put("thumbnail", Base64.getEncoder().encodeToString(png))
                        .set("state", JSON.readTree(LatentText.of(each.state())));
            }
            Files.createDirectories(file.getParent());
            AtomicFiles.write(file, root.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            LOG.warn("The history of latents can't be saved", e);
        }
    }

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
        Pixels thumbnail = PixelPictures.atMost(picture, THUMBNAIL);
        Instant when = Instant.now();
        Remembered now;
        synchronized (this) {
            boolean favourite = all.stream().anyMatch(each -> each.state().equals(state) && each.favourite());
            all.removeIf(each -> each.state().equals(state));
            String id = Long.toHexString(when.toEpochMilli()) + "-" + Integer.toHexString(state.hashCode());
            now = new Remembered(id, state, thumbnail, favourite, when);
            all.add(0, now);
            for (int i = all.size() - 1; all.size() > MOST && i >= 0; i--) {
                if (!all.get(i).favourite()) {
                    all.remove(i);
                }
            }
        }
        changed();
        return now;
    }

    @Override
    public void favourite(String id, boolean favourite) {
        synchronized (this) {
            all.replaceAll(each -> each.id().equals(id)
                    ? new Remembered(id, each.state(), each.thumbnail(), favourite, each.when())
                    : each);
        }
        changed();
    }

    @Override
    public void forget(String id) {
        synchronized (this) {
            all.removeIf(each -> each.id().equals(id));
        }
        changed();
    }
}
