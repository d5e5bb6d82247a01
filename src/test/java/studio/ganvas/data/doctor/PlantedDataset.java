package studio.ganvas.data.doctor;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import studio.ganvas.data.PngFiles;
import studio.ganvas.image.Pixels;

/**
 * A paired dataset of drawn pictures, 32 × 32, in {@code train|test/A|B/class/number.png}, with faults whose places are
 * known. Every picture without a planted fault is one of its kind.
 */
public final class PlantedDataset {
    /** Faults that can be planted in any number. */
    public static final List<FaultKind> KINDS = List.of(
            FaultKind.UNREADABLE,
            FaultKind.TRUNCATED,
            FaultKind.LEAKAGE,
            FaultKind.SAME_BYTES,
            FaultKind.SAME_PIXELS,
            FaultKind.NEAR_DUPLICATE,
            FaultKind.MISSING_PARTNER,
            FaultKind.PAIR_CONTENT,
            FaultKind.ODD_SIZE,
            FaultKind.ODD_CHANNELS,
            FaultKind.PAIR_SIZES,
            FaultKind.BLANK,
            FaultKind.LABEL_CONFLICT);

    static final int SIDE = 32;
    private static final int CLASSES = 10;
    private static final Set<FaultKind> COPIES = Set.of(
            FaultKind.LEAKAGE,
            FaultKind.SAME_BYTES,
            FaultKind.SAME_PIXELS,
            FaultKind.NEAR_DUPLICATE,
            FaultKind.LABEL_CONFLICT);

    private final Path root;
    private final int base;
    private final Map<FaultKind, Set<String>> planted = new EnumMap<>(FaultKind.class);

    private PlantedDataset(Path root, int base) {
        this.root = root;
        this.base = base;
    }

    /**
     * Writes a dataset of {@code pictures} files.
     *
     * @param each how many faults of each kind, an even number
     * @return for each kind the names that a checkup must find, and no others
     */
    public static Map<FaultKind, Set<String>> plant(Path root, int pictures, List<FaultKind> kinds, int each) {
        long copies = kinds.stream().filter(COPIES::contains).count() * each;
        int missing = kinds.contains(FaultKind.MISSING_PARTNER) ? each : 0;
        int base = (int) ((pictures + missing) / 2 - copies);
        PlantedDataset dataset = new PlantedDataset(root, base);
        IntStream.range(0, base).parallel().forEach(i -> {
            dataset.put(i, "A", encode(drawA(i)));
            dataset.put(i, "B", encode(drawB(i)));
        });
        int[] places = shuffled(base);
        int next = 0;
        for (FaultKind kind : kinds) {
            Set<String> names = dataset.planted.computeIfAbsent(kind, any -> new TreeSet<>());
            int wanted = names.size() + each;
            for (int i = 0; names.size() < wanted; i++) {
                dataset.plant(kind, places[next++], places[next], i);
                next += kind == FaultKind.PAIR_CONTENT ? 1 : 0;
            }
        }
        return dataset.planted;
    }

