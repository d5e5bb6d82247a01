package studio.ganvas.tensor;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A TorchScript file, loaded. Such a file is a program: it can't call Python or the system, but it computes whatever its
 * author wrote, for as long and with as much memory as it likes. Load only what the user trusts.
 */
public final class ScriptModule implements AutoCloseable {
    private final PtSymbolBlock block;

    private ScriptModule(PtSymbolBlock block) {
        this.block = block;
    }

    /**
     * Loads a file onto the compute device, in evaluation mode.
     *
     * @throws IOException when the file can't be read
     * @throws TensorException when it is no TorchScript that this version of PyTorch understands
     */
    public static ScriptModule load(Path file) throws IOException {
        Torch.device();
        try (InputStream in = Files.newInputStream(file)) {
            PtSymbolBlock block = JniUtils.loadModule(Torch.newManager(), in, true, false);
            JniUtils.enableInferenceMode(block);
            return new ScriptModule(block);
        } catch (EngineException e) {
            throw TensorException.of("loading " + file.getFileName(), e);
        }
    }

    /**
     * Calls {@code forward}, whose result must be one tensor.
     *
     * @param arguments tensors, numbers and booleans in the order of the method's own
     */
    public Tensor forward(Object... arguments) {
        return Kernels.of(block.getHandle(), "forward", arguments);
    }

    /** Frees the weights. */
    @Override
    public void close() {
        block.close();
    }
}
