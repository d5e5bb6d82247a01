package studio.ganvas.nn;

import studio.ganvas.tensor.Tensor;

/** x + body(x) (He et al. 2016, arXiv 1512.03385); the body's name is the official code's. */
public final class Residual extends Layer {
    private final Layer body;

    public Residual(String name, Layer body) {
        this.body = child(name, body);
    }

    @Override
    public Tensor forward(Tensor x) {
        return x.add(body.forward(x));
    }
}
