package studio.ganvas.gan.stylegan2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import studio.ganvas.golden.Golden;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Tensor;

/** Replays the draws of a phase or of the augmentation pipe, and fails when something else is asked for. */
final class ReplayedDraws implements Draws {
    private final Golden golden;
    private final Deque<Draw> draws = new ArrayDeque<>();

    /** The tensor's name in the fixture, or the number that was drawn. */
    private record Draw(String name, String kind, double value) {}

    ReplayedDraws(Golden golden) {
        this.golden = golden;
    }

    /** Appends what {@code order} lists; tensors are called {@code prefix.rngNN.kind}. */
    ReplayedDraws then(String prefix, JsonNode order) {
        for (JsonNode each : order) {
            String kind = each.path("kind").asText();
            String name = String.format(
                    Locale.ROOT, "%s.rng%02d.%s", prefix, each.path("index").asInt(), kind);
            draws.add(new Draw(name, kind, each.path("value").asDouble()));
        }
        return this;
    }

    /** Appends one tensor of normal numbers. */
    ReplayedDraws thenNormal(Tensor values) {
        extra.add(values);
        draws.add(new Draw("", "given", 0));
        return this;
    }

    private final Deque<Tensor> extra = new ArrayDeque<>();

    boolean isUsedUp() {
        return draws.isEmpty();
    }

    private Draw next(String... kinds) {
        assertThat(draws).as("draws left for " + kinds[0]).isNotEmpty();
        Draw next = draws.pop();
        assertThat(next.kind()).as(next.name()).isIn((Object[]) kinds);
        return next;
    }

    private Tensor shaped(Draw draw, long... shape) {
        Tensor values = draw.kind().equals("given") ? extra.pop() : golden.tensor(draw.name());
        return values.reshape(shape);
    }

    @Override
    public Tensor normal(long... shape) {
        return shaped(next("randn", "randn_like", "given"), shape);
    }

    @Override
    public Tensor uniform(long... shape) {
        return shaped(next("rand"), shape);
    }

    /** NumPy and torch draw the cutoff from 1 on. */
    @Override
    public Tensor integers(long bound, long n) {
        return Tensor.of(new long[] {(long) next("random_").value() - 1}, n);
    }

    @Override
    public double uniform() {
        return next("rand").value();
    }
}
