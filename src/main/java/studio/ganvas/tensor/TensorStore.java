package studio.ganvas.tensor;

import ai.djl.pytorch.engine.PtNDManager;

/** Owns tensors that outlive scopes: the parameters, buffers and optimizer state of one training or one model. */
public final class TensorStore implements AutoCloseable {
    private final PtNDManager manager = Torch.newManager();

    /** Takes the tensor out of its scope into this store. */
    public Tensor own(Tensor tensor) {
        tensor.array().attach(manager);
        return tensor;
    }

    /** From now on nothing may be added: a later {@link #own}, or a leak, fails. */
    public void seal() {
        manager.cap();
    }

    /** Number of tensors held. */
    public int size() {
        return manager.getManagedArrays().size();
    }

    /** Frees all tensors of this store. */
    @Override
    public void close() {
        manager.close();
    }
}
