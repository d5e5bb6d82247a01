package studio.ganvas.gan.style;

import java.util.function.Supplier;
import studio.ganvas.tensor.Tensor;

/** Keeps results of layers from one picture to the next. */
@FunctionalInterface
public interface LayerMemory {
    /**
     * The result of a layer for the present picture.
     *
     * @param layer its name, see {@link StyleLayer#name()}
     * @param compute runs it
     */
    Tensor recall(String layer, Supplier<Tensor> compute);
}
