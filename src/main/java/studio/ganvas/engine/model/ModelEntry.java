package studio.ganvas.engine.model;

import java.nio.file.Path;

/**
 * A model that translates pictures.
 *
 * @param id stable key, also in the pictures that it made: a run's name, or one made of a file's name and place
 * @param name what people call it: the data it was trained on, or the file's name
 * @param system title of the system, for example {@code Pix2Pix}; empty while unknown
 * @param step training steps behind it; 0 when the file does not say
 * @param location the run's folder or the file
 * @param ownRun whether it follows a training run; such a one can't be removed from the list
 */
public record ModelEntry(String id, String name, String system, long step, Path location, boolean ownRun) {
    /** What the ids of models that ship with the program begin with. */
    public static final String STARTER = "starter:";

    /** Whether it ships with the program. */
    public boolean starter() {
        return id.startsWith(STARTER);
    }

    /** Whether it is a file that was added, and so can be taken off the list. */
    public boolean removable() {
        return !ownRun && !starter();
    }
}
