package studio.ganvas.gan.cyclegan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * A history of made pictures for the discriminator (Shrivastava et al. 2017, arXiv 1612.07828, section 2.3): until it is
 * full it keeps and returns what it is given; then it returns, with probability ½, an old picture in whose place it keeps
 * the new one.
 */
public final class ImagePool {
    private static final String STATE = "pictures";

    private final int size;
    private final TensorStore store;
    private Optional<Tensor> pictures = Optional.empty(); // [size, C, H, W]
    private int count;

    /** @param size most pictures kept; 0 keeps none and returns what it is given */
    public ImagePool(int size, TensorStore store) {
        this.size = size;
        this.store = store;
    }

    /**
     * Pictures for the discriminator, as many as are given, detached.
     *
     * @param made [N, C, H, W]; all pictures of a pool have one shape
     */
    public Tensor query(Tensor made, Draws draws) {
        Tensor detached = made.detach();
        if (size == 0) {
            return detached;
        }
        try (Autograd.Recording none = Autograd.pause()) {
            Tensor kept = kept(detached.shape());
            List<Tensor> answer = new ArrayList<>();
            for (long n = 0; n < detached.size(0); n++) {
                Tensor picture = detached.narrow(0, n, n + 1);
                if (count < size) {
                    kept.narrow(0, count, count + 1L).set(picture);
                    count++;
                    answer.add(picture);
                } else if (draws.uniform() > 0.5) {
                    long slot = (long) (draws.uniform() * size);
                    Tensor place = kept.narrow(0, slot, slot + 1);
                    answer.add(place.copy());
                    place.set(picture);
                } else {
                    answer.add(picture);
                }
            }
            return answer.size() == 1 ? answer.get(0) : Ops.cat(0, answer);
        }
    }

    /** The memory for all pictures, taken when the first shows their shape. */
    private Tensor kept(long... shape) {
        if (pictures.isEmpty()) {
            pictures = Optional.of(store.own(Tensor.zeros(size, shape[1], shape[2], shape[3])));
        }
        return pictures.get();
    }

    /** The pictures that are kept. */
    public StateDict state() {
        try (Scope scope = Scope.open()) {
            return new StateDict(
                    pictures.map(kept -> Map.of(STATE, kept.narrow(0, 0, count).toHost()))
                            .orElse(Map.of()));
        }
    }

    /** Puts saved pictures back; as many as fit, when the pool has become smaller. */
    public void load(StateDict state) {
        count = 0;
        state.get(STATE).ifPresent(saved -> {
            try (Scope scope = Scope.open()) {
                Tensor all = Tensor.of(saved);
                count = (int) Math.min(size, all.size(0));
                if (count > 0) {
                    kept(all.shape()).narrow(0, 0, count).set(all.narrow(0, 0, count));
                }
            }
        });
    }
}
