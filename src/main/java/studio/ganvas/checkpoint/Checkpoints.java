package studio.ganvas.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;

/** Opens checkpoints of every known container, which is recognised by its bytes and never by its name. */
public final class Checkpoints {
    private Checkpoints() {}

    /**
     * Opens the file and reads its table of contents; tensors are read later. Nothing in the file is executed.
     *
     * @throws CheckpointException if the file is no checkpoint, is damaged or hostile, or is of a kind that Ganvas does
     *     not read; the message says which and what to do
     */
    public static Checkpoint open(Path path) {
        if (Files.isDirectory(path)) {
            throw new CheckpointException(path.getFileName()
                    + " is a folder. Choose a checkpoint file in it, such as a .safetensors, .pth, .pt or .pkl.");
        }
        if (!Files.isRegularFile(path)) {
            throw new CheckpointException(path + " does not exist or is not an ordinary file.");
        }
        List<Closeable> resources = new ArrayList<>();
        try {
            return open(path, resources, true);
        } catch (IOException e) {
            Checkpoint.closeAll(resources);
            throw new CheckpointException(path + " could not be read (" + e.getMessage() + ").", e);
        } catch (RuntimeException | Error e) {
            Checkpoint.closeAll(resources);
            throw e;
        }
    }

    private static Checkpoint open(Path path, List<Closeable> resources, boolean mayBePacked) throws IOException {
        FileSource file = new FileSource(path);
        resources.add(file::close);
        FileKind kind = FileKind.of(file, path.getFileName().toString());
        return switch (kind) {
            case GZIP -> {
                if (!mayBePacked) {
                    throw new CheckpointException("This file is compressed twice. Unpack it first.");
                }
                GzipFile unpacked = new GzipFile(path, file.size());
                resources.add(unpacked);
                yield open(unpacked.path(), resources, false);
            }
            case ZIP -> zip(path, resources);
            case SAFETENSORS -> {
                Safetensors.Content content = Safetensors.read(file);
                yield new Checkpoint(CheckpointFormat.SAFETENSORS, content.root(), content.metadata(), resources);
            }
            case NPY -> new Checkpoint(CheckpointFormat.NPY, Npz.readNpy(file), Map.of(), resources);
            case TORCH_LEGACY ->
                new Checkpoint(CheckpointFormat.TORCH_LEGACY, PickleReader.legacyTorch(file), Map.of(), resources);
            case PICKLE -> new Checkpoint(CheckpointFormat.PICKLE, PickleReader.plain(file), Map.of(), resources);
        };
    }

    private static Checkpoint zip(Path path, List<Closeable> resources) {
        ZipArchive zip = new ZipArchive(path);
        resources.add(zip::close);
        Set<String> names = zip.entries().keySet();
        for (String name : names) {
            if (name.matches("[^/]+/data\\.pkl")) {
                String root = name.substring(0, name.length() - "data.pkl".length());
                if (names.contains(root + "constants.pkl")) {
                    throw new CheckpointException(
                            "This is a TorchScript program (torch.jit.save), not a set of weights. In Python, save the weights alone: torch.save(model.state_dict(), 'weights.pt').");
                }
                Map<String, String> metadata = new LinkedHashMap<>();
                zip.entry(root + "version")
                        .ifPresent(entry ->
                                metadata.put("version", TorchZip.text(entry).strip()));
                return new Checkpoint(CheckpointFormat.TORCH_ZIP, TorchZip.read(zip, root), metadata, resources);
            }
        }
        if (names.stream().anyMatch(name -> name.endsWith(".npy"))) {
            return new Checkpoint(CheckpointFormat.NPZ, Npz.read(zip), Map.of(), resources);
        }
        throw new CheckpointException(
                "This zip file holds no checkpoint (neither data.pkl of PyTorch nor .npy arrays). If it holds pictures, open it as a dataset; if it holds checkpoint files, unpack it first.");
    }

    /** The one state dict of a file of that format, wholly in memory. */
    static StateDict readAll(Path path, CheckpointFormat format) {
        try (Checkpoint checkpoint = open(path)) {
            StateDict lazy = checkpoint.stateDicts().get("");
            if (checkpoint.format() != format || lazy == null) {
                throw new CheckpointException("%s is not a plain %s of tensors but: %s."
                        .formatted(
                                path.getFileName(),
                                format.title(),
                                checkpoint.format().title()));
            }
            return inMemory(lazy);
        }
    }

    /** The same state dict with all its tensors read, so that it outlives the checkpoint it came from. */
    public static StateDict inMemory(StateDict lazy) {
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        lazy.entries().forEach((name, tensor) -> {
            ByteBuffer bytes = tensor.bytes();
            tensors.put(name, HostTensor.of(tensor.dtype(), tensor.shape(), bytes));
        });
        return new StateDict(tensors);
    }
}
