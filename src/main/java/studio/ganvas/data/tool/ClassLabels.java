package studio.ganvas.data.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Item;
import studio.ganvas.data.WholeFile;

/** {@code dataset.json} as StyleGAN reads it, from the folders that pictures lie in. */
public final class ClassLabels {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ClassLabels() {}

    /** Writes {@code {"labels": [["cat/1.png", 0], …], "classes": ["cat", …]}}; nothing is overwritten. */
    public static ToolReport write(Dataset dataset, Path out, ToolProgress progress) throws IOException {
        if (dataset.classes().isEmpty()) {
            throw new IOException(dataset.name() + " has no classes: put the pictures of each class into a folder");
        }
        if (Files.exists(out)) {
            throw new IOException(out + " is there already, and nothing is overwritten; choose another name");
        }
        ObjectNode root = JSON.createObjectNode();
        ArrayNode labels = root.putArray("labels");
        int written = 0;
        for (Item item : dataset.items()) {
            progress.check();
            int number = dataset.classOf(item);
            if (number >= 0 && item.part() != Item.Part.RIGHT) {
                labels.addArray().add(item.name()).add(number);
                progress.at(++written, dataset.items().size());
            }
        }
        ArrayNode classes = root.putArray("classes");
        dataset.classes().forEach(classes::add);
        Files.createDirectories(out.toAbsolutePath().getParent());
        WholeFile.write(out, JSON.writeValueAsBytes(root));
        return new ToolReport(out, written, List.of());
    }
}
