package studio.ganvas.checkpoint;

/** The containers that {@link Checkpoints#open} understands. */
public enum CheckpointFormat {
    SAFETENSORS("safetensors"),
    TORCH_ZIP("PyTorch (zip)"),
    TORCH_LEGACY("PyTorch before 1.6"),
    /** A plain pickle, as stylegan2-ada-pytorch writes its network snapshots. */
    PICKLE("Python pickle"),
    NPZ("NumPy archive"),
    NPY("NumPy array");

    private final String title;

    CheckpointFormat(String title) {
        this.title = title;
    }

    /** The name that users know. */
    public String title() {
        return title;
    }
}
