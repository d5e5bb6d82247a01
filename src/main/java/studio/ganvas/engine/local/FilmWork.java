package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import studio.ganvas.engine.latent.FilmRequest;
import studio.ganvas.image.Pixels;

/** Writes a film, a picture a piece. */
final class FilmWork extends LatentWork<Path> {
    private final FilmRequest request;
    private final LatentModels models;
    private final LoadedStyles loaded;
    private Optional<FilmWriter> writer = Optional.empty();
    private int done;

    FilmWork(FilmRequest request, LatentModels models, LoadedStyles loaded, JobBoard board, Runnable wake) {
        super("Film " + request.target().getFileName(), board, wake);
        this.request = request;
        this.models = models;
        this.loaded = loaded;
    }

    @Override
    void begin() throws IOException {
        models.weights(request.timeline().model());
        Path folder = request.target().toAbsolutePath().getParent();
        Files.createDirectories(folder);
        writer = Optional.of(writer(request.format(), request.target(), request.framesPerSecond()));
    }

    static FilmWriter writer(FilmRequest.Format format, Path target, int framesPerSecond) throws IOException {
        return switch (format) {
            case MP4 -> new Mp4Film(target, framesPerSecond);
            case GIF -> new GifFilm(target, framesPerSecond);
            case PNG -> new PngFilm(target);
        };
    }

    @Override
    double piece() throws IOException {
        LoadedStyles.Style style = loaded.get(models.weights(request.timeline().model()));
        double seconds = (double) done / request.framesPerSecond();
        LatentComposer.Composed composed = style.composer().compose(request.timeline(), seconds);
        Pixels picture = LatentRenderer.picture(style, composed);
        writer.orElseThrow().add(picture, style.composer().asState(request.timeline(), seconds, composed));
        done++;
        return (double) done / request.frames();
    }

    @Override
    Path end() throws IOException {
        writer.orElseThrow().finish();
        return request.target();
    }

    @Override
    void tidy(boolean well) {
        if (!well) {
            writer.ifPresent(FilmWriter::discard);
        }
    }

    @Override
    String words() {
        return String.format(Locale.ROOT, "%,d of %,d pictures", done, request.frames());
    }
}
