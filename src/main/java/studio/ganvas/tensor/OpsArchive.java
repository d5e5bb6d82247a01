package studio.ganvas.tensor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Turns the readable resource {@code ops.torchscript} into the bytes of a TorchScript archive, the container that
 * {@code torch::jit::load} reads: a stored zip with a version, no constants, a pickled module without parameters, and
 * the source text of its class. This is how every ATen operation is reached from Java without a compiler.
 */
final class OpsArchive {
    private static final String RESOURCE = "/studio/ganvas/tensor/ops.torchscript";
    private static final String HEADER =
            """
            class Ops(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              _is_full_backward_hook : Optional[bool]
            """;

    private OpsArchive() {}

    /** The archive in memory. */
    static byte[] bytes() {
        try (InputStream in = OpsArchive.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " is missing from the program");
            }
            return zip(source(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String source(String readable) {
        StringBuilder python = new StringBuilder(HEADER);
        for (String line : readable.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String method = line.startsWith("def ")
                    ? line.replaceFirst("\\(", "(self: __torch__.Ops, ").replace("Ops, )", "Ops)")
                    : line;
            python.append("  ").append(method).append('\n');
        }
        return python.toString();
    }

    private static byte[] zip(String source) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "Ops/version", "3\n".getBytes(StandardCharsets.US_ASCII));
            store(zip, "Ops/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            store(zip, "Ops/data.pkl", modulePickle());
            store(zip, "Ops/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** Pickle protocol 2 of {@code __torch__.Ops} with the state {training: False, _is_full_backward_hook: None}. */
    private static byte[] modulePickle() {
        ByteBuffer out = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 0x80).put((byte) 2);
        out.put("c__torch__\nOps\n)".getBytes(StandardCharsets.US_ASCII)).put((byte) 0x81);
        out.put("}(".getBytes(StandardCharsets.US_ASCII));
        text(out, "training");
        out.put((byte) 0x89);
        text(out, "_is_full_backward_hook");
        out.put("Nub.".getBytes(StandardCharsets.US_ASCII));
        byte[] pickle = new byte[out.position()];
        out.flip().get(pickle);
        return pickle;
    }

    private static void text(ByteBuffer out, String word) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        out.put((byte) 'X').putInt(utf8.length).put(utf8);
    }
}
