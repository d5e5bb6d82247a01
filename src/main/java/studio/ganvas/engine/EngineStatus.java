package studio.ganvas.engine;

/**
 * Whether tensors can be computed, and on what. The window shows it in the status bar.
 *
 * @param device words for people: "CPU · 2 threads", "NVIDIA H200"
 * @param message what went wrong and what to do; empty unless {@link State#FAILED}
 * @param residentBytes memory that the process holds, measured within the last second
 */
public record EngineStatus(State state, String device, String message, long residentBytes) {
    /** Life of the native library: it is loaded in the background after the window shows. */
    public enum State {
        STARTING,
        READY,
        FAILED
    }
}
