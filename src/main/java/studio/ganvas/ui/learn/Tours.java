package studio.ganvas.ui.learn;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** All guided tours, in the order in which a newcomer should take them. A new one is a file and a name here. */
final class Tours {
    private static final List<String> ALL = List.of("gan", "ugatit", "stylegan", "cyclegan", "unit");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Tours() {}

    static List<Tour> all() {
        return ALL.stream().map(Tours::read).toList();
    }

    private static Tour read(String id) {
        String file = "/studio/ganvas/ui/tours/" + id + ".json";
        try (InputStream stream = Tours.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("The tour " + file + " is missing");
            }
            return JSON.readValue(stream, Tour.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The tour " + id + " can't be read", e);
        }
    }
}
