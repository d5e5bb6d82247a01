package studio.ganvas.ui.latent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import javafx.beans.value.ObservableValue;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Mixing;
import studio.ganvas.engine.latent.NoiseChoice;
import studio.ganvas.engine.latent.Truncation;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.model.Showcase;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.shell.TourNeeds;
import studio.ganvas.ui.shell.TourReadings;
import studio.ganvas.ui.shell.TourStage;

/** What guided tours show of a StyleGAN: mapping, truncation, mixing, noise. */
final class LatentTour implements TourStage {
    private static final long FIRST = 85;
    private static final long SOURCE = 55;

    private final LatentModel model;
    private final Views views;
    private final Showcase showcase;
    private final Runnable showSide;
    private final Map<String, Reading> readings;

    /** @param showSide unfolds the column of controls */
    LatentTour(LatentModel model, Views views, Showcase showcase, Runnable showSide) {
        this.model = model;
        this.views = views;
        this.showcase = showcase;
        this.showSide = showSide;
        TourReadings all = new TourReadings();
        state(all, "seed", 0, state -> state.source() instanceof LatentSource.Lattice at ? at.nearest() : Double.NaN);
        state(all, "walk", 2, LatentTour::walked);
        state(all, "psi", 2, state -> state.truncation().psi());
        state(all, "mix.sources", 0, state -> state.mixing().sources().size());
        state(all, "mix.rows", 0, state -> mixed(state, 0, rows()));
        state(all, "mix.fine", 0, state -> mixed(state, finest().from(), finest().to()));
        state(all, "noise.strength", 2, this::noise);
        all.add("rows", 0, () -> known(LatentFacts::rows), model.factsProperty());
        all.add("w.dim", 0, () -> known(LatentFacts::wDim), model.factsProperty());
        all.add("z.dim", 0, () -> known(LatentFacts::zDim), model.factsProperty());
        all.add(
                "view.layers",
                0,
                () -> TourReadings.flag(views.shownProperty().get().equals("layers")),
                views.shownProperty());
        readings = all.all();
    }

    private void state(TourReadings all, String name, int decimals, ToDoubleFunction<LatentState> number) {
        all.add(
                name,
                decimals,
                () -> model.stateProperty().get().stream()
                        .mapToDouble(number)
                        .findFirst()
                        .orElse(Double.NaN),
                model.stateProperty(),
                model.factsProperty());
    }

    private double known(ToDoubleFunction<LatentFacts> number) {
        return model.factsProperty().get().stream()
                .mapToDouble(number)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double walked(LatentState state) {
        return state.source() instanceof LatentSource.Lattice at ? Math.hypot(at.right(), at.down()) : Double.NaN;
    }

    private int rows() {
        return model.factsProperty().get().map(LatentFacts::rows).orElse(0);
    }

    /** The paper's fine layers; of small networks the finest that there are. */
    private LatentFacts.Group finest() {
        List<LatentFacts.Group> groups =
                model.factsProperty().get().map(LatentFacts::groups).orElse(List.of());
        return groups.isEmpty() ? new LatentFacts.Group("fine", 0, 0) : groups.get(groups.size() - 1);
    }

    private static double mixed(LatentState state, int from, int to) {
        return IntStream.range(from, to)
                .filter(row -> state.mixing().of(row) > 0)
                .count();
    }

    /** The mean factor on the learnt strengths. */
    private double noise(LatentState state) {
        return state.noise().mode() == NoiseChoice.Mode.NONE
                ? 0
                : IntStream.range(0, rows())
                        .mapToDouble(state.noise()::strength)
                        .average()
                        .orElse(1);
    }

    @Override
    public String material(TourNeeds needs) {
        return needs.best(model.lab().models()).map(ModelEntry::name).orElse("");
    }

    @Override
    public boolean begin(TourNeeds needs) {
        model.refresh();
        Optional<ModelEntry> best = needs.best(model.models());
        best.ifPresent(entry -> {
            showSide.run();
            views.show("picture");
            Later.take(
                    showcase.exhibit(entry.id()),
                    exhibit -> go(entry, exhibit.seeds().stream().findFirst().orElse(FIRST)),
                    missing -> go(entry, FIRST));
        });
        return best.isPresent();
    }

    private void go(ModelEntry entry, long seed) {
        model.go(LatentState.of(entry.id(), seed));
    }

    @Override
    public Map<String, Reading> readings() {
        return readings;
    }

    @Override
    public void arrange(String what, double value) {
        switch (what) {
            case "picture" -> views.show("picture");
            case "psi" -> model.change("", state -> state.with(Truncation.of(value)));
            case "mix.sources" -> model.change("", state -> state.with(sources(state.mixing(), (int) value)));
            default -> throw new IllegalArgumentException("Latent can't arrange “" + what + "”.");
        }
    }

    private static Mixing sources(Mixing now, int least) {
        List<LatentSource> sources = new ArrayList<>(now.sources());
        while (sources.size() < least) {
            sources.add(LatentSource.seed(SOURCE + sources.size()));
        }
        return new Mixing(sources, now.choice());
    }

    @Override
    public ObservableValue<String> obstacle() {
        return model.troubleProperty();
    }
}
