package studio.ganvas.tensor;

/**
 * Where tensors live.
 *
 * @param gpu index of the GPU, or −1 for the CPU
 */
public record Device(int gpu) {
    public static final Device CPU = new Device(-1);

    public boolean isGpu() {
        return gpu >= 0;
    }

    ai.djl.Device djl() {
        return isGpu() ? ai.djl.Device.gpu(gpu) : ai.djl.Device.cpu();
    }

    @Override
    public String toString() {
        return isGpu() ? "cuda:" + gpu : "cpu";
    }
}
