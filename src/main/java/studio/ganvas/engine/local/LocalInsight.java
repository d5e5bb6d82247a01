package studio.ganvas.engine.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.stylize.Attention;
import studio.ganvas.engine.stylize.AttentionRequest;
import studio.ganvas.engine.stylize.Insight;
import studio.ganvas.engine.stylize.RhoLayer;
import studio.ganvas.engine.stylize.RhoReport;
import studio.ganvas.engine.stylize.RoundTrip;
import studio.ganvas.engine.stylize.RoundTripRequest;
import studio.ganvas.engine.stylize.StripRequest;
import studio.ganvas.gan.AttentiveTranslator;
import studio.ganvas.gan.AttentiveTranslator.RhoKind;
import studio.ganvas.gan.Translator;
import studio.ganvas.image.Pixels;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorException;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.StatsLog;

/** Looks into models on the compute thread; statistics are read beside it. */
final class LocalInsight implements Insight {
    private static final String CHANNEL = "attention";
    private static final String TRIPS = "there and back";

    private final LocalModels models;
    private final LocalStylist stylist;
    private final ComputeThread compute;
    private final DataThreads io;
    private CompletableFuture<Attention> newest = CompletableFuture.completedFuture(null);

    LocalInsight(LocalModels models, LocalStylist stylist, ComputeThread compute, DataThreads io) {
        this.models = models;
        this.stylist = stylist;
        this.compute = compute;
        this.io = io;
    }

    @Override
    public synchronized CompletableFuture<Attention> attention(AttentionRequest request) {
        CompletableFuture<Attention> result = new CompletableFuture<>();
        newest.cancel(false);
        newest = result;
        compute.latest(CHANNEL, result, () -> look(request, result)).whenComplete((done, failure) -> {
            if (failure == null) {
                result.complete(done);
            } else {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    private Attention look(AttentionRequest request, CompletableFuture<Attention> wanted) {
        Path weights = models.weights(request.modelId());
        AttentiveTranslator model = attentive(models.translator(weights));
        Optional<Translator.Direction> way = model.directions().stream()
                .filter(each -> each.network().equals(request.network()))
                .findFirst();
        PhotoTiles tiles = PhotoTiles.of(model, request.picture(), request.size());
        GazeMosaic gaze = new GazeMosaic(tiles);
        for (int tile = 0; tile < tiles.count(); tile++) {
            if (wanted.isDone()) {
                throw new CancellationException();
            }
            try (Scope scope = Scope.open()) {
                Tensor x = tiles.tensor(tile, model.channels());
                if (way.isPresent()) {
                    AttentiveTranslator.Attended seen = model.attend(x, way.get(), List.of());
                    gaze.add(tile, seen.heatMap(), seen.logits(), Optional.empty());
                } else {
                    AttentiveTranslator judges = models.judges(weights);
                    AttentiveTranslator.Judged seen = judges.judge(x, critic(judges, request.network()));
                    gaze.add(tile, seen.heatMap(), seen.logits(), Optional.of(seen.answers()));
                }
            } catch (TensorException e) {
                throw e.outOfMemory() || way.isPresent() ? LocalStylist.inWords(e) : tooSmall(e);
            }
        }
        return gaze.result().orElseThrow();
    }

    /** What a discriminator fails on: after its halvings too few pixels are left. */
    private static StudioException tooSmall(TensorException e) {
        return new StudioException(
                "This discriminator can't judge so small a picture. Let the photo be resized, or open a larger one.",
                e);
    }

    private static AttentiveTranslator.Critic critic(AttentiveTranslator judges, String network) {
        return judges.critics().stream()
                .filter(each -> each.network().equals(network))
                .findFirst()
                .orElseThrow(() -> new StudioException("This model has no network “" + network + "”."));
    }

    private static AttentiveTranslator attentive(Translator translator) {
        if (translator instanceof AttentiveTranslator attentive) {
            return attentive;
        }
        throw new StudioException("This model shows neither attention nor ρ. U-GAT-IT models do.");
    }

    @Override
    public CompletableFuture<RhoReport> rho(String modelId, String direction) {
        return io.call(() -> models.weights(modelId))
                .thenCompose(weights -> compute.call(() -> learnt(weights, direction))
                        .thenCompose(report -> io.call(() ->
                                withHistory(report, weights.toAbsolutePath().getParent()))));
    }

    private RhoReport learnt(Path weights, String direction) {
        Translator.Direction way = stylist.direction(weights, direction);
        try (Scope scope = Scope.open()) {
            List<RhoLayer> layers = attentive(models.translator(weights)).rhoLayers(way).stream()
                    .map(layer -> new RhoLayer(
                            layer.name(), layer.kind() == RhoKind.ADALIN, layer.values(), List.of(), List.of()))
                    .toList();
            return new RhoReport(way.network(), layers);
        }
    }

    /** What the statistics of the run say, where the weights are a run's. */
    private static RhoReport withHistory(RhoReport report, Path folder) throws IOException {
        Path stats = new RunDirectory(folder).stats();
        if (!Files.isRegularFile(stats)) {
            return report;
        }
        String mark = '"' + AttentiveTranslator.rhoSeries(report.network(), "");
        Map<String, List<Long>> steps = new HashMap<>();
        Map<String, List<Double>> means = new HashMap<>();
        // most lines have no such value, and parsing is what takes the time
        try (Stream<String> lines = Files.lines(stats)) {
            lines.filter(line -> line.contains(mark))
                    .map(StatsLog::parse)
                    .flatMap(Optional::stream)
                    .forEach(line -> line.values().forEach((series, value) -> {
                        steps.computeIfAbsent(series, any -> new ArrayList<>()).add(line.step());
                        means.computeIfAbsent(series, any -> new ArrayList<>()).add(value);
                    }));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new RhoReport(
                report.network(),
                report.layers().stream()
                        .map(layer -> {
                            String series = AttentiveTranslator.rhoSeries(report.network(), layer.name());
                            return new RhoLayer(
                                    layer.name(),
                                    layer.adaptive(),
                                    layer.values(),
                                    steps.getOrDefault(series, List.of()),
                                    means.getOrDefault(series, List.of()));
                        })
                        .toList());
    }

    @Override
    public CompletableFuture<Pixels> strip(StripRequest request) {
        return io.call(() -> models.weights(request.modelId()))
                .thenCompose(weights -> compute.call(() -> {
                    try {
                        return CamStrip.of(
                                models.translator(weights),
                                request.direction(),
                                request.photo(),
                                LocalStylist.overrides(request.rho()));
                    } catch (TensorException e) {
                        throw LocalStylist.inWords(e);
                    }
                }));
    }

    @Override
    public CompletableFuture<RoundTrip> roundTrip(RoundTripRequest request) {
        CompletableFuture<RoundTrip> result = new CompletableFuture<>();
        compute.latest(TRIPS, result, () -> {
                    Path weights = models.weights(request.modelId());
                    try {
                        return ThereAndBack.of(models.translator(weights), request.direction(), request.photo());
                    } catch (TensorException e) {
                        throw LocalStylist.inWords(e);
                    }
                })
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        result.complete(done);
                    } else {
                        result.completeExceptionally(failure);
                    }
                });
        return result;
    }

    /** Ends what is under way after the tile in hand. */
    synchronized void stop() {
        newest.cancel(false);
    }
}
