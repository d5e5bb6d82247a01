package studio.ganvas.tensor;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Locale;

/**
 * Brings the native engine up, once, and says on what it computes. The system property {@code ganvas.device} ({@code
 * cpu}, {@code cuda}, {@code cuda:1}) overrides the choice; without it the first GPU is taken where there is one.
 */
public final class Torch {
    private static final String DEVICE_PROPERTY = "ganvas.device";

    private Torch() {}

    /** The device of every tensor that is made; the engine is loaded when this is first asked. */
    public static Device device() {
        return Holder.DEVICE;
    }

    /** Words for people: "CPU · 2 threads" or "GPU 0 · CUDA". */
    public static String describe() {
        Device device = device();
        return device.isGpu() ? "GPU " + device.gpu() + " · CUDA" : "CPU · " + threads() + " threads";
    }

    /** Threads that one operation may use. */
    public static int threads() {
        device();
        return JniUtils.getNumThreads();
    }

    public static void setThreads(int threads) {
        device();
        JniUtils.setNumThreads(threads);
    }

    /** Version of libtorch. */
    public static String version() {
        device();
        return Engine.getEngine("PyTorch").getVersion();
    }

    /** A fresh manager for tensors that outlive a scope; close it to free them all. */
    static PtNDManager newManager() {
        return (PtNDManager) Holder.ROOT.newSubManager();
    }

    private static Device choose(Engine engine) {
        String wish = System.getProperty(DEVICE_PROPERTY, "").toLowerCase(Locale.ROOT);
        boolean cpu = wish.equals("cpu") || (wish.isEmpty() && engine.getGpuCount() == 0);
        if (cpu) {
            return Device.CPU;
        }
        if (engine.getGpuCount() == 0) {
            throw new IllegalStateException("The device “" + wish + "” was asked for, but this PyTorch sees no GPU. "
                    + "Start with -Pgpu on a machine with a CUDA driver, or leave out " + DEVICE_PROPERTY + ".");
        }
        int colon = wish.indexOf(':');
        return new Device(colon < 0 ? 0 : Integer.parseInt(wish.substring(colon + 1)));
    }

    private static final class Holder {
        static final Device DEVICE;
        static final NDManager ROOT;

        static {
            System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
            Engine engine = Engine.getEngine("PyTorch");
            DEVICE = choose(engine);
            ROOT = engine.newBaseManager(DEVICE.djl());
            NativeExit.skipDestructors();
        }

        private Holder() {}
    }
}
