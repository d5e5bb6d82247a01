package studio.ganvas.latent;

import java.util.ArrayList;
import java.util.List;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;
import studio.ganvas.tensor.TensorStore;

/**
 * A distance that needs no trained network: pictures are compared at every scale from their own down to 8 pixels, by colour
 * and by the differences of neighbours. Coarse scales show the way from far off, fine ones settle details.
 */
public final class Pyramid implements Perceptual {
    private static final int SMALLEST = 8;
    /** Edges are much weaker than colours but matter as much. */
    private static final double EDGES = 4;

    private final TensorStore store = new TensorStore();
    private final List<Tensor> target;

    /** @param target [1, C, S, S] in [−1, 1] */
    public Pyramid(Tensor target) {
        this.target =
                levels(target).stream().map(level -> store.own(level.copy())).toList();
    }

    private static List<Tensor> levels(Tensor picture) {
        List<Tensor> levels = new ArrayList<>();
        Tensor level = picture;
        while (level.size(2) > SIZE) {
            level = half(level);
        }
        levels.add(level);
        while (level.size(2) / 2 >= SMALLEST) {
            level = half(level);
            levels.add(level);
        }
        return levels;
    }

    private static Tensor half(Tensor x) {
        return Ops.averagePool(x, 2, 2, 0, true);
    }

    @Override
    public Tensor distance(Tensor picture) {
        List<Tensor> levels = levels(picture);
        Tensor sum = Tensor.zeros();
        for (int i = 0; i < levels.size(); i++) {
            Tensor off = levels.get(i).sub(target.get(i));
            long side = off.size(2);
            Tensor right = off.narrow(3, 1, side).sub(off.narrow(3, 0, side - 1));
            Tensor down = off.narrow(2, 1, side).sub(off.narrow(2, 0, side - 1));
            Tensor edges = right.square().mean().add(down.square().mean()).mul(EDGES);
            sum = sum.add(off.square().mean()).add(edges);
        }
        return sum;
    }

    @Override
    public void close() {
        store.close();
    }
}
