package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import studio.ganvas.checkpoint.AtomicFiles;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.CheckpointException;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.checkpoint.Node;
import studio.ganvas.checkpoint.Npz;
import studio.ganvas.data.PictureException;
import studio.ganvas.data.PictureReader;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.Code;
import studio.ganvas.engine.latent.Dropped;
import studio.ganvas.engine.latent.Keyframe;
import studio.ganvas.engine.latent.LatentFiles;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Timeline;
import studio.ganvas.image.Pixels;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;

/** Files of states, films and w. */
final class LocalLatentFiles implements LatentFiles {
    private static final long LARGEST_TEXT = 256L << 20;
    private static final String W = "w";

    private final DataThreads io;
    private final LatentModels models;

    LocalLatentFiles(DataThreads io, LatentModels models) {
        this.io = io;
        this.models = models;
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean accepts(Path file) {
        return Files.isRegularFile(file)
                && (PictureReader.isPictureName(file.getFileName().toString())
                        || List.of("json", "npz", "npy").contains(ending(file)));
    }

    /** Whether a file is a picture with the state inside that it was made from. */
    CompletableFuture<Boolean> carriesState(Path file) {
        return io.call(() ->
                        ending(file).equals("png") && PngFiles.readText(file).containsKey(KEYWORD))
                .exceptionally(unreadable -> false);
    }

    @Override
    public CompletableFuture<Dropped> open(Path file) {
        return call(file, "opened", () -> switch (ending(file)) {
            case "json" -> json(file);
            case "npz", "npy", "safetensors" -> arrays(file);
            default -> picture(file);
        });
    }

    private <R> CompletableFuture<R> call(Path file, String done, Callable<R> body) {
        return io.call(() -> {
            try {
                return body.call();
            } catch (IOException | CheckpointException | StudioException e) {
                throw new StudioException(file.getFileName() + " can't be " + done + ": " + e.getMessage(), e);
            }
        });
    }

    /** With the id that the model has here, where it came from elsewhere with its name alone. */
    private LatentState atHome(LatentState state) {
        return models.find(state.model())
                .map(entry -> state.withModel(entry.id()))
                .orElse(state);
    }

    private Timeline atHome(Timeline film) {
        List<Keyframe> frames = film.keyframes().stream()
                .map(frame -> new Keyframe(atHome(frame.state()), frame.seconds(), frame.easing()))
                .toList();
        return new Timeline(frames, film.loop(), film.path());
    }

    private Dropped json(Path file) throws IOException {
        if (Files.size(file) > LARGEST_TEXT) {
            throw new StudioException("it is too large for settings");
        }
        String text = Files.readString(file, StandardCharsets.UTF_8);
        return LatentText.isTimeline(text)
                ? new Dropped.Film(atHome(LatentText.timeline(text)))
                : new Dropped.Ways(LatentText.directions(text));
    }

    private Dropped picture(Path file) throws IOException {
        Optional<LatentState> state = state(file);
        if (state.isPresent()) {
            return new Dropped.State(atHome(state.get()));
        }
        Pixels pixels = PictureReader.readPixels(Files.readAllBytes(file));
        return new Dropped.Photo(file.getFileName().toString(), pixels);
    }

    private static Optional<LatentState> state(Path file) throws IOException {
        try {
            return Optional.ofNullable(PngFiles.readText(file).get(KEYWORD)).map(LatentText::state);
        } catch (PictureException e) {
            return Optional.empty(); // no PNG, so a photo
        }
    }

    private static Dropped arrays(Path file) {
        Map<String, HostTensor> arrays = tensors(file);
        HostTensor w = arrays.get(W);
        if (w == null || w.shape().length < 2) {
            return new Dropped.Ways(LocalDirections.ofArrays(arrays));
        }
        return new Dropped.Found(new LatentSource.Given(file.getFileName().toString(), code(w)));
    }

    /** All arrays of a file of NumPy or safetensors, read; a lone array is called {@code w}. */
    static Map<String, HostTensor> tensors(Path file) {
        try (Checkpoint checkpoint = Checkpoints.open(file)) {
            Map<String, HostTensor> arrays = new LinkedHashMap<>();
            if (checkpoint.root() instanceof Node.Tensor lone) {
                arrays.put(W, lone.value().asFloat32());
            }
            checkpoint.stateDicts().values().forEach(state -> state.entries()
                    .forEach((name, tensor) -> arrays.put(name, HostTensor.of(tensor.toFloats(), tensor.shape()))));
            return arrays;
        }
    }

    /** [1, rows, wDim] or [rows, wDim]; of several in the first axis, the first. */
    static Code code(HostTensor w) {
        long[] shape = w.shape();
        int length = Math.toIntExact(shape[shape.length - 1]);
        int rows = Math.toIntExact(shape[shape.length - 2]);
        float[] all = w.toFloats();
        if (all.length < rows * length) {
            throw new StudioException("it holds no w");
        }
        return new Code(rows, length, java.util.Arrays.copyOf(all, rows * length));
    }

    @Override
    public CompletableFuture<Path> save(Path file, Pixels picture, LatentState state) {
        return call(file, "written", () -> {
            PngFiles.write(file, picture, text(state));
            return file;
        });
    }

    /** What goes into a PNG; a model's folder is nobody's business but the user's. */
    static Map<String, String> text(LatentState state) {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("Software", "Ganvas");
        text.put(KEYWORD, LatentText.of(state.withModel(withoutFolder(state.model()))));
        return text;
    }

    private static String withoutFolder(String model) {
        return model.substring(Math.max(model.lastIndexOf('/'), model.lastIndexOf('\\')) + 1);
    }

    @Override
    public CompletableFuture<Path> save(Path file, Timeline timeline) {
        return call(file, "written", () -> {
            AtomicFiles.write(file, LatentText.of(timeline).getBytes(StandardCharsets.UTF_8));
            return file;
        });
    }

    @Override
    public CompletableFuture<Path> saveW(Path file, LatentState state) {
        return models.use(
                        state.model(), style -> style.composer().compose(state).ws())
                .thenCombine(
                        models.use(state.model(), style -> style.generator().wDim()), (ws, dim) -> {
                            writeW(file, ws, dim);
                            return file;
                        });
    }

    /** {@code w} [1, rows, wDim], as NVIDIA's projector writes it. */
    static void writeW(Path file, float[] ws, int dim) {
        Npz.write(file, new StateDict(Map.of(W, HostTensor.of(ws, 1, ws.length / dim, dim))));
    }
}
