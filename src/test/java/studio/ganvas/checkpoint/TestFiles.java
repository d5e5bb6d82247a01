package studio.ganvas.checkpoint;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Small files that PyTorch 2.7.1 and NumPy wrote. */
final class TestFiles {
    private TestFiles() {}

    static Path resource(String name) {
        try {
            return Path.of(TestFiles.class.getResource("/checkpoint/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(resource("views.pt").getParent())) {
            return files.sorted().toList();
        }
    }

    /** Reads everything that the file holds. */
    static void readFully(Path path) {
        try (Checkpoint checkpoint = Checkpoints.open(path)) {
            readFully(checkpoint.root());
        }
    }

    private static void readFully(Node node) {
        if (node instanceof Node.Dict dict) {
            dict.entries().values().forEach(TestFiles::readFully);
        } else if (node instanceof Node.List list) {
            list.items().forEach(TestFiles::readFully);
        } else if (node instanceof Node.Object object) {
            readFully(object.state());
        } else if (node instanceof Node.Tensor tensor) {
            tensor.value().toDoubles();
        }
    }
}
