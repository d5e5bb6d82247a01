package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.checkpoint.AtomicFiles;
import studio.ganvas.checkpoint.CheckpointException;
import studio.ganvas.checkpoint.Npz;
import studio.ganvas.checkpoint.Safetensors;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.Code;
import studio.ganvas.engine.latent.Direction;
import studio.ganvas.engine.latent.DirectionRequest;
import studio.ganvas.engine.latent.Directions;
import studio.ganvas.engine.latent.LatentJob;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;

/** Directions, kept in {@code latent-directions/<model>.json}. */
final class LocalDirections implements Directions {
    private static final Logger LOG = LoggerFactory.getLogger(LocalDirections.class);
    private static final String VECTORS = "directions";
    /** Rows beyond any network's: such a direction acts on all layers. */
    private static final int ALL_ROWS = 64;

    private final Path folder;
    private final DataThreads io;
    private final ComputeThread compute;
    private final JobBoard board;
    private final LatentModels models;
    private final LoadedStyles loaded;
    /** Kept ones, by the name of their file. */
    private final Map<String, List<Direction>> kept = new LinkedHashMap<>();

    LocalDirections(
            Path home,
            DataThreads io,
            ComputeThread compute,
            JobBoard board,
            LatentModels models,
            LoadedStyles loaded) {
        folder = home.resolve("latent-directions");
        this.io = io;
        this.compute = compute;
        this.board = board;
        this.models = models;
        this.loaded = loaded;
    }

    private static String name(String model) {
        return model.replaceAll("[^A-Za-z0-9._-]", "_") + ".json";
    }

    @Override
    public CompletableFuture<List<Direction>> of(String model) {
        return io.call(() -> {
            synchronized (kept) {
                return kept.computeIfAbsent(name(model), this::read);
            }
        });
    }

    private List<Direction> read(String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            return LatentText.directions(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException | StudioException e) {
            LOG.warn("The directions in {} can't be read; they start anew", file, e);
            return List.of();
        }
    }

    @Override
    public CompletableFuture<List<Direction>> keep(String model, List<Direction> directions) {
        List<Direction> now = List.copyOf(directions);
        synchronized (kept) {
            kept.put(name(model), now);
        }
        return io.call(() -> {
            Files.createDirectories(folder);
            synchronized (kept) {
                // the newest list, should two writes have overtaken each other
                AtomicFiles.write(
                        folder.resolve(name(model)),
                        LatentText.of(kept.get(name(model))).getBytes(StandardCharsets.UTF_8));
            }
            return now;
        });
    }

    @Override
    public LatentJob<List<Direction>> find(DirectionRequest request) {
        DirectionWork work = new DirectionWork(request, models, loaded, board, compute::wake);
        compute.drive(work);
        return work.latentJob();
    }

    @Override
    public CompletableFuture<Path> save(Path file, List<Direction> directions) {
        return io.call(() -> {
            String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            if (name.endsWith(".npz")) {
                Npz.write(file, arrays(directions));
            } else if (name.endsWith(".safetensors")) {
                Safetensors.write(file, arrays(directions), Map.of(VECTORS, LatentText.of(directions)));
            } else {
                AtomicFiles.write(file, LatentText.of(directions).getBytes(StandardCharsets.UTF_8));
            }
            return file;
        });
    }

    /** {@code directions} [n, wDim] and the rows that each acts on, {@code rows} [n, 2]. */
    private static StateDict arrays(List<Direction> directions) {
        if (directions.isEmpty()) {
            throw new StudioException("There are no directions to save.");
        }
        int dim = directions.get(0).vector().length();
        float[] vectors = new float[directions.size() * dim];
        long[] rows = new long[directions.size() * 2];
        for (int i = 0; i < directions.size(); i++) {
            System.arraycopy(directions.get(i).vector().values(), 0, vectors, i * dim, dim);
            rows[2 * i] = directions.get(i).from();
            rows[2 * i + 1] = directions.get(i).to();
        }
        Map<String, HostTensor> all = new LinkedHashMap<>();
        all.put(VECTORS, HostTensor.of(vectors, directions.size(), dim));
        all.put("rows", HostTensor.of(rows, directions.size(), 2));
        return new StateDict(all);
    }

    @Override
    public CompletableFuture<List<Direction>> load(Path file) {
        return io.call(() -> {
            try {
                return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".json")
                        ? LatentText.directions(Files.readString(file, StandardCharsets.UTF_8))
                        : ofArrays(LocalLatentFiles.tensors(file));
            } catch (IOException | CheckpointException | StudioException e) {
                throw new StudioException(file.getFileName() + " can't be opened: " + e.getMessage(), e);
            }
        });
    }

    /** Every row of every matrix (and every lone vector) as a direction. */
    static List<Direction> ofArrays(Map<String, HostTensor> arrays) {
        List<Direction> found = new ArrayList<>();
        float[] rows = arrays.containsKey(VECTORS) && arrays.containsKey("rows")
                ? arrays.get("rows").toFloats()
                : new float[0];
        arrays.forEach((name, tensor) -> {
            long[] shape = tensor.shape();
            if (shape.length == 0 || name.equals("rows")) {
                return;
            }
            int length = Math.toIntExact(shape[shape.length - 1]);
            float[] all = tensor.toFloats();
            for (int i = 0; i * length < all.length; i++) {
                boolean ranged = name.equals(VECTORS) && rows.length >= 2 * i + 2;
                String id = (name.equals(VECTORS) ? "direction" : name) + " " + (i + 1);
                found.add(new Direction(
                        id,
                        id,
                        Direction.Method.OTHER,
                        Code.of(Arrays.copyOfRange(all, i * length, (i + 1) * length)),
                        ranged ? (int) rows[2 * i] : 0,
                        ranged ? (int) rows[2 * i + 1] : ALL_ROWS,
                        0));
            }
        });
        if (found.isEmpty()) {
            throw new StudioException("it holds no directions");
        }
        return found;
    }
}
