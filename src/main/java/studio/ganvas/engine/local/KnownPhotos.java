package studio.ganvas.engine.local;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.checkpoint.AtomicFiles;
import studio.ganvas.data.PictureReader;
import studio.ganvas.engine.stylize.Photo;
import studio.ganvas.engine.stylize.StylizeSettings;
import studio.ganvas.image.Pixels;

/**
 * Where the photos were that pictures were made from: a saved picture names its photo by name and checksum only, so that
 * whoever gets the picture does not learn of this user's folders.
 */
final class KnownPhotos {
    private static final Logger LOG = LoggerFactory.getLogger(KnownPhotos.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 500;

    private final Path file;
    private final Map<String, String> places = new LinkedHashMap<>();

    KnownPhotos(Path home) {
        file = home.resolve("photos.json");
        if (Files.isRegularFile(file)) {
            try {
                places.putAll(JSON.readValue(file.toFile(), new TypeReference<Map<String, String>>() {}));
            } catch (IOException e) {
                LOG.warn("The places of photos can't be read; they start anew", e);
            }
        }
    }

    static String print(Pixels pixels) {
        CRC32C crc = new CRC32C();
        ByteBuffer line = ByteBuffer.allocate(4 * pixels.width());
        for (int y = 0; y < pixels.height(); y++) {
            line.asIntBuffer().put(pixels.argb(), y * pixels.width(), pixels.width());
            crc.update(line.array());
        }
        return String.format("%dx%d-%08x", pixels.width(), pixels.height(), crc.getValue());
    }

    static Photo read(Path place) throws IOException {
        PictureReader.Photo read = PictureReader.readPhoto(Files.readAllBytes(place));
        return new Photo(place.getFileName().toString(), print(read.pixels()), read.pixels(), read.notes());
    }

    synchronized void remember(Photo photo, Path place) {
        places.remove(photo.print());
        places.put(photo.print(), place.toAbsolutePath().toString());
        while (places.size() > MOST) {
            places.remove(places.keySet().iterator().next());
        }
        try {
            Files.createDirectories(file.getParent());
            AtomicFiles.write(file, JSON.writeValueAsString(places).getBytes(StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            LOG.warn("The places of photos can't be saved", e);
        }
    }

    /** The very photo that a picture was made from, beside the picture or where it was; empty when it is at neither. */
    Optional<Photo> find(StylizeSettings settings, Path picture) {
        return Stream.concat(beside(settings, picture), remembered(settings))
                .filter(Files::isRegularFile)
                .map(KnownPhotos::readIfPossible)
                .flatMap(Optional::stream)
                .filter(photo -> photo.print().equals(settings.photoPrint()))
                .findFirst();
    }

    private static Stream<Path> beside(StylizeSettings settings, Path picture) {
        try {
            // a name alone: a picture from elsewhere must not make us read files that it chooses
            return Stream.of(Path.of(settings.photoName()))
                    .map(Path::getFileName)
                    .filter(name -> name != null && !name.toString().isEmpty())
                    .map(picture.toAbsolutePath()::resolveSibling);
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }

    private synchronized Stream<Path> remembered(StylizeSettings settings) {
        return Stream.ofNullable(places.get(settings.photoPrint())).map(Path::of);
    }

    private static Optional<Photo> readIfPossible(Path place) {
        try {
            return Optional.of(read(place));
        } catch (IOException e) {
            LOG.debug("{} is not the photo that is looked for", place, e);
            return Optional.empty();
        }
    }
}
