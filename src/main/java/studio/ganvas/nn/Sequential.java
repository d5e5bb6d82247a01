package studio.ganvas.nn;

import studio.ganvas.tensor.Tensor;

/** Layers one after the other; their names are 0, 1, 2 … as in the official state dicts. */
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
        Tensor y = x;
        for (Module layer : children().values()) {
            y = ((Layer) layer).forward(y);
        }
        return y;
    }
}
