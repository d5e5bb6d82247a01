package studio.ganvas.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import studio.ganvas.tensor.DType;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;

/** NumPy's containers: {@code .npy}, one array behind a text header, and {@code .npz}, a zip of these. */
public final class Npz {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final Pattern HEADER = Pattern.compile(
            "\\{\\s*'descr':\\s*'([^']*)',\\s*'fortran_order':\\s*(True|False),\\s*'shape':\\s*\\(([0-9, L]*)\\),?\\s*\\}\\s*");
    private static final int ALIGNMENT = 64;
    private static final int LONGEST_HEADER = 1 << 16;
    private static final int LONGEST_TEXT = 4 << 20;
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private Npz() {}

    /** Writes the arrays uncompressed, as {@code numpy.savez} does; BF16, which NumPy lacks, becomes float32. */
    public static void write(Path path, StateDict arrays) {
        AtomicFiles.write(path, out -> {
            ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
            zip.setLevel(0);
            for (Map.Entry<String, HostTensor> array : arrays.entries().entrySet()) {
                ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                writeNpy(zip, array.getValue());
                zip.closeEntry();
            }
            zip.finish();
        });
    }

    /** Reads the whole file into memory. */
    public static StateDict read(Path path) {
        return Checkpoints.readAll(path, CheckpointFormat.NPZ);
    }

    private static void writeNpy(OutputStream out, HostTensor tensor) throws IOException {
        HostTensor array = tensor.dtype() == DType.BF16 ? tensor.asFloat32() : tensor;
        long[] shape = array.shape();
        String sides = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
        String header = "{'descr': '%s', 'fortran_order': False, 'shape': (%s%s), }"
                .formatted(NumpyType.descr(array.dtype()), sides, shape.length == 1 ? "," : "");
        int start = MAGIC.length + 4;
        int total = (start + header.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        String padded = header + " ".repeat(total - start - header.length() - 1) + "\n";
        out.write(MAGIC);
        out.write(new byte[] {1, 0, (byte) padded.length(), (byte) (padded.length() >> 8)});
        out.write(padded.getBytes(StandardCharsets.ISO_8859_1));
        Channels.newChannel(out).write(array.bytes());
    }

    static Node read(ZipArchive zip) {
        Map<String, Node> arrays = new LinkedHashMap<>();
        for (String name : zip.entries().keySet()) {
            if (name.endsWith(".npy")) {
                ByteSource entry = zip.entry(name).orElseThrow();
                arrays.put(name.substring(0, name.length() - ".npy".length()), readNpy(entry));
            }
        }
        return new Node.Dict(arrays);
    }

    static Node readNpy(ByteSource source) {
        byte[] start = new byte[(int) Math.min(12, source.size())];
        source.read(0, start.length).get(start);
        if (start.length < 12 || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new CheckpointException("This NumPy file is damaged: an array in it has no header.");
        }
        ByteBuffer head = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        boolean longForm = start[MAGIC.length] > 1;
        long length = longForm ? head.getInt(8) & 0xffffffffL : head.getShort(8) & 0xffff;
        int headerAt = longForm ? 12 : 10;
        if (length > LONGEST_HEADER) {
            throw new CheckpointException(
                    "This NumPy file is damaged: the header of an array has %,d bytes.".formatted(length));
        }
        byte[] text = new byte[(int) length];
        source.read(headerAt, length).get(text);
        ByteSource data = source.slice(headerAt + length, source.size() - headerAt - length);
        Matcher header = HEADER.matcher(new String(text, StandardCharsets.ISO_8859_1));
        if (!header.matches()) {
            throw new CheckpointException(
                    "This NumPy file holds an array that Ganvas does not read: only plain arrays of numbers, no records or Python objects.");
        }
        if (header.group(1).matches("[<=]U\\d{1,6}") && header.group(3).isBlank()) {
            return unicode(data);
        }
        return new Node.Tensor(NumpyType.parse(header.group(1))
                .array(data, shape(header.group(3)), header.group(2).equals("True")));
    }

    private static long[] shape(String text) {
        String[] sides =
                text.isBlank() ? new String[0] : text.replace("L", "").strip().split("\\s*,\\s*");
        try {
            return Arrays.stream(sides).mapToLong(Long::parseLong).toArray();
        } catch (NumberFormatException e) {
            throw new CheckpointException("This NumPy file describes an array of the impossible shape (" + text + ").");
        }
    }

    /** A 0-d array of text, which NumPy stores as UTF-32. */
    private static Node unicode(ByteSource data) {
        if (data.size() > LONGEST_TEXT) {
            throw new CheckpointException(
                    "This NumPy file holds a text of %,d bytes; that is no checkpoint.".formatted(data.size()));
        }
        ByteBuffer bytes = data.read(0, data.size());
        StringBuilder text = new StringBuilder();
        while (bytes.remaining() >= 4) {
            int codePoint = bytes.getInt();
            if (codePoint != 0 && Character.isValidCodePoint(codePoint)) {
                text.appendCodePoint(codePoint);
            }
        }
        return new Node.Text(text.toString());
    }
}
