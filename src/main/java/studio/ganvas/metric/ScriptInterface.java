package studio.ganvas.metric;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What a TorchScript file says of itself, read as text without loading or running any of it.
 *
 * @param kind what its interface shows it to be
 * @param parameters of its {@code forward} after the pictures
 * @param sha256 of the whole file, hexadecimal
 */
public record ScriptInterface(Kind kind, List<Parameter> parameters, String sha256) {
    private static final long LARGEST_TEXT = 16 << 20;
    private static final Pattern ROOT = Pattern.compile("^\\x80.c(__torch__[\\w.]*)\\n(\\w+)\\n", Pattern.DOTALL);
    private static final Pattern PARAMETER = Pattern.compile("(\\w+):\\s*([\\w\\[\\], .]+?)(?:=([^,]+))?(?:,|$)");
    /** Operations by which a program could reach files. */
    private static final Set<String> REFUSED = Set.of("torch.from_file(", "torch.save(", "torch.load(", "ops.");

    /** What a file is used as. */
    public enum Kind {
        /** NVIDIA's Inception-v3 for FID: {@code return_features}, {@code no_output_bias}. */
        INCEPTION,
        /** NVIDIA's VGG-16 for LPIPS: {@code return_lpips}, {@code resize_images}. */
        LPIPS,
        /** Anything else that turns pictures into one row of numbers each. */
        PLAIN
    }

    /** A further parameter of {@code forward} and its default as the text has it; empty without one. */
    public record Parameter(String name, String type, String standard) {}

    /**
     * Reads a file.
     *
     * @throws IOException with a sentence for people, when it can't be read, is no TorchScript or asks for files
     */
    public static ScriptInterface of(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("There is no file " + file + ".");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            String prefix = prefix(zip, file);
            for (String text : sources(zip, prefix, file)) {
                refuse(text, file);
            }
            Matcher root = ROOT.matcher(text(zip, prefix + "data.pkl", file, StandardCharsets.ISO_8859_1));
            if (!root.find()) {
                throw notScript(file);
            }
            String path = prefix + "code/" + root.group(1).replace('.', '/') + ".py";
            String code = text(zip, path, file, StandardCharsets.UTF_8);
            List<Parameter> parameters = parameters(code, root.group(2), file);
            return new ScriptInterface(kind(parameters), parameters, sha256(file));
        } catch (ZipException e) {
            throw new IOException(
                    file.getFileName()
                            + " is no TorchScript file: those are zip archives, as torch.jit.save writes them.",
                    e);
        }
    }

    private static String prefix(ZipFile zip, Path file) throws IOException {
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            String name = entries.nextElement().getName();
            if (name.endsWith("/data.pkl") && name.indexOf('/') == name.length() - "/data.pkl".length()) {
                return name.substring(0, name.indexOf('/') + 1);
            }
        }
        throw notScript(file);
    }

    private static List<String> sources(ZipFile zip, String prefix, Path file) throws IOException {
        List<String> texts = new ArrayList<>();
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            String name = entries.nextElement().getName();
            if (name.startsWith(prefix + "code/") && name.endsWith(".py")) {
                texts.add(text(zip, name, file, StandardCharsets.UTF_8));
            }
        }
        if (texts.isEmpty()) {
            throw notScript(file);
        }
        return texts;
    }

    private static IOException notScript(Path file) {
        return new IOException(file.getFileName()
                + " holds no TorchScript program. Ganvas measures with files that torch.jit.save has written; bare weights "
                + "are not enough.");
    }

    private static String text(ZipFile zip, String name, Path file, java.nio.charset.Charset charset)
            throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw notScript(file);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) LARGEST_TEXT + 1);
            if (bytes.length > LARGEST_TEXT) {
                throw new IOException("The program in " + file.getFileName() + " is too long to be a network.");
            }
            return new String(bytes, charset);
        }
    }

    private static void refuse(String text, Path file) throws IOException {
        for (String word : REFUSED) {
            if (Pattern.compile("(?<![\\w.])" + Pattern.quote(word))
                    .matcher(text)
                    .find()) {
                throw new IOException("The program in " + file.getFileName() + " uses " + word.replaceAll("[.(]$", "")
                        + ", which no feature network needs. Ganvas does not load it.");
            }
        }
    }

    private static List<Parameter> parameters(String code, String type, Path file) throws IOException {
        Pattern forward = Pattern.compile(
                "class " + Pattern.quote(type)
                        + "\\(Module\\):.*?\\n  def forward\\(\\w+: [\\w.]+,?\\s*(.*?)\\) -> (\\w+)",
                Pattern.DOTALL);
        Matcher found = forward.matcher(code);
        if (!found.find() || !found.group(2).equals("Tensor")) {
            throw new IOException("The program in " + file.getFileName()
                    + " has no method forward that gives one tensor, so it can't be used as a feature network.");
        }
        List<Parameter> all = new ArrayList<>();
        Matcher each = PARAMETER.matcher(found.group(1).replaceAll("\\s+", " ").strip());
        while (each.find()) {
            String standard = each.group(3) == null ? "" : each.group(3).strip();
            all.add(new Parameter(each.group(1), each.group(2).strip(), standard));
        }
        boolean usable = !all.isEmpty()
                && all.get(0).type().equals("Tensor")
                && all.stream().skip(1).noneMatch(one -> one.standard().isEmpty());
        if (!usable) {
            throw new IOException("The method forward in " + file.getFileName()
                    + " must take one tensor of pictures; what else it takes must have default values.");
        }
        return List.copyOf(all.subList(1, all.size()));
    }

    private static Kind kind(List<Parameter> parameters) {
        List<String> names = parameters.stream().map(Parameter::name).toList();
        if (names.contains("return_lpips")) {
            return Kind.LPIPS;
        }
        return names.contains("return_features") && names.contains("no_output_bias") ? Kind.INCEPTION : Kind.PLAIN;
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
