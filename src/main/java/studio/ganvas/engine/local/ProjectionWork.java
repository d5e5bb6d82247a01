package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.Code;
import studio.ganvas.engine.latent.FilmRequest;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Projection;
import studio.ganvas.engine.latent.ProjectionProgress;
import studio.ganvas.engine.latent.ProjectionRequest;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.image.Montage;
import studio.ganvas.image.Pixels;
import studio.ganvas.latent.Mapper;
import studio.ganvas.latent.Perceptual;
import studio.ganvas.latent.Projector;
import studio.ganvas.latent.Pyramid;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;

/** Looks for the w of a photo, a step a piece. It has a generator of its own, as the shared ones may have to make room. */
final class ProjectionWork extends LatentWork<Projection> {
    private static final int SAMPLES = 10_000;
    private static final long SAMPLE_SEED = 123;
    private static final double RATE = 0.1;
    private static final long TELL_NANOS = 300_000_000L;
    private static final int FILM_FRAMES = 200;
    private static final int FILM_RATE = 10;
    private static final String FOUND = "projected";

    private final ProjectionRequest request;
    private final LatentModels models;
    private final LoadedStyles own = new LoadedStyles();
    private final Consumer<ProjectionProgress> told;
    private Optional<Path> weights = Optional.empty();
    private Optional<Pixels> target = Optional.empty();
    private Optional<Perceptual> perceptual = Optional.empty();
    private Optional<Projector> projector = Optional.empty();
    private Optional<FilmWriter> film = Optional.empty();
    private double distance = Double.NaN;
    private long lastTold;

    ProjectionWork(
            ProjectionRequest request,
            LatentModels models,
            Consumer<ProjectionProgress> told,
            JobBoard board,
            Runnable wake) {
        super("Projecting a photo", board, wake);
        this.request = request;
        this.models = models;
        this.told = told;
    }

    private LoadedStyles.Style style() {
        return own.get(weights.orElseThrow());
    }

    @Override
    void begin() throws IOException {
        weights = Optional.of(models.weights(request.model()));
        StyleGenerator generator = style().generator();
        target = Optional.of(PixelPictures.middleSquare(request.photo(), generator.resolution()));
        if (request.outdir().isPresent()) {
            Files.createDirectories(request.outdir().get());
            if (request.film()) {
                film = Optional.of(FilmWork.writer(
                        FilmRequest.Format.MP4, request.outdir().get().resolve("proj.mp4"), FILM_RATE));
            }
        }
        try (Scope scope = Scope.open()) {
            Tensor picture = tensor(target.get(), generator.channels());
            perceptual = Optional.of(
                    request.features().isPresent()
                            ? FeatureDistance.of(request.features().get(), picture)
                            : new Pyramid(picture));
        }
    }

    /** [1, C, S, S] in [−1, 1]; grey is the mean of the colours, as good as any where colours are grey anyway. */
    private static Tensor tensor(Pixels pixels, int channels) {
        int plane = pixels.argb().length;
        float[] values = new float[channels * plane];
        for (int i = 0; i < plane; i++) {
            int argb = pixels.argb()[i];
            float[] rgb = {argb >> 16 & 255, argb >> 8 & 255, argb & 255};
            for (int c = 0; c < channels; c++) {
                float level = channels == 1 ? (rgb[0] + rgb[1] + rgb[2]) / 3 : rgb[c];
                values[c * plane + i] = level / 127.5f - 1;
            }
        }
        return Tensor.of(values, 1, channels, pixels.height(), pixels.width());
    }

    @Override
    double piece() throws IOException {
        if (projector.isEmpty()) {
            Mapper.Statistics statistics = style().mapper().statistics(SAMPLES, SAMPLE_SEED, request.classes());
            projector = Optional.of(new Projector(
                    style().generator(),
                    statistics,
                    perceptual.orElseThrow(),
                    new Projector.Settings(
                            request.steps(), request.space() == ProjectionRequest.Space.W_PLUS, RATE, request.seed())));
            return 0;
        }
        Projector search = projector.get();
        LatentRenderer.inWords(() -> {
            try (Scope scope = Scope.open()) {
                Projector.Look look = search.advance();
                distance = look.distance();
                show(search, look);
            }
            return search;
        });
        if (!Double.isFinite(distance)) {
            throw new StudioException("The search ran away from every picture. Try another seed, or fewer steps.");
        }
        return (double) search.step() / request.steps();
    }

    private void show(Projector search, Projector.Look look) {
        boolean inFilm = film.isPresent() && search.step() % Math.max(1, request.steps() / FILM_FRAMES) == 0;
        boolean tell = System.nanoTime() - lastTold > TELL_NANOS || search.finished();
        if (!inFilm && !tell) {
            return;
        }
        Pixels picture = LatentRenderer.pixels(look.picture());
        if (tell) {
            lastTold = System.nanoTime();
            told.accept(
                    new ProjectionProgress(search.step(), request.steps(), distance, picture, target.orElseThrow()));
        }
        if (inFilm) {
            try {
                film.get().add(Montage.grid(java.util.List.of(target.orElseThrow(), picture), 2, 0, 0), state(search));
            } catch (IOException e) {
                throw new StudioException("The film of the projection can't be written: " + e.getMessage(), e);
            }
        }
    }

    private LatentState state(Projector search) {
        float[] w = search.w();
        int dim = style().generator().wDim();
        LatentSource source = new LatentSource.Given(FOUND, new Code(w.length / dim, dim, w));
        return LatentState.of(request.model(), source).withClasses(request.classes());
    }

    @Override
    Projection end() throws IOException {
        LatentState state = state(projector.orElseThrow());
        LatentComposer.Composed composed = style().composer().compose(state);
        Pixels picture = LatentRenderer.picture(style(), composed);
        if (request.outdir().isPresent()) {
            Path folder = request.outdir().get();
            PngFiles.write(folder.resolve("target.png"), target.orElseThrow(), Map.of("Software", "Ganvas"));
            PngFiles.write(folder.resolve("proj.png"), picture, LocalLatentFiles.text(state));
            LocalLatentFiles.writeW(
                    folder.resolve("projected_w.npz"),
                    composed.ws(),
                    style().generator().wDim());
            if (film.isPresent()) {
                film.get().finish();
            }
        }
        return new Projection(
                state, ((LatentSource.Given) state.source()).code(), picture, target.orElseThrow(), distance);
    }

    @Override
    void tidy(boolean well) {
        if (!well) {
            film.ifPresent(FilmWriter::discard);
        }
        projector.ifPresent(Projector::close);
        perceptual.ifPresent(Perceptual::close);
        own.close();
    }

    @Override
    String words() {
        return projector
                .map(search -> String.format(
                        Locale.ROOT, "step %,d of %,d, distance %.4f", search.step(), request.steps(), distance))
                .orElse("Looking at " + SAMPLES + " w");
    }
}
