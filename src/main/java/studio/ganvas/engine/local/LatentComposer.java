package studio.ganvas.engine.local;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.Code;
import studio.ganvas.engine.latent.DirectionUse;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Mixing;
import studio.ganvas.engine.latent.NoiseChoice;
import studio.ganvas.engine.latent.Timeline;
import studio.ganvas.engine.latent.Truncation;
import studio.ganvas.latent.Mapper;
import studio.ganvas.latent.NoiseSpec;
import studio.ganvas.latent.Vectors;

/** From states and films to the rows of ws and the noise that a synthesis network takes. On the compute thread. */
final class LatentComposer {
    private final Mapper mapper;
    private final int rows;
    private final int dim;

    /** @param ws [rows·wDim] */
    record Composed(float[] ws, NoiseSpec noise) {}

    LatentComposer(Mapper mapper) {
        this.mapper = mapper;
        rows = mapper.generator().numWs();
        dim = mapper.generator().wDim();
    }

    Composed compose(LatentState state) {
        float[] ws = mixed(state.source(), state.mixing(), state.classes());
        return finish(ws, state.classes(), state.truncation().perRow(rows), state.directions(), noise(state.noise()));
    }

    private Composed finish(
            float[] ws, List<Double> classes, List<Double> psis, List<DirectionUse> directions, NoiseSpec noise) {
        float[] truncated = truncated(ws, classes, psis);
        directions.forEach(use -> add(truncated, use));
        return new Composed(truncated, noise);
    }

    /** Before truncation; a fresh array. */
    private float[] mixed(LatentSource source, Mixing mixing, List<Double> classes) {
        float[] ws = source(source, classes);
        for (int i = 1; i <= mixing.sources().size(); i++) {
            int number = i;
            if (IntStream.range(0, rows).anyMatch(row -> mixing.of(row) == number)) {
                float[] other = source(mixing.sources().get(i - 1), classes);
                for (int row = 0; row < rows; row++) {
                    if (mixing.of(row) == i) {
                        System.arraycopy(other, row * dim, ws, row * dim, dim);
                    }
                }
            }
        }
        return ws;
    }

    private float[] source(LatentSource source, List<Double> classes) {
        if (source instanceof LatentSource.Given given) {
            return given(given.code());
        }
        return mapper.rows(lattice((LatentSource.Lattice) source, classes));
    }

    private float[] given(Code code) {
        if (code.length() != dim || code.rows() != 1 && code.rows() != rows) {
            throw new StudioException("This w is of another model: it has " + code.rows() + " × " + code.length()
                    + " numbers, and this model takes " + rows + " × " + dim + ".");
        }
        return code.rows() == 1 ? mapper.rows(code.values()) : code.values().clone();
    }

    /** The w of the seeds around a place, blended by their nearness. */
    private float[] lattice(LatentSource.Lattice place, List<Double> classes) {
        if (place.exact()) {
            return mapper.w(place.nearest(), classes);
        }
        if (mapper.generator().styled()) {
            return blend(place, dim, seed -> mapper.w(seed, classes)).vector();
        }
        // a blend of normal vectors is shorter than they are; a network without a mapping has never seen such
        Blend z = blend(place, mapper.generator().zDim(), mapper::z);
        return mapper.ofZ(Vectors.scaled(z.vector(), 1 / Math.sqrt(z.squares())), classes);
    }

    /** @param squares sum of the squared weights */
    private record Blend(float[] vector, double squares) {}

    private static Blend blend(LatentSource.Lattice place, int length, LongFunction<float[]> vector) {
        double left = Math.floor(place.right());
        double top = Math.floor(place.down());
        double squares = 0;
        float[] blend = new float[length];
        for (int corner = 0; corner < 4; corner++) {
            double x = left + corner % 2;
            double y = top + corner / 2;
            double weight = (1 - Math.abs(place.right() - x)) * (1 - Math.abs(place.down() - y));
            if (weight > 0) {
                long seed = new LatentSource.Lattice(place.seed(), x, y).nearest();
                Vectors.addInto(blend, 0, vector.apply(seed), weight);
                squares += weight * weight;
            }
        }
        return new Blend(blend, squares);
    }

    private float[] truncated(float[] ws, List<Double> classes, List<Double> psis) {
        float[] average = mapper.average(classes);
        float[] out = ws.clone();
        for (int row = 0; row < rows; row++) {
            if (psis.get(row) != 1) {
                float[] w = java.util.Arrays.copyOfRange(ws, row * dim, (row + 1) * dim);
                System.arraycopy(Vectors.lerp(average, w, psis.get(row)), 0, out, row * dim, dim);
            }
        }
        return out;
    }

