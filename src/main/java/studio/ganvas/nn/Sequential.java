package studio.ganvas.nn;

import java.util.List;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;

/**
 * Layers one after the other; their names are 0, 1, 2 … as in the official state dicts.
 *
 * <p>What lies between two layers is let go at once. While gradients are recorded the graph holds what it needs of it;
 * otherwise a few layers' tensors are in memory instead of all: a fifth of the peak of a ResNet.
 */
public final class Sequential extends Layer {
    public Sequential(Layer... layers) {
        for (Layer layer : layers) {
            add(layer);
        }
    }

    /** Appends a layer under the next number. */
    public Sequential add(Layer layer) {
        child(Integer.toString(children().size()), layer);
        return this;
    }

    @Override
    public Tensor forward(Tensor x) {
        return forward(x, 0, children().size());
    }

    /** The layers {@code from} inclusive to {@code to} exclusive alone. */
    public Tensor forward(Tensor x, int from, int to) {
        Tensor y = x;
        for (Module layer : List.copyOf(children().values()).subList(from, to)) {
            Tensor in = y;
            y = Scope.tidy(() -> ((Layer) layer).forward(in));
            if (in != x && in != y) {
                in.close();
            }
        }
        return y;
    }
}
