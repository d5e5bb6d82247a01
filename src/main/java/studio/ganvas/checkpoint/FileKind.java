package studio.ganvas.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a file is, judged by its bytes; what is no checkpoint is refused with words for what it seems to be. */
enum FileKind {
    GZIP,
    ZIP,
    SAFETENSORS,
    NPY,
    TORCH_LEGACY,
    PICKLE;

    private static final int HEAD = 512;

    /** Bytes at a place that give a foreign format away; {@code magic} is latin-1. */
    private record Foreign(int offset, String magic, String refusal) {
        boolean matches(String head) {
            return head.startsWith(magic, offset);
        }
    }

    private static final List<Foreign> FOREIGN = List.of(
            new Foreign(
                    0,
                    "version https://git-lfs",
                    "This is only a pointer of Git LFS, a small text that stands for the real file. Run \"git lfs pull\" in the folder it came from, or download the file itself from its web page."),
            new Foreign(
                    0,
                    "\u0089HDF",
                    "This is an HDF5 file (Keras). Ganvas reads PyTorch weights, safetensors and NumPy files."),
            new Foreign(
                    257,
                    "ustar",
                    "This is a tar archive. If it is a checkpoint of PyTorch 0.1, load and save it again with a newer PyTorch; otherwise unpack it first."),
            new Foreign(
                    0,
                    "model_checkpoint_path:",
                    "This is TensorFlow's list of checkpoints. Ganvas reads PyTorch weights, not TensorFlow's."),
            new Foreign(
                    4,
                    "TFL3",
                    "This is a TensorFlow Lite model. Ganvas reads PyTorch weights, safetensors and NumPy files."),
            new Foreign(0, "GGUF", "This is a GGUF file of a language model, not a GAN."),
            new Foreign(0, "\u0089PNG", "This is a picture, not a checkpoint."),
            new Foreign(0, "\u00ff\u00d8\u00ff", "This is a picture, not a checkpoint."),
            new Foreign(0, "%PDF", "This is a PDF document, not a checkpoint."),
            new Foreign(0, "7z\u00bc\u00af", "This is a 7z archive. Unpack it first."),
            new Foreign(0, "Rar!", "This is a RAR archive. Unpack it first."),
            new Foreign(0, "\u00fd7zXZ", "This is an xz archive. Unpack it first."),
            new Foreign(0, "BZh", "This is a bzip2 archive. Unpack it first."),
            new Foreign(0, "(\u00b5/\u00fd", "This is a zstd archive. Unpack it first."));

    static FileKind of(ByteSource file, String fileName) {
        if (file.size() == 0) {
            throw new CheckpointException(
                    "This file is empty. Its download or copy was probably interrupted; fetch it again.");
        }
        ByteBuffer bytes = file.read(0, Math.min(HEAD, file.size()));
        String head = StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
        for (Foreign foreign : FOREIGN) {
            if (foreign.matches(head)) {
                throw new CheckpointException(foreign.refusal());
            }
        }
        if (head.startsWith("\u001f\u008b")) {
            return GZIP;
        }
        if (head.startsWith("PK\u0003\u0004") || head.startsWith("PK\u0005\u0006")) {
            return ZIP;
        }
        if (head.startsWith(new String(Npz.MAGIC, StandardCharsets.ISO_8859_1))) {
            return NPY;
        }
        if (head.matches("(?s)\u0080[\u0000-\u0010].*")) {
            return isLegacyTorch(head) ? TORCH_LEGACY : PICKLE;
        }
        if (Safetensors.looksLike(bytes)) {
            return SAFETENSORS;
        }
        throw refusal(file, head, fileName.toLowerCase(Locale.ROOT));
    }

    private static boolean isLegacyTorch(String head) {
        int at = head.indexOf(new String(PickleReader.LEGACY_MAGIC, StandardCharsets.ISO_8859_1));
        return at >= 0 && at <= 16;
    }

    private static CheckpointException refusal(ByteSource file, String head, String fileName) {
        String text = head.replace("\u00ef\u00bb\u00bf", "").stripLeading().toLowerCase(Locale.ROOT);
        if (text.startsWith("<!doctype")
                || text.startsWith("<html")
                || text.startsWith("<head")
                || text.startsWith("<?xml")) {
            return new CheckpointException(
                    "This is a web page, not a checkpoint. The download gave an error or a question page instead of the file; open the link in a browser and download it from there.");
        }
        if (head.matches("(?s)(c|\\(+[a-z]?|[\\]})]).*") && head.matches("(?s).*c?(\\w|\\.)+\n\\w+\n.*")) {
            return new CheckpointException(
                    "This is a text pickle (protocol 0), which can run code when it is opened in Python. No known checkpoint is written like this; Ganvas never runs code from a checkpoint.");
        }
        boolean protobuf = head.length() > 3 && head.charAt(0) == 8 && head.charAt(1) < 32;
        if (fileName.endsWith(".onnx") || protobuf && "\22\":B".indexOf(head.charAt(2)) >= 0) {
            return new CheckpointException(
                    "This is an ONNX model. Ganvas reads the weights of PyTorch networks; look for the .pth or .safetensors that it was exported from.");
        }
        if (isTensorFlow(file, fileName)) {
            return new CheckpointException(
                    "This is a part of a TensorFlow checkpoint. Ganvas reads PyTorch weights; look for a PyTorch version of this network.");
        }
        if (head.chars().allMatch(c -> c >= ' ' && c != 127 || c == '\n' || c == '\r' || c == '\t')) {
            return new CheckpointException("This is a text file, not a checkpoint. It begins with: "
                    + head.substring(0, Math.min(60, head.length()))
                            .replaceAll("\\s+", " ")
                            .strip());
        }
        byte[] first = head.substring(0, Math.min(8, head.length())).getBytes(StandardCharsets.ISO_8859_1);
        return new CheckpointException(
                "This is not a checkpoint that Ganvas knows (its first bytes are "
                        + Arrays.toString(first)
                        + "). It reads PyTorch files (.pt, .pth), NVIDIA network pickles (.pkl), safetensors and NumPy files (.npz, .npy).");
    }

    private static boolean isTensorFlow(ByteSource file, String fileName) {
        boolean named = fileName.matches(".*\\.data-\\d{5}-of-\\d{5}|.*\\.ckpt\\.(index|meta)|saved_model\\.pb");
        return named || file.size() >= 8 && file.read(file.size() - 8, 8).getLong() == 0xdb4775248b80fb57L;
    }
}
