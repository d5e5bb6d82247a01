package studio.ganvas.engine.dataset;

import java.nio.file.Path;

/**
 * A dataset in the library.
 *
 * @param id stable key, also in {@code training_options.json}
 * @param starter shipped with the program: it can't be removed
 */
public record DatasetEntry(String id, String name, Path location, boolean starter) {}
