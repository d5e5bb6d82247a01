package studio.ganvas.app;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.ui.shell.Settings;

/**
 * Settings in one JSON file, an object of texts. A change is written a moment later, all changes of that moment
 * together, beside the old file and then moved over it, so that a crash leaves one or the other. A file that can't be
 * read is set aside, never overwritten. Safe from any thread.
 */
public final class SettingsFile implements Settings, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);
    private static final long DELAY_MILLIS = 500;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;
    private final Map<String, String> values = new TreeMap<>();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = Executors.defaultThreadFactory().newThread(task);
        thread.setName("settings-writer");
        thread.setDaemon(true);
        return thread;
    });
    private boolean dirty;

    /** Reads {@code file} if there is one. */
    public SettingsFile(Path file) {
        this.file = file;
        read();
    }

    @Override
    public synchronized Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public synchronized void put(String key, String value) {
        if (!value.equals(values.put(key, value))) {
            changed();
        }
    }

    @Override
    public synchronized void remove(String key) {
        if (values.remove(key) != null) {
            changed();
        }
    }

    @Override
    public synchronized void clear() {
        values.clear();
        changed();
    }

    /** Writes what is not on disk yet. */
    @Override
    public void close() {
        writer.shutdown();
        write();
    }

    private void changed() {
        if (!dirty) {
            dirty = true;
            try {
                writer.schedule(this::write, DELAY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("A setting changed after the last write and is not kept", e);
            }
        }
    }

    private void read() {
        if (!Files.exists(file)) {
            return;
        }
        try {
            values.putAll(JSON.readValue(file.toFile(), new TypeReference<Map<String, String>>() {}));
        } catch (IOException e) {
            Path aside = file.resolveSibling(file.getFileName() + ".unreadable");
            LOG.warn("The settings in {} can't be read; they are kept as {} and Ganvas starts afresh", file, aside, e);
            try {
                Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException failed) {
                LOG.warn("Could not set the unreadable settings aside", failed);
            }
        }
    }

    private void write() {
        byte[] json;
        synchronized (this) {
            if (!dirty) {
                return;
            }
            dirty = false;
            try {
                json = JSON.writeValueAsBytes(values);
            } catch (IOException e) {
                throw new IllegalStateException("A map of texts is always JSON", e);
            }
        }
        try {
            replace(json);
        } catch (IOException e) {
            LOG.warn("The settings could not be saved in {}; the program goes on without", file, e);
        }
    }

    private synchronized void replace(byte[] json) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, json);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
