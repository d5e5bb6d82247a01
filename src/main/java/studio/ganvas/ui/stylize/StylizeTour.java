package studio.ganvas.ui.stylize;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.TitledPane;
import studio.ganvas.engine.dataset.DatasetContents;
import studio.ganvas.engine.dataset.DatasetLibrary;
import studio.ganvas.engine.dataset.PictureEntry;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.model.ModelFacts;
import studio.ganvas.engine.model.Showcase;
import studio.ganvas.engine.stylize.Attention;
import studio.ganvas.engine.stylize.AttentionSettings;
import studio.ganvas.engine.stylize.Looker;
import studio.ganvas.engine.stylize.Photo;
import studio.ganvas.engine.stylize.RhoLayer;
import studio.ganvas.engine.stylize.RhoReport;
import studio.ganvas.engine.stylize.RoundTrip;
import studio.ganvas.engine.stylize.Stylized;
import studio.ganvas.image.Pixels;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.shell.TourNeeds;
import studio.ganvas.ui.shell.TourReadings;
import studio.ganvas.ui.shell.TourStage;

/** What guided tours show of attention, ρ, and the way there and back. */
final class StylizeTour implements TourStage {
    /** Of large photos so many pixels, spread over the picture, tell the difference well enough. */
    private static final int SAMPLED = 65_536;

    private final StylizeModel model;
    private final AttentionModel attention;
    private final RhoModel rho;
    private final CycleModel cycle;
    private final Showcase showcase;
    private final DatasetLibrary datasets;
    private final TitledPane cycleFold;
    private final Map<String, Reading> readings;

    StylizeTour(
            StylizeModel model,
            AttentionModel attention,
            RhoModel rho,
            CycleModel cycle,
            SplitView split,
            Showcase showcase,
            DatasetLibrary datasets,
            TitledPane cycleFold) {
        this.model = model;
        this.attention = attention;
        this.rho = rho;
        this.cycle = cycle;
        this.showcase = showcase;
        this.datasets = datasets;
        this.cycleFold = cycleFold;
        TourReadings all = new TourReadings()
                .add("split", 2, () -> split.positionProperty().get(), split.positionProperty())
                .add("change", 3, this::change, model.resultProperty(), model.photoProperty())
                .add(
                        "direction",
                        0,
                        () -> TourReadings.flag(model.directionProperty().get().equals("BtoA")),
                        model.directionProperty());
        all.add(
                "model",
                0,
                () -> model.modelProperty().get().map(model.models()::indexOf).orElse(-1),
                model.modelProperty());
        attention(all);
        rho(all);
        trip(all, "cycle.change", 3, RoundTrip::change);
        trip(all, "cycle.l1", 3, RoundTrip::cycle);
        trip(all, "cycle.weighted", 2, trip -> 10 * trip.cycle());
        trip(all, "cycle.identity", 3, RoundTrip::identity);
        code(all, "code.own", 3, RoundTrip.Code::reconstruction);
        code(all, "code.size", 0, RoundTrip.Code::size);
        code(all, "code.energy", 2, RoundTrip.Code::energy);
        code(all, "code.gap", 2, RoundTrip.Code::gap);
        all.add("cycle.shown", 0, () -> TourReadings.flag(cycleFold.isExpanded()), cycleFold.expandedProperty());
        readings = all.all();
    }

    private void attention(TourReadings all) {
        all.add(
                "attention.shown",
                0,
                () -> TourReadings.flag(model.attentionProperty().get().shown()),
                model.attentionProperty());
        all.add(
                "attention.result",
                0,
                () -> TourReadings.flag(model.attentionProperty().get().onResult()),
                model.attentionProperty());
        all.add(
                "attention.judge",
                0,
                () -> TourReadings.flag(
                        attention.looker().filter(StylizeTour::judges).isPresent()),
                model.attentionProperty(),
                model.factsProperty());
        cam(all, "cam.gap", Attention::gap);
        cam(all, "cam.gmp", Attention::gmp);
        cam(all, "cam.eta", seen -> 1 / (1 + Math.exp(-seen.gap())));
        cam(all, "cam.answer", seen -> seen.answer().orElse(Double.NaN));
    }

    private static boolean judges(Looker looker) {
        return looker.kind() != Looker.Kind.GENERATOR;
    }

    /** What is shown; before anything is, what came along with the translation. */
    private void cam(TourReadings all, String name, ToDoubleFunction<Attention> number) {
        all.add(
                name,
                2,
                () ->
                        attention
                                .attentionProperty()
                                .get()
                                .or(() -> model.resultProperty().get().flatMap(Stylized::attention))
                                .stream()
                                .mapToDouble(number)
                                .findFirst()
                                .orElse(Double.NaN),
                attention.attentionProperty(),
                model.resultProperty());
    }

    private void rho(TourReadings all) {
        all.add("rho.mean", 2, this::meanRho, rho.reportProperty(), rho.forcedProperty(), rho.chosenProperty());
        all.add("rho.chosen", 0, () -> rho.chosenProperty().get().size(), rho.chosenProperty());
        all.add("rho.tried", 0, () -> rho.forcedProperty().get().size(), rho.forcedProperty());
    }

