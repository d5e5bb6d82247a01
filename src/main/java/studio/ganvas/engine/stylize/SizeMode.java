package studio.ganvas.engine.stylize;

/** How a photo of any size goes through a network. */
public enum SizeMode {
    /** In one piece, continued by reflection to the next size that the network takes. */
    WHOLE,
    /** In overlapping tiles whose seams are blended: memory does not grow with the picture. */
    TILES,
    /** Scaled so that its shorter side is as long as in training, and the result scaled back. */
    RESIZE
}
