package studio.ganvas.engine.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Item;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.metric.MetricKind;
import studio.ganvas.engine.metric.MetricReport;
import studio.ganvas.engine.metric.MetricRequest;
import studio.ganvas.gan.DataKind;
import studio.ganvas.gan.Translator;
import studio.ganvas.metric.FeatureNetwork;
import studio.ganvas.metric.ScriptInterface;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.TensorStore;
import studio.ganvas.train.GeneratorFile;
import studio.ganvas.train.MetricLog;
import studio.ganvas.train.SavedModel;

/** What one request wants, from opening its files to writing its results. */
final class MetricBody implements MetricWork.Body<MetricBody.Opened> {
    private static final int FEWEST = 2;

    private final MetricRequest request;
    private final LocalDatasets datasets;
    private final FeatureNetworks networks;
    private final FeatureCache cache;
    private final DataThreads io;
    private final Runnable wake;

    /**
     * @param realPictures of a measurement of sets; empty for translations
     * @param kept features of them from an earlier measurement
     */
    record Opened(
            MetricSetup setup,
            TensorStore store,
            Optional<ScriptInterface> script,
            boolean translates,
            Optional<DatasetPictures> realPictures,
            Optional<Path> place,
            Optional<StateDict> kept,
            Holder holder) {}

    /** What is known only once networks are loaded. */
    static final class Holder {
        private String features = "";
        private String title = "";
        private Optional<Path> sheet = Optional.empty();
    }

    MetricBody(
            MetricRequest request,
            LocalDatasets datasets,
            FeatureNetworks networks,
            FeatureCache cache,
            DataThreads io,
            Runnable wake) {
        this.request = request;
        this.datasets = datasets;
        this.networks = networks;
        this.cache = cache;
        this.io = io;
        this.wake = wake;
    }

    @Override
    public CompletableFuture<Opened> prepare() {
        return io.call(() -> {
            if (request.pictures() < FEWEST) {
                throw new StudioException("Measure at least " + FEWEST + " pictures.");
            }
            Optional<ScriptInterface> script = request.features().isPresent()
                    ? Optional.of(networks.agreed(request.features().get()))
                    : Optional.empty();
            MetricSetup setup = MetricSetup.open(request, datasets);
            try {
                boolean translates = setup.plan()
                        .map(plan -> plan.system().info().data())
                        .filter(kind -> kind == DataKind.PAIRS || kind == DataKind.DOMAINS)
                        .isPresent();
                if (translates) {
                    return new Opened(
                            setup,
                            new TensorStore(),
                            script,
                            true,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            new Holder());
                }
                List<Item> items = DatasetPictures.choose(setup.training(), request.pictures());
                DatasetPictures real = new DatasetPictures(setup.real(), items, setup.spec(), io);
                String features =
                        script.map(facts -> facts.sha256().substring(0, 16)).orElse(FeatureNetworks.OWN);
                Path place = cache.place(real, features);
                return new Opened(
                        setup,
                        new TensorStore(),
                        script,
                        false,
                        Optional.of(real),
                        Optional.of(place),
                        FeatureCache.read(place),
                        new Holder());
            } catch (RuntimeException e) {
                setup.close();
                throw e;
            }
        });
    }

    @Override
    public Measurement begin(Opened opened) {
        FeatureNetwork network = opened.script()
                .map(facts -> networks.script(request.features().orElseThrow(), facts))
                .orElseGet(networks::standard);
        opened.holder().features = network.id();
        opened.holder().title = network.title();
        MetricSetup setup = opened.setup();
        if (opened.translates()) {
            Translator translator = SavedModel.open(setup.network().orElseThrow())
                    .translator(opened.store())
                    .orElseThrow(() -> new StudioException("This network does not translate pictures."));
            return new TranslationMeasurement(
                    request.kinds(), network, translator, setup, request.pictures(), io, wake);
        }
        opened.holder().sheet = request.kinds().contains(MetricKind.NEIGHBOURS) ? sheet(setup) : Optional.empty();
        DatasetPictures real = opened.realPictures().orElseThrow();
        return new SetMeasurement(
                request.kinds(),
                network,
                real,
                fake(opened, real),
                opened.kept(),
                contents -> io.call(() -> {
                    cache.write(opened.place().orElseThrow(), contents);
                    return contents;
                }),
                opened.holder().sheet,
                wake);
    }

    private Optional<Path> sheet(MetricSetup setup) {
        return request.sheet().or(() -> setup.run().map(run -> run.neighbours(setup.step())));
    }

    private PictureSource fake(Opened opened, DatasetPictures real) {
        MetricSetup setup = opened.setup();
        if (setup.fake().isPresent()) {
            List<Item> items = setup.fake().get().items();
            return new DatasetPictures(
                    setup.fake().get(), DatasetPictures.choose(items, request.pictures()), setup.spec(), io);
        }
        GeneratorFile file = GeneratorFile.open(setup.network().orElseThrow(), opened.store());
        Dataset dataset = setup.real();
        long[] classes = real.items().stream()
                .mapToLong(dataset::classOf)
                .filter(number -> number >= 0 && number < file.pictures().classes())
                .toArray();
        return new GeneratedPictures(file.pictures(), request.pictures(), classes);
    }

    @Override
    public MetricReport end(Opened opened, Measurement measurement, Duration time) {
        Map<String, Double> all = new LinkedHashMap<>();
        measurement.results().values().forEach(all::putAll);
        opened.setup().run().ifPresent(run -> measurement.results().forEach((kind, results) -> new MetricLog(run)
                .append(new MetricLog.Line(
                        kind.id(),
                        opened.setup().step(),
                        results,
                        opened.holder().features,
                        measurement.real(),
                        measurement.generated(),
                        time.toMillis() / 1000.0,
                        System.currentTimeMillis() / 1000.0))));
        return new MetricReport(
                all,
                opened.holder().title,
                measurement.real(),
                measurement.generated(),
                time,
                opened.holder().sheet,
                new ArrayList<>(measurement.notes()));
    }

    @Override
    public void close(Opened opened) {
        opened.store().close();
        opened.setup().close();
    }
}
