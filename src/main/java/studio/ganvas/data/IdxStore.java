package studio.ganvas.data;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;

/**
 * Pictures of the MNIST family: IDX files of unsigned bytes, [N, H, W] grey or [N, H, W, 3], plain or gzipped, with the
 * labels in an idx1 file beside them.
 */
final class IdxStore implements PictureStore {
    private static final int MAX_TOTAL = 1 << 30;
    private static final Pattern PICTURES = Pattern.compile("(?i).*idx[34][-_.]ubyte(\\.gz)?");

    /** One file's pictures: {@code count} of height × width × channels samples from {@code offset}. */
    private record Block(byte[] bytes, int offset, int count, int height, int width, int channels) {}

    private final List<Block> blocks = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    /** First item of each block. */
    private final List<Integer> starts = new ArrayList<>();

    private int classCount;

    static boolean isPictures(String name) {
        return PICTURES.matcher(name).matches();
    }

    /** Reads the IDX files among {@code chosen} into memory (MNIST: 47 MB), and their labels from {@code source}. */
    IdxStore(FileSource source, List<Integer> chosen) throws IOException {
        for (int file : chosen) {
            String name = source.names().get(file);
            try {
                add(name, parse(content(source, file)), labels(source, name));
            } catch (EOFException e) {
                problems.add(new Problem(name, "truncated: the file ends before the pictures do"));
            } catch (IOException e) {
                problems.add(new Problem(name, String.valueOf(e.getMessage())));
            }
        }
    }

    private void add(String name, Block block, Optional<byte[]> labels) {
        Optional<byte[]> fitting = labels.filter(l -> l.length == block.count);
        if (labels.isPresent() && fitting.isEmpty()) {
            problems.add(new Problem(
                    name, "its label file has " + labels.get().length + " labels for " + block.count + " pictures"));
        }
        Optional<String> split = split(name);
        starts.add(items.size());
        blocks.add(block);
        String[] shared = new String[256];
        for (int i = 0; i < block.count; i++) {
            Optional<String> label = Optional.empty();
            if (fitting.isPresent()) {
                int value = fitting.get()[i] & 255;
                classCount = Math.max(classCount, value + 1);
                shared[value] = String.valueOf(value);
                label = Optional.of(shared[value]);
            }
            items.add(new Item(items.size(), name + "#" + i, Optional.empty(), label, split, Item.Part.WHOLE));
        }
    }

    private static Optional<String> split(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (file.contains("train")) {
            return Optional.of("train");
        }
        return file.contains("t10k") || file.contains("test") ? Optional.of("test") : Optional.empty();
    }

    private static Optional<byte[]> labels(FileSource source, String pictures) throws IOException {
        String wanted = labelName(pictures);
        for (int i = 0; i < source.names().size(); i++) {
            if (labelName(source.names().get(i)).equals(wanted)
                    && source.names().get(i).matches("(?i).*idx1.*")) {
                byte[] bytes = content(source, i);
                ByteBuffer in = ByteBuffer.wrap(bytes);
                if (bytes.length < 8 || in.getInt() != 0x0801) {
                    throw new IOException("its label file is not an IDX file of bytes");
                }
                int n = in.getInt();
                if (n != bytes.length - 8) {
                    throw new IOException(
                            "its label file is damaged: " + n + " labels announced, " + (bytes.length - 8) + " there");
                }
                return Optional.of(Arrays.copyOfRange(bytes, 8, bytes.length));
            }
        }
        return Optional.empty();
    }

    /** The same for a picture file and its label file, gzipped or not. */
    private static String labelName(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replaceFirst("\\.gz$", "")
                .replaceFirst("images?(?=[^/]*$)", "labels")
                .replaceFirst("labels?(?=[^/]*$)", "labels")
                .replaceFirst("idx[134][-_.]ubyte$", "idx");
    }

    private static byte[] content(FileSource source, int file) throws IOException {
        byte[] raw = source.read(file);
        if (raw.length < 2 || (raw[0] & 255) != 0x1f || (raw[1] & 255) != 0x8b) {
            return raw;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(raw), 1 << 16)) {
            byte[] bytes = in.readNBytes(MAX_TOTAL);
            if (in.read() >= 0) {
                throw new IOException("larger than " + (MAX_TOTAL >> 20) + " MB when unpacked");
            }
            return bytes;
        }
    }

    private static Block parse(byte[] bytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < 16) {
            throw new EOFException();
        }
        int magic = in.getInt();
        if (magic != 0x0803 && magic != 0x0804) {
            throw new IOException("not an IDX file of 8-bit pictures");
        }
        int count = in.getInt(), height = in.getInt(), width = in.getInt();
        int channels = magic == 0x0803 ? 1 : bytes.length < 20 ? 0 : in.getInt();
        boolean sane = count >= 0 && in(height) && in(width) && (channels == 1 || channels == 3);
        if (!sane) {
            throw new IOException(
                    "the header gives no sensible size (" + count + " pictures of " + height + "×" + width + ")");
        }
        if ((double) count * height * width * channels > in.remaining()) {
            throw new EOFException();
        }
        return new Block(bytes, in.position(), count, height, width, channels);
    }

    private static boolean in(int side) {
        return side >= 1 && side <= PictureReader.MAX_SIDE;
    }

    List<Item> items() {
        return items;
    }

    List<Problem> problems() {
        return problems;
    }

    int classCount() {
        return classCount;
    }

    private int blockOf(Item item) {
        int b = starts.size() - 1;
        while (starts.get(b) > item.index()) {
            b--;
        }
        return b;
    }

    /** The samples of the one picture: the file holds them all. */
    @Override
    public byte[] file(Item item) {
        int b = blockOf(item);
        Block block = blocks.get(b);
        int length = block.height * block.width * block.channels;
        int from = block.offset + (item.index() - starts.get(b)) * length;
        return Arrays.copyOfRange(block.bytes, from, from + length);
    }

    @Override
    public Picture decode(Item item, byte[] file, int edge) {
        Block block = blocks.get(blockOf(item));
        return new Picture(block.width, block.height, block.channels, file);
    }

    @Override
    public long stamp(Item item) {
        CRC32 crc = new CRC32();
        crc.update(file(item));
        return crc.getValue();
    }

    @Override
    public PictureInfo info(Item item) {
        Block block = blocks.get(blockOf(item));
        return new PictureInfo("IDX", block.width, block.height, block.channels, 8);
    }

    @Override
    public PictureInfo info(Item item, byte[] file) {
        return info(item);
    }

    @Override
    public long size(Item item) {
        Block block = blocks.get(blockOf(item));
        return (long) block.height * block.width * block.channels;
    }

    @Override
    public void close() {
        // Everything is in memory.
    }
}