    private static int[] shuffled(int n) {
        int[] order = IntStream.range(0, n).toArray();
        SplittableRandom random = new SplittableRandom(99);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int t = order[i];
            order[i] = order[j];
            order[j] = t;
        }
        return order;
    }

    private String name(int i, String domain, String split, int label, String ending) {
        return String.format(Locale.ROOT, "%s/%s/class%02d/%06d.%s", split, domain, label, i, ending);
    }

    private String split(int i) {
        return i % 10 == 0 ? "test" : "train";
    }

    private String name(int i, String domain) {
        return name(i, domain, split(i), i / 10 % CLASSES, "png");
    }

    private void put(int i, String domain, byte[] bytes) {
        put(name(i, domain), bytes);
    }

    private void put(String name, byte[] bytes) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes(String name) {
        try {
            return Files.readAllBytes(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void plant(FaultKind kind, int i, int other, int n) {
        String a = name(i, "A"), b = name(i, "B");
        String touched = n % 2 == 0 ? a : b;
        int label = i / 10 % CLASSES;
        switch (kind) {
            case UNREADABLE -> found(kind, touched, damaged(bytes(touched), n));
            case TRUNCATED -> {
                byte[] whole = bytes(touched);
                found(kind, touched, Arrays.copyOf(whole, whole.length * (5 + n % 4) / 10));
            }
            case LEAKAGE -> {
                String elsewhere = split(i).equals("train") ? "test" : "train";
                copy(i, elsewhere, label, "png");
                planted.get(kind).add(name(split(i).equals("train") ? i : base + i, "A", "train", label, "png"));
            }
            case LABEL_CONFLICT -> {
                copy(i, split(i), (label + 1) % CLASSES, "png");
                planted.get(kind).add(name(base + i, "A", split(i), (label + 1) % CLASSES, "png"));
            }
            case SAME_BYTES -> {
                copy(i, split(i), label, "png");
                planted.get(kind).add(name(base + i, "A", split(i), label, "png"));
            }
            case SAME_PIXELS -> {
                for (String domain : List.of("A", "B")) {
                    put(
                            name(base + i, domain, split(i), label, "png"),
                            encode(domain.equals("A") ? drawA(i) : drawB(i), Map.of("Comment", "another file")));
                }
                planted.get(kind).add(name(base + i, "A", split(i), label, "png"));
            }
            case NEAR_DUPLICATE -> {
                String ending = n % 2 == 0 ? "jpg" : "png";
                for (String domain : List.of("A", "B")) {
                    Pixels drawn = domain.equals("A") ? drawA(i) : drawB(i);
                    put(
                            name(base + i, domain, split(i), label, ending),
                            n % 2 == 0 ? jpeg(drawn, 0.92f) : encode(brighter(drawn)));
                }
                planted.get(kind).add(name(base + i, "A", split(i), label, ending));
            }
            case MISSING_PARTNER -> {
                delete(n % 2 == 0 ? b : a);
                planted.get(kind).add(touched);
            }
            case PAIR_CONTENT -> {
                put(b, encode(drawB(other)));
                put(name(other, "B"), encode(drawB(i)));
                String first = a.compareTo(name(other, "A")) < 0 ? a : name(other, "A");
                planted.get(kind).add(first);
            }
            case ODD_SIZE -> {
                int w = n % 2 == 0 ? 40 : 24, h = n % 2 == 0 ? 40 : 48;
                found(kind, a, encode(stretched(drawA(i), w, h)));
                found(kind, b, encode(stretched(drawB(i), w, h)));
            }
            case PAIR_SIZES -> found(kind, b, encode(stretched(drawB(i), 64, 64)));
            case ODD_CHANNELS -> {
                Pixels drawn = n % 2 == 0 ? drawA(i) : drawB(i);
                found(kind, touched, n % 4 < 2 ? grey(drawn) : encode(transparent(drawn)));
            }
            case BLANK -> {
                int[] argb = new int[SIDE * SIDE];
                Arrays.fill(argb, 0xff000000 | i * 2654435 & 0xffffff | 1 << (n % 3 * 8));
                found(kind, touched, encode(new Pixels(SIDE, SIDE, argb)));
            }
            default -> throw new IllegalArgumentException("not planted here: " + kind);
        }
    }

    private void found(FaultKind kind, String name, byte[] bytes) {
        put(name, bytes);
        planted.get(kind).add(name);
    }

    private void copy(int i, String split, int label, String ending) {
        for (String domain : List.of("A", "B")) {
            put(name(base + i, domain, split, label, ending), bytes(name(i, domain)));
        }
    }

    private void delete(String name) {
        try {
            Files.delete(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] damaged(byte[] png, int n) {
        return switch (n % 4) {
            case 0 -> new byte[0];
            case 1 -> "not a picture at all, only words".getBytes(StandardCharsets.UTF_8);
            case 2 -> "<!DOCTYPE html><html><body>404</body></html>".getBytes(StandardCharsets.UTF_8);
            default -> {
                byte[] bytes = png.clone();
                // the first bytes of the compressed pixels
                Arrays.fill(bytes, 41, 49, (byte) 0xff);
                yield bytes;
            }
        };
    }

    /** A ground that fades, and shapes on it. */
    static Pixels drawB(int seed) {
        SplittableRandom random = new SplittableRandom(seed * 7919L + 17);
        float[][] rgb = new float[SIDE * SIDE][3];
        float[] from = colour(random), to = colour(random);
        double angle = random.nextDouble() * 6.28, wave = 0.2 + random.nextDouble(), phase = random.nextDouble() * 6;
        for (int p = 0; p < rgb.length; p++) {
            double t = 0.5 + 0.02 * ((p % SIDE - 16) * Math.cos(angle) + (p / SIDE - 16) * Math.sin(angle));
            double ripple = 12 * Math.sin(wave * (p % SIDE) + phase) * Math.cos(wave * (p / SIDE) * 0.7);
            for (int k = 0; k < 3; k++) {
                rgb[p][k] = (float) (from[k] * t + to[k] * (1 - t) + ripple);
            }
        }
        for (int shape = 0; shape < 5; shape++) {
            float[] fill = colour(random);
            double cx = random.nextDouble() * SIDE, cy = random.nextDouble() * SIDE;
            double rx = 3 + random.nextDouble() * 8, ry = 3 + random.nextDouble() * 8;
            boolean round = random.nextBoolean();
            for (int p = 0; p < rgb.length; p++) {
                double x = Math.abs(p % SIDE - cx) / rx, y = Math.abs(p / SIDE - cy) / ry;
                if (round ? x * x + y * y < 1 : Math.max(x, y) < 1) {
                    rgb[p] = fill.clone();
                }
            }
        }
        int[] argb = new int[rgb.length];
        for (int p = 0; p < argb.length; p++) {
            argb[p] = 0xff000000 | clip(rgb[p][0]) << 16 | clip(rgb[p][1]) << 8 | clip(rgb[p][2]);
        }
        return new Pixels(SIDE, SIDE, argb);
    }

    /** The same as a faded negative: what a network could learn to undo. */
    static Pixels drawA(int seed) {
        int[] argb = drawB(seed).argb().clone();
        for (int p = 0; p < argb.length; p++) {
            int luma = ((argb[p] >> 16 & 255) * 3 + (argb[p] >> 8 & 255) * 6 + (argb[p] & 255)) / 10;
            int v = 240 - luma * 8 / 10;
            argb[p] = 0xff000000 | v << 16 | clip(v * 0.9f) << 8 | clip(v * 0.8f + 20);
        }
        return new Pixels(SIDE, SIDE, argb);
    }

    private static float[] colour(SplittableRandom random) {
        return new float[] {random.nextInt(30, 226), random.nextInt(30, 226), random.nextInt(30, 226)};
    }

    private static int clip(float v) {
        return Math.max(0, Math.min(255, Math.round(v)));
    }

    private static Pixels brighter(Pixels p) {
        return new Pixels(
                p.width(),
                p.height(),
                Arrays.stream(p.argb())
                        .map(c -> 0xff000000
                                | clip((c >> 16 & 255) * 0.9f + 14) << 16
                                | clip((c >> 8 & 255) * 0.9f + 14) << 8
                                | clip((c & 255) * 0.9f + 14))
                        .toArray());
    }

    private static Pixels transparent(Pixels p) {
        int[] argb = p.argb().clone();
        for (int i = 0; i < 64; i++) {
            argb[i] &= 0x40ffffff;
        }
        return new Pixels(p.width(), p.height(), argb);
    }

    private static Pixels stretched(Pixels p, int w, int h) {
        int[] argb = new int[w * h];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = p.argb()[i / w * p.height() / h * p.width() + i % w * p.width() / w];
        }
        return new Pixels(w, h, argb);
    }

    private static byte[] encode(Pixels pixels) {
        return encode(pixels, Map.of());
    }

    private static byte[] encode(Pixels pixels, Map<String, String> text) {
        try {
            return PngFiles.encode(pixels, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] grey(Pixels pixels) {
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < pixels.argb().length; i++) {
            image.getRaster().setSample(i % SIDE, i / SIDE, 0, pixels.argb()[i] >> 8 & 255);
        }
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] jpeg(Pixels pixels, float quality) {
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, pixels.width(), pixels.height(), pixels.argb(), 0, pixels.width());
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
