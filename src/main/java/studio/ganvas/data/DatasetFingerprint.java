package studio.ganvas.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells whether pictures are still the ones that something was computed of, without reading them: names, lengths and the
 * times at which files were last written.
 */
public final class DatasetFingerprint {
    private DatasetFingerprint() {}

    /** SHA-256 in hexadecimal, of these items of the dataset in this order. */
    public static String of(Dataset dataset, List<Item> items) {
        MessageDigest digest = sha256();
        boolean folder = Files.isDirectory(dataset.path());
        add(digest, dataset.path().toAbsolutePath().normalize() + " " + (folder ? 0 : written(dataset.path())));
        for (Item item : items) {
            long time = folder ? written(dataset.path().resolve(item.name())) : 0;
            add(digest, item.name() + " " + item.part() + " " + dataset.size(item) + " " + time);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest digest, String line) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static long written(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }
}