    /** Over the channels of the chosen layers, as tried where another value is tried. */
    private double meanRho() {
        List<RhoLayer> layers =
                rho.reportProperty().get().map(RhoReport::layers).orElse(List.of());
        return rho.chosenProperty().get().stream()
                .filter(layer -> layer < layers.size())
                .flatMap(layer -> {
                    Optional<Double> tried =
                            Optional.ofNullable(rho.forcedProperty().get().get(layer));
                    return layers.get(layer).values().stream().map(learnt -> tried.orElse((double) learnt));
                })
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }

    private void trip(TourReadings all, String name, int decimals, ToDoubleFunction<RoundTrip> number) {
        all.add(
                name,
                decimals,
                () -> cycle.tripProperty().get().stream()
                        .mapToDouble(number)
                        .findFirst()
                        .orElse(Double.NaN),
                cycle.tripProperty());
    }

    private void code(TourReadings all, String name, int decimals, ToDoubleFunction<RoundTrip.Code> number) {
        trip(all, name, decimals, trip -> trip.code().stream()
                .mapToDouble(number)
                .findFirst()
                .orElse(Double.NaN));
    }

    /** Mean |G(x) − x| with values from −1 to 1. */
    private double change() {
        Optional<Photo> photo = model.photoProperty().get();
        if (photo.isEmpty() || model.resultProperty().get().isEmpty()) {
            return Double.NaN;
        }
        int[] before = photo.get().pixels().argb();
        int[] after = model.resultProperty().get().get().picture().argb();
        int step = Math.max(1, before.length / SAMPLED);
        long sum = 0;
        int count = 0;
        for (int i = 0; i < Math.min(before.length, after.length); i += step) {
            for (int shift = 0; shift <= 16; shift += 8) {
                sum += Math.abs((before[i] >> shift & 0xFF) - (after[i] >> shift & 0xFF));
                count++;
            }
        }
        return sum / 127.5 / count;
    }

    @Override
    public String material(TourNeeds needs) {
        model.refresh();
        return needs.best(model.models()).map(ModelEntry::name).orElse("");
    }

    @Override
    public boolean begin(TourNeeds needs) {
        model.refresh();
        Optional<ModelEntry> best = needs.best(model.models());
        best.ifPresent(entry -> {
            model.modelProperty().set(best);
            model.attentionProperty().set(AttentionSettings.HIDDEN);
            model.strengthProperty().set(1);
            rho.reset();
            cycleFold.setExpanded(false);
            if (model.factsProperty()
                    .get()
                    .map(ModelFacts::directions)
                    .filter(ways -> !ways.contains("AtoB"))
                    .isEmpty()) {
                model.directionProperty().set("AtoB");
            }
            openExample(entry.id(), needs.data());
        });
        return best.isPresent();
    }

    /** A picture that came with the model; else one of the dataset, of those kept for trying where there are such. */
    private void openExample(String id, String data) {
        Later.take(
                showcase.exhibit(id),
                exhibit -> exhibit.inputs().stream().findFirst().ifPresentOrElse(model::use, () -> openPictureOf(data)),
                missing -> openPictureOf(data));
    }

    private void openPictureOf(String data) {
        Later.take(
                datasets.open(data),
                contents -> example(contents)
                        .ifPresent(entry -> Later.take(
                                datasets.picture(data, entry.index()), pixels -> use(entry, pixels), unreadable -> {
                                    // the photo that is there will do
                                })),
                missing -> {
                    // the photo that is there will do
                });
    }

    private void use(PictureEntry entry, Pixels pixels) {
        String name = entry.name().substring(entry.name().lastIndexOf('/') + 1);
        model.use(new Photo(name, "", pixels));
    }

    private static Optional<PictureEntry> example(DatasetContents contents) {
        Optional<String> first = contents.domains().stream().findFirst();
        List<PictureEntry> fit = contents.pictures().stream()
                .filter(entry -> first.isEmpty() || entry.domain().equals(first))
                .toList();
        List<PictureEntry> kept = fit.stream()
                .filter(entry -> entry.split().filter("test"::equals).isPresent())
                .toList();
        return (kept.isEmpty() ? fit : kept).stream().findFirst();
    }

    @Override
    public Map<String, Reading> readings() {
        return readings;
    }

    @Override
    public void arrange(String what, double value) {
        boolean on = value > 0;
        switch (what) {
            case "attention.shown" -> {
                if (model.attentionProperty().get().shown() != on) {
                    attention.show(on);
                }
            }
            case "attention.result" -> {
                if (model.attentionProperty().get().onResult() != on) {
                    attention.lookAt(on);
                }
            }
            case "rho.tried" -> {
                int layers = rho.reportProperty()
                        .get()
                        .map(report -> report.layers().size())
                        .orElse(0);
                if (rho.forcedProperty().get().isEmpty() && layers > 0) {
                    rho.force(IntStream.range(0, layers).boxed().toList(), value);
                }
            }
            case "rho.learnt" -> rho.reset();
            case "cycle.shown" -> cycleFold.setExpanded(on);
            default -> throw new IllegalArgumentException("Stylize can't arrange “" + what + "”.");
        }
    }

    @Override
    public ObservableValue<String> obstacle() {
        return model.troubleProperty();
    }
}