    private void add(float[] ws, DirectionUse use) {
        if (use.direction().vector().length() != dim) {
            throw new StudioException("The direction “" + use.direction().name() + "” is of another model: it has "
                    + use.direction().vector().length() + " numbers, and w of this model has " + dim + ".");
        }
        for (int row = use.direction().from();
                row < Math.min(rows, use.direction().to());
                row++) {
            Vectors.addInto(ws, row * dim, use.direction().vector().values(), use.strength());
        }
    }

    static NoiseSpec noise(NoiseChoice choice) {
        NoiseSpec.Kind kind =
                switch (choice.mode()) {
                    case NONE -> NoiseSpec.Kind.NONE;
                    case CONST -> NoiseSpec.Kind.STORED;
                    case RANDOM -> NoiseSpec.Kind.RANDOM;
                };
        return new NoiseSpec(kind, choice.seed(), choice.strengths());
    }

    // ---- films --------------------------------------------------------------------------------------------------

    Composed compose(Timeline timeline, double seconds) {
        Timeline.Moment moment = timeline.at(seconds);
        LatentState from = timeline.keyframes().get(moment.from()).state();
        LatentState to = timeline.keyframes().get(moment.to()).state();
        if (moment.from() == moment.to() || moment.t() == 0) {
            return compose(from);
        }
        double t = moment.t();
        NoiseSpec noise = between(from.noise(), to.noise(), t);
        boolean sphere =
                timeline.path() == Timeline.Path.Z_SLERP || !mapper.generator().styled();
        if (sphere && haveZ(from, to)) {
            return new Composed(throughZ(from, to, t), noise);
        }
        float[] a = compose(from).ws();
        float[] b = compose(to).ws();
        if (timeline.path() == Timeline.Path.W_SPLINE) {
            float[] before = compose(neighbour(timeline, moment.from(), -1)).ws();
            float[] after = compose(neighbour(timeline, moment.to(), 1)).ws();
            return new Composed(Vectors.spline(before, a, b, after, t), noise);
        }
        return new Composed(Vectors.lerp(a, b, t), noise);
    }

    private static LatentState neighbour(Timeline timeline, int index, int step) {
        int count = timeline.keyframes().size();
        int wanted =
                timeline.loop() ? Math.floorMod(index + step, count) : Math.max(0, Math.min(count - 1, index + step));
        return timeline.keyframes().get(wanted).state();
    }

    private static boolean haveZ(LatentState from, LatentState to) {
        return List.of(from, to).stream()
                        .allMatch(state -> state.source() instanceof LatentSource.Lattice place
                                && place.exact()
                                && IntStream.range(0, state.mixing().choice().size())
                                        .allMatch(row -> state.mixing().of(row) == 0))
                && from.classes().equals(to.classes());
    }

    private float[] throughZ(LatentState from, LatentState to, double t) {
        float[] z = Vectors.slerp(
                mapper.z(((LatentSource.Lattice) from.source()).nearest()),
                mapper.z(((LatentSource.Lattice) to.source()).nearest()),
                t);
        float[] ws = mapper.rows(mapper.ofZ(z, from.classes()));
        List<DirectionUse> directions = new ArrayList<>();
        from.directions().forEach(use -> directions.add(new DirectionUse(use.direction(), use.strength() * (1 - t))));
        to.directions().forEach(use -> directions.add(new DirectionUse(use.direction(), use.strength() * t)));
        return finish(ws, from.classes(), psis(from.truncation(), to.truncation(), t), directions, NoiseSpec.STORED)
                .ws();
    }

    private List<Double> psis(Truncation from, Truncation to, double t) {
        List<Double> a = from.perRow(rows);
        List<Double> b = to.perRow(rows);
        return IntStream.range(0, rows)
                .mapToObj(row -> a.get(row) + t * (b.get(row) - a.get(row)))
                .toList();
    }

    private NoiseSpec between(NoiseChoice from, NoiseChoice to, double t) {
        List<Double> strengths = IntStream.range(0, rows)
                .mapToObj(row -> from.strength(row) + t * (to.strength(row) - from.strength(row)))
                .toList();
        return noise(new NoiseChoice(from.mode(), from.seed(), strengths));
    }

    /** A state that gives the same picture, as far as one can. */
    LatentState asState(Timeline timeline, double seconds, Composed composed) {
        Timeline.Moment moment = timeline.at(seconds);
        LatentState from = timeline.keyframes().get(moment.from()).state();
        if (moment.from() == moment.to() || moment.t() == 0) {
            return from;
        }
        LatentSource source = new LatentSource.Given("film", new Code(rows, dim, composed.ws()));
        NoiseChoice noise = new NoiseChoice(
                from.noise().mode(), from.noise().seed(), composed.noise().strengths());
        return LatentState.of(from.model(), source).with(noise);
    }
}
