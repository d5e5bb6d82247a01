package studio.ganvas.gan.cyclegan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

class ImagePoolGoldenTest extends TensorTestBase {
    private Golden golden;
    private JsonNode expected;
    private int size;

    @BeforeEach
    void load() {
        golden = Golden.open("units");
        expected = golden.expectations().path("image_pool");
        size = expected.path("pool_size").asInt();
    }

    @Test
    void officialDecisionsGiveTheOfficialAnswers() {
        ImagePool pool = new ImagePool(size, store);
        for (int query = 0; query < queries(); query++) {
            check(query, pool);
        }
    }

    @Test
    void aRestoredPoolGoesOnAsTheUnbrokenOne() {
        for (int stop = 0; stop < queries(); stop++) {
            try (TensorStore before = new TensorStore();
                    TensorStore after = new TensorStore()) {
                ImagePool pool = new ImagePool(size, before);
                for (int query = 0; query < stop; query++) {
                    check(query, pool);
                }
                ImagePool restored = new ImagePool(size, after);
                restored.load(pool.state());
                for (int query = stop; query < queries(); query++) {
                    check(query, restored);
                }
            }
        }
    }

    @Test
    void aPoolOfNoneReturnsWhatItIsGiven() {
        Tensor made = golden.tensor("pool.in").select(0, 0);
        ImagePool none = new ImagePool(0, store);
        assertThat(none.query(made, new Decisions(expected.path("none"))).toFloats())
                .isEqualTo(made.toFloats());
        assertThat(none.state().size()).isZero();
    }

    @Test
    void whatAPoolKeptDoesNotChangeWithThePicturesItWasGiven() {
        ImagePool pool = new ImagePool(1, store);
        Tensor first = Tensor.full(1, 1, 1, 2, 2);
        pool.query(first, new Decisions(expected.path("none")));
        first.set(Tensor.full(5, 1, 1, 2, 2));
        Tensor old = pool.query(Tensor.full(2, 1, 1, 2, 2), new Always(0.9));
        assertThat(old.toFloats()).containsOnly(1);
        pool.query(Tensor.full(3, 1, 1, 2, 2), new Always(0.9));
        assertThat(old.toFloats()).containsOnly(1);
    }

    private int queries() {
        return (int) golden.host("pool.in").shape()[0];
    }

    private void check(int query, ImagePool pool) {
        Decisions decisions = new Decisions(expected.path("draws_per_query").path(query));
        Tensor answer = pool.query(golden.tensor("pool.in").select(0, query), decisions);
        assertThat(answer.toFloats())
                .as("query " + query)
                .isEqualTo(golden.tensor("pool.out").select(0, query).toFloats());
        assertThat(decisions.left).as("decisions left in query " + query).isEmpty();
    }

    /** Draws that are only ever asked for decisions. */
    private interface DecisionsOnly extends Draws {
        @Override
        default Tensor normal(long... shape) {
            throw new AssertionError("A pool draws no pictures");
        }

        @Override
        default Tensor uniform(long... shape) {
            throw new AssertionError("A pool draws no pictures");
        }

        @Override
        default Tensor integers(long bound, long n) {
            throw new AssertionError("A pool draws no vectors");
        }
    }

    private record Always(double uniform) implements DecisionsOnly {}

    /** The recorded ones; a slot becomes a number in the middle of its share of [0, 1). */
    private final class Decisions implements DecisionsOnly {
        private final Deque<Double> left = new ArrayDeque<>();

        Decisions(JsonNode recorded) {
            recorded.forEach(each -> left.add(
                    each.path(0).asText().equals("randint")
                            ? (each.path(1).asDouble() + 0.5) / size
                            : each.path(1).asDouble()));
        }

        @Override
        public double uniform() {
            return left.remove();
        }
    }
}
