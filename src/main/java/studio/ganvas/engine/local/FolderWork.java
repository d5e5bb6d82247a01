package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.stylize.AttentionSettings;
import studio.ganvas.engine.stylize.FolderReport;
import studio.ganvas.engine.stylize.FolderRequest;
import studio.ganvas.engine.stylize.Photo;
import studio.ganvas.engine.stylize.StylizeSettings;
import studio.ganvas.gan.Translator;
import studio.ganvas.image.Blend;
import studio.ganvas.image.Pixels;
import studio.ganvas.tensor.TensorException;

/**
 * A folder of photos, a tile a piece. Meanwhile the data threads read the next photo and write the last result. A photo
 * that can't be used is noted and left out; trouble with the model or the folders ends the work.
 */
final class FolderWork extends PausableWork {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWork.class);

    private final FolderRequest request;
    private final LocalStylist stylist;
    private final DataThreads io;
    private final CompletableFuture<FolderReport> report = new CompletableFuture<>();
    private final List<FolderReport.Skipped> skipped = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final CompletableFuture<Contents> contents;

    private CompletableFuture<Photo> reading = new CompletableFuture<>();
    private CompletableFuture<Path> writing = CompletableFuture.completedFuture(null);
    private Optional<PictureTranslation> current = Optional.empty();
    private long begin;
    private int index = -1;
    private int written;
    private volatile CompletableFuture<?> awaited;

    /** What there is to do, known after a look at the disk. */
    private record Contents(List<Path> pictures, Path weights, String model) {}

    /** @param wake tells the compute thread that the next piece may be ready */
    FolderWork(
            FolderRequest request,
            LocalStylist stylist,
            LocalModels models,
            DataThreads io,
            JobBoard board,
            Runnable wake) {
        super("Stylizing " + request.folder().getFileName(), board, wake);
        this.request = request;
        this.stylist = stylist;
        this.io = io;
        job().state(JobInfo.State.RUNNING);
        contents = io.call(() -> look(models));
        await(contents);
    }

    private Contents look(LocalModels models) throws IOException {
        Path weights = models.weights(request.modelId());
        if (!Files.isDirectory(request.folder())) {
            throw new StudioException("There is no folder " + request.folder() + ".");
        }
        try (Stream<Path> inside = Files.list(request.folder())) {
            List<Path> pictures = inside.filter(stylist::accepts)
                    .sorted(Comparator.comparing(path -> path.getFileName().toString(), String.CASE_INSENSITIVE_ORDER))
                    .toList();
            if (pictures.isEmpty()) {
                throw new StudioException("There are no pictures in " + request.folder() + ".");
            }
            Files.createDirectories(request.out());
            return new Contents(pictures, weights, models.shortName(request.modelId()));
        }
    }

    private void await(CompletableFuture<?> future) {
        awaited = future;
        future.whenComplete((value, failure) -> wake());
    }

    CompletableFuture<FolderReport> report() {
        return report;
    }

    @Override
    public boolean finished() {
        return report.isDone();
    }

    @Override
    public boolean ready() {
        return !report.isDone() && (cancelled() || !paused() && awaited.isDone());
    }

    @Override
    public void advance() {
        try {
            if (cancelled()) {
                end();
            } else if (index < 0) {
                begin = System.nanoTime();
                readNext();
            } else if (current.isEmpty()) {
                take();
            } else {
                translate(current.get());
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void fail(Throwable failure) {
        Throwable cause = cause(failure);
        LOG.error("The folder {} could not be stylized", request.folder(), cause);
        job().state(JobInfo.State.FAILED);
        job().detail(String.valueOf(cause.getMessage()));
        report.completeExceptionally(cause);
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Goes on to the next picture, or to the end. Waits for the last result too, so that memory holds two at most. */
    private void readNext() {
        index++;
        List<Path> pictures = contents.join().pictures();
        if (index < pictures.size()) {
            Path picture = pictures.get(index);
            reading = io.call(() -> KnownPhotos.read(picture));
            await(CompletableFuture.allOf(reading.exceptionally(failure -> null), writing));
        } else {
            await(writing);
        }
    }

    private void take() {
        awaited.join();
        if (index == contents.join().pictures().size()) {
            end();
            return;
        }
        Path weights = contents.join().weights();
        // trouble with the model ends the work, trouble with a photo does not
        Translator.Direction direction = stylist.direction(weights, request.direction());
        try {
            current = Optional.of(PictureTranslation.of(
                    () -> stylist.translator(weights),
                    direction,
                    reading.join().pixels(),
                    request.size(),
                    LocalStylist.overrides(request.rho())));
        } catch (CompletionException e) {
            skip(e.getCause());
        } catch (StudioException e) {
            skip(e);
        }
        progress();
    }

    private void translate(PictureTranslation translation) {
        try {
            translation.advance();
        } catch (TensorException e) {
            current = Optional.empty();
            skip(LocalStylist.inWords(e));
        }
        if (translation.finished()) {
            current = Optional.empty();
            Photo photo = reading.join();
            // as small as in training, so it does not hold interactive requests up
            Optional<Pixels> strip = request.strips() ? Optional.of(strip(photo)) : Optional.empty();
            writing = io.call(() -> write(photo, translation.result(), strip));
            written++;
            readNext();
        }
        progress();
    }

    private void skip(Throwable reason) {
        Path picture = contents.join().pictures().get(index);
        LOG.info("{} is left out", picture, reason);
        skipped.add(new FolderReport.Skipped(picture.getFileName().toString(), String.valueOf(reason.getMessage())));
        readNext();
    }

    private Pixels strip(Photo photo) {
        return CamStrip.of(
                stylist.translator(contents.join().weights()),
                request.direction(),
                photo.pixels(),
                LocalStylist.overrides(request.rho()));
    }

    private Path write(Photo photo, Pixels translated, Optional<Pixels> strip) throws IOException {
        String model = contents.join().model();
        String name = freeName(photo.name().replaceFirst("\\.[^.]*$", "") + "-" + model);
        Path file = request.out().resolve(name + ".png");
        StylizeSettings settings = new StylizeSettings(
                request.modelId(),
                model,
                request.direction(),
                request.size(),
                request.strength(),
                photo.name(),
                photo.print(),
                request.rho(),
                AttentionSettings.HIDDEN);
        try {
            PngFiles.write(file, Blend.mix(photo.pixels(), translated, request.strength()), StylizeText.of(settings));
            if (strip.isPresent()) {
                PngFiles.write(request.out().resolve(name + "-cam.png"), strip.get(), StylizeText.of(settings));
            }
        } catch (IOException e) {
            throw new StudioException(file + " can't be written: " + e.getMessage(), e);
        }
        return file;
    }

    /** Photos that differ in their ending alone must not overwrite each other's results. */
    private synchronized String freeName(String wanted) {
        String name = wanted;
        for (int i = 2; !names.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }

    private void progress() {
        int total = contents.join().pictures().size();
        double done = (index + current.map(PictureTranslation::fraction).orElse(0.0)) / total;
        double seconds = (System.nanoTime() - begin) / 1e9;
        Optional<Duration> left = done > 0 && written > 0
                ? Optional.of(Duration.ofMillis((long) (1000 * seconds / done * (1 - done))))
                : Optional.empty();
        String words = String.format(Locale.ROOT, "%,d of %,d pictures", Math.min(index + 1, total), total);
        String without = skipped.isEmpty() ? "" : String.format(Locale.ROOT, ", %,d left out", skipped.size());
        job().progress(done, words + without, left);
    }

    private void end() {
        writing.join();
        job().state(cancelled() ? JobInfo.State.CANCELLED : JobInfo.State.DONE);
        job().detail(String.format(Locale.ROOT, "%,d pictures written, %,d left out", written, skipped.size()));
        report.complete(new FolderReport(request.out(), written, skipped, cancelled()));
    }
}
