package studio.ganvas.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Tensor;

/** Replays what the official code drew, in its order, and fails when something else is asked for. */
public final class RecordedDraws implements Draws {
    private final Golden golden;
    private final Deque<Recorded> recorded;

    /** A draw: the tensor's name in the fixture, and how it was drawn. */
    public record Recorded(String name, String kind) {}

    public RecordedDraws(Golden golden, List<Recorded> recorded) {
        this.golden = golden;
        this.recorded = new ArrayDeque<>(recorded);
    }

    /** The draws that {@code draw_order} lists; the word after the last dot is the kind. */
    public static RecordedDraws inOrder(Golden golden) {
        List<Recorded> all = new ArrayList<>();
        golden.expectations().path("draw_order").forEach(each -> {
            String name = each.asText();
            all.add(new Recorded(name, name.substring(name.lastIndexOf('.') + 1)));
        });
        return new RecordedDraws(golden, all);
    }

    /** A single draw of normal numbers. */
    public static RecordedDraws normal(Golden golden, String name) {
        return new RecordedDraws(golden, List.of(new Recorded(name, "normal")));
    }

    public boolean isUsedUp() {
        return recorded.isEmpty();
    }

    private Tensor next(String kind, long... shape) {
        assertThat(recorded)
                .as("recorded draws when a " + kind + " is asked for")
                .isNotEmpty();
        Recorded next = recorded.pop();
        assertThat(next.kind()).as("kind of " + next.name()).isEqualTo(kind);
        Tensor values = golden.tensor(next.name());
        long size = 1;
        for (long side : shape) {
            size *= side;
        }
        assertThat(size).as("elements of " + next.name()).isEqualTo(values.numel());
        return values.reshape(shape);
    }

    @Override
    public Tensor normal(long... shape) {
        return next("normal", shape);
    }

    @Override
    public Tensor integers(long bound, long n) {
        return next("randint", n);
    }

    @Override
    public Tensor dropoutMask(double p, long... shape) {
        return next("dropout_mask", shape);
    }

    @Override
    public Tensor uniform(long... shape) {
        throw new AssertionError("Uniform numbers were asked for; next is " + recorded.peek());
    }

    @Override
    public double uniform() {
        throw new AssertionError("A decision was asked for; next is " + recorded.peek());
    }
}
