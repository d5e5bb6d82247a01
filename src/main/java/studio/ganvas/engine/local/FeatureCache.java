package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.checkpoint.CheckpointException;
import studio.ganvas.checkpoint.Safetensors;
import studio.ganvas.data.DatasetFingerprint;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

/** Features of real pictures, kept on disk: the same set is measured against again and again. */
final class FeatureCache {
    private static final Logger LOG = LoggerFactory.getLogger(FeatureCache.class);
    private static final long LARGEST_FILE = 512L << 20;
    private static final long LARGEST_FOLDER = 2L << 30;
    private static final String FEATURES = "features";
    private static final String NUMBERS = "numbers";

    private final Path folder;

    FeatureCache(Path folder) {
        this.folder = folder;
    }

    /** The file for these pictures under these features, there or not. Reads the disk. */
    Path place(DatasetPictures pictures, String features) {
        String key = DatasetFingerprint.of(pictures.dataset(), pictures.items()) + pictures.spec() + features;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return folder.resolve(features + "-" + HexFormat.of().formatHex(hash, 0, 16) + ".safetensors");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is kept there; empty when nothing is, or it can't be read. */
    static Optional<StateDict> read(Path place) {
        if (!Files.isRegularFile(place)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Safetensors.read(place))
                    .filter(state -> state.get(FEATURES).isPresent()
                            && state.get(NUMBERS).isPresent());
        } catch (CheckpointException e) {
            LOG.warn("Kept features can't be read and are computed anew", e);
            return Optional.empty();
        }
    }

    /** On the compute thread. */
    static void fill(FeatureSet set, StateDict kept) {
        try (Scope scope = Scope.open()) {
            long[] numbers = kept.get(NUMBERS).orElseThrow().toLongs();
            int[] narrow = new int[numbers.length];
            for (int i = 0; i < narrow.length; i++) {
                narrow[i] = (int) numbers[i];
            }
            set.add(Tensor.of(kept.get(FEATURES).orElseThrow()), narrow);
        }
    }

    /** On the compute thread, in an open scope; the result is for {@link #write}. */
    static StateDict contents(FeatureSet set) {
        return new StateDict(Map.of(FEATURES, set.all().toHost(), NUMBERS, set.numbersOnHost()));
    }

    /** Keeps features, and drops the oldest files when there are too many. Trouble is logged: nothing depends on it. */
    void write(Path place, StateDict contents) {
        long bytes = contents.entries().values().stream()
                .mapToLong(tensor -> tensor.byteSize())
                .sum();
        if (bytes > LARGEST_FILE) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Safetensors.write(place, contents, Map.of());
            dropOldest();
        } catch (IOException | CheckpointException e) {
            LOG.warn("Features can't be kept in {}", folder, e);
        }
    }

    private void dropOldest() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> newestFirst = files.sorted(
                            Comparator.comparingLong(FeatureCache::written).reversed())
                    .toList();
            long total = 0;
            for (Path file : newestFirst) {
                total += Files.size(file);
                if (total > LARGEST_FOLDER) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static long written(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }
}
