package studio.ganvas.data.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Item;
import studio.ganvas.data.Picture;
import studio.ganvas.data.PictureException;
import studio.ganvas.data.Problem;
import studio.ganvas.data.WholeFile;

/**
 * A zip as NVIDIA's dataset_tool makes it for StyleGAN: pictures of one size, not compressed, under
 * {@code 00000/img00000000.png}, and {@code dataset.json} with their classes, or {@code null} without classes.
 */
public final class StyleGanZip {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HEADERS = 400;

    private record Made(Item item, byte[] png, String trouble) {}

    private StyleGanZip() {}

    /**
     * Makes the zip.
     *
     * @param shape a square, or StyleGAN won't take it
     * @param grey one channel instead of three
     */
    public static ToolReport make(Dataset dataset, Shape shape, boolean grey, Path out, ToolProgress progress)
            throws IOException {
        if (shape.width() != shape.height()) {
            throw new IllegalArgumentException("StyleGAN learns from square pictures");
        }
        if (Files.exists(out)) {
            throw new IOException(out + " is there already, and nothing is overwritten; choose another name");
        }
        int channels = grey ? 1 : 3;
        long each = (long) shape.width() * shape.height() * channels + shape.height() + HEADERS;
        DiskSpace.check(out, each * dataset.items().size());
        Files.createDirectories(out.toAbsolutePath().getParent());
        List<Problem> leftOut = new ArrayList<>();
        ArrayNode labels = JSON.createArrayNode();
        int[] written = new int[1];
        WholeFile.write(out, stream -> {
            ZipOutputStream zip = new ZipOutputStream(stream);
            Ordered.each(
                    dataset.items(),
                    item -> make(dataset, item, shape, channels),
                    made -> {
                        if (made.png().length == 0) {
                            leftOut.add(new Problem(made.item().name(), made.trouble()));
                            return;
                        }
                        String name = String.format(Locale.ROOT, "%05d/img%08d.png", written[0] / 1000, written[0]);
                        written[0]++;
                        store(zip, name, made.png());
                        labels.addArray().add(name).add(dataset.classOf(made.item()));
                    },
                    progress);
            if (written[0] == 0) {
                throw new IOException("not one picture of " + dataset.name() + " can be read");
            }
            ObjectNode root = JSON.createObjectNode();
            // a class for all or for none: that is what StyleGAN reads
            boolean labelled = !dataset.classes().isEmpty();
            for (int i = 0; i < labels.size(); i++) {
                labelled &= labels.get(i).get(1).asInt() >= 0;
            }
            root.set("labels", labelled ? labels : JSON.nullNode());
            store(zip, "dataset.json", JSON.writeValueAsBytes(root));
            zip.finish();
        });
        return new ToolReport(out, written[0], leftOut);
    }

    private static Made make(Dataset dataset, Item item, Shape shape, int channels) throws IOException {
        try {
            Picture picture = shape.apply(dataset.read(item)).withChannels(channels);
            return new Made(item, PlainPng.encode(picture, false), "");
        } catch (PictureException e) {
            return new Made(item, new byte[0], String.valueOf(e.getMessage()));
        }
    }

    private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCompressedSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
