package studio.ganvas.gan.stylegan1;

/**
 * How far growing has come.
 *
 * @param size index of the largest size in use: pictures have 4·2^size pixels
 * @param alpha share of the newest layers while they fade in; from 1 on, and below 0, they are there entirely
 */
public record Stage(int size, double alpha) {
    /** Edge of the pictures. */
    public int resolution() {
        return 4 << size;
    }

    /** Whether pictures are blended with those of the size before. */
    public boolean fades() {
        return size > 0 && alpha >= 0 && alpha < 1;
    }
}
