package studio.ganvas.data;

/** How a dataset turned out to be laid out. */
public enum Layout {
    /** Pictures, with no meaning in their folders. */
    FLAT,
    /** A folder a class. */
    CLASSES,
    /** A folder a domain (or {@code trainA}, {@code trainB} …). */
    DOMAINS,
    /** A|B in one file. */
    HALVES,
    /** NVIDIA's {@code dataset.json} gives the classes. */
    STYLEGAN,
    /** Files of the MNIST family. */
    IDX
}
