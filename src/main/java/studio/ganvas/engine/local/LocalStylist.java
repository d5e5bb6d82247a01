package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.data.PictureException;
import studio.ganvas.data.PictureReader;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.stylize.FolderJob;
import studio.ganvas.engine.stylize.FolderRequest;
import studio.ganvas.engine.stylize.Opened;
import studio.ganvas.engine.stylize.Photo;
import studio.ganvas.engine.stylize.RhoSetting;
import studio.ganvas.engine.stylize.Stylist;
import studio.ganvas.engine.stylize.StylizeRequest;
import studio.ganvas.engine.stylize.StylizeSettings;
import studio.ganvas.engine.stylize.Stylized;
import studio.ganvas.gan.AttentiveTranslator.RhoOverride;
import studio.ganvas.gan.Translator;
import studio.ganvas.image.Pixels;
import studio.ganvas.tensor.TensorException;

/** Translates on the compute thread; files are read and written beside it. */
final class LocalStylist implements Stylist {
    private static final Logger LOG = LoggerFactory.getLogger(LocalStylist.class);
    private static final String CHANNEL = "stylize";

    private final LocalModels models;
    private final ComputeThread compute;
    private final DataThreads io;
    private final JobBoard board;
    private final KnownPhotos photos;
    private final Set<FolderWork> folders = ConcurrentHashMap.newKeySet();
    private CompletableFuture<Stylized> newest = CompletableFuture.completedFuture(null);

    LocalStylist(Path home, LocalModels models, ComputeThread compute, DataThreads io, JobBoard board) {
        this.models = models;
        this.compute = compute;
        this.io = io;
        this.board = board;
        this.photos = new KnownPhotos(home);
    }

    @Override
    public boolean accepts(Path file) {
        return Files.isRegularFile(file)
                && PictureReader.isPictureName(file.getFileName().toString());
    }

    @Override
    public CompletableFuture<Photo> photo(Path file) {
        return io.call(() -> read(file));
    }

    /** A photo that a picture may be made of, so that it is found again. On a data thread. */
    Photo remembered(Path file) {
        Photo photo = read(file);
        photos.remember(photo, file);
        return photo;
    }

    private static Photo read(Path file) {
        try {
            return KnownPhotos.read(file);
        } catch (IOException e) {
            throw new StudioException(file.getFileName() + " can't be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public CompletableFuture<Opened> open(Path file) {
        return io.call(() -> {
            Photo photo = read(file);
            Optional<StylizeSettings> settings = settings(file);
            if (settings.isEmpty()) {
                photos.remember(photo, file);
                return new Opened.Plain(photo);
            }
            return photos.find(settings.get(), file)
                    .<Opened>map(found -> new Opened.Restored(found, settings.get()))
                    .orElseGet(() -> new Opened.PhotoMissing(photo, settings.get()));
        });
    }

    private static Optional<StylizeSettings> settings(Path file) throws IOException {
        try {
            return StylizeText.read(PngFiles.readText(file));
        } catch (PictureException e) {
            LOG.debug("{} is no PNG, so it carries no settings", file, e);
            return Optional.empty();
        }
    }

    @Override
    public synchronized CompletableFuture<Stylized> stylize(StylizeRequest request, DoubleConsumer progress) {
        CompletableFuture<Stylized> result = new CompletableFuture<>();
        newest.cancel(false);
        newest = result;
        compute.latest(CHANNEL, result, () -> translate(request, models.weights(request.modelId()), result, progress))
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        result.complete(done);
                    } else {
                        result.completeExceptionally(failure);
                    }
                });
        return result;
    }

    private Stylized translate(
            StylizeRequest request, Path weights, CompletableFuture<Stylized> wanted, DoubleConsumer progress) {
        if (wanted.isDone()) {
            throw new CancellationException();
        }
        long begin = System.nanoTime();
        Translator.Direction direction = direction(weights, request.direction());
        PictureTranslation work = PictureTranslation.of(
                () -> translator(weights), direction, request.photo(), request.size(), overrides(request.rho()));
        try {
            while (!work.finished()) {
                work.advance();
                progress.accept(work.fraction());
                if (wanted.isDone()) {
                    throw new CancellationException();
                }
            }
        } catch (TensorException e) {
            throw inWords(e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        return new Stylized(work.result(), work.tiles(), work.tileWidth(), work.tileHeight(), took, work.attention());
    }

    static List<RhoOverride> overrides(List<RhoSetting> rho) {
        return rho.stream()
                .map(each -> new RhoOverride(each.from(), each.to(), each.value()))
                .toList();
    }

    /** On the compute thread; to be asked for again before each use, because it may have had to make room. */
    Translator translator(Path weights) {
        return models.translator(weights);
    }

    /** On the compute thread. */
    Translator.Direction direction(Path weights, String id) {
        List<Translator.Direction> directions = translator(weights).directions();
        return directions.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new StudioException("This model does not go from " + id.replace("to", " to ")
                        + ". It goes from " + directions.get(0).id().replace("to", " to ") + "."));
    }

    static StudioException inWords(TensorException e) {
        return new StudioException(
                e.outOfMemory()
                        ? "There is not enough memory for this picture in one piece. Choose tiles, or let it be resized."
                        : "The network could not translate this picture: " + e.getMessage(),
                e);
    }

    @Override
    public CompletableFuture<Path> save(Path file, Pixels picture, StylizeSettings settings) {
        return io.call(() -> {
            try {
                PngFiles.write(file, picture, StylizeText.of(settings));
                return file;
            } catch (IOException e) {
                throw new StudioException(file + " can't be written: " + e.getMessage(), e);
            }
        });
    }

    @Override
    public FolderJob folder(FolderRequest request) {
        FolderWork work = new FolderWork(request, this, models, io, board, compute::wake);
        folders.add(work);
        work.report().whenComplete((done, failure) -> folders.remove(work));
        compute.drive(work);
        return new FolderJob(work.jobId(), work.report());
    }

    /** Ends what is under way after the tile in hand. */
    synchronized void stop() {
        newest.cancel(false);
        folders.forEach(FolderWork::cancel);
    }
}
