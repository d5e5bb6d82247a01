package studio.ganvas.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** An open zip whose entries can be read in parts. Zip bombs and contradicting sizes are refused when it is opened. */
final class ZipArchive implements AutoCloseable {
    private static final int MAX_ENTRIES = 20_000;
    /** An entry may be small, or shrink at most this much; trained weights hardly shrink at all. */
    private static final long SMALL = 16 << 20;

    private static final long MAX_RATIO = 50;

    private final Path path;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

    ZipArchive(Path path) {
        this.path = path;
        try {
            zip = new ZipFile(path.toFile());
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e);
        }
        try {
            check(Files.size(path));
        } catch (IOException | IllegalArgumentException e) { // the latter for names that are no UTF-8
            close();
            throw damaged(e);
        } catch (CheckpointException e) {
            close();
            throw e;
        }
    }

    private CheckpointException damaged(Exception cause) {
        return new CheckpointException(
                path.getFileName() + " is a damaged or incomplete zip file (" + cause.getMessage()
                        + "). Copy or download it again.",
                cause);
    }

    private void check(long fileSize) {
        if (zip.size() > MAX_ENTRIES) {
            throw new CheckpointException("This zip has %,d entries. No checkpoint has so many.".formatted(zip.size()));
        }
        long packed = 0;
        var all = zip.entries();
        while (all.hasMoreElements()) {
            ZipEntry entry = all.nextElement();
            long size = entry.getSize();
            long stored = entry.getCompressedSize();
            packed += Math.max(0, stored);
            boolean contradiction = size < 0 || stored < 0 || stored > fileSize || packed > fileSize;
            if (contradiction || entry.getMethod() == ZipEntry.STORED && size != stored) {
                throw new CheckpointException(
                        "This zip file contradicts itself about the size of its contents. It is damaged or was made to mislead.");
            }
            if (size > SMALL && size / MAX_RATIO > stored) {
                throw new CheckpointException(
                        "This file is a zip bomb: a part of %,d bytes would unpack to %,d. It was not opened."
                                .formatted(stored, size));
            }
            if (entries.put(entry.getName(), entry) != null) {
                throw new CheckpointException("This zip file holds two entries of the same name. It was not opened.");
            }
        }
    }

    Map<String, ZipEntry> entries() {
        return entries;
    }

    Optional<ByteSource> entry(String name) {
        return Optional.ofNullable(entries.get(name)).map(Part::new);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new CheckpointException(path.getFileName() + " could not be closed.", e);
        }
    }

    /** Stored entries are skipped into directly, deflated ones are unpacked up to the wanted part. */
    private final class Part implements ByteSource {
        private final ZipEntry entry;

        Part(ZipEntry entry) {
            this.entry = entry;
        }

        @Override
        public long size() {
            return entry.getSize();
        }

        @Override
        public ByteBuffer readInside(long offset, int length) {
            byte[] bytes = new byte[length];
            try (InputStream in = zip.getInputStream(entry)) {
                in.skipNBytes(offset);
                if (in.readNBytes(bytes, 0, length) < length) {
                    throw new IOException("it ends early");
                }
            } catch (IOException | IllegalStateException e) {
                throw new CheckpointException(
                        "A part of %s could not be read (%s). The file is damaged, or was closed or moved meanwhile."
                                .formatted(path.getFileName(), e.getMessage()),
                        e);
            }
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
