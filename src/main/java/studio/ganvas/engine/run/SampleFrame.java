package studio.ganvas.engine.run;

import java.nio.file.Path;

/** A sheet of sample pictures that a run has written: {@code fakes000200.png} after step 200. */
public record SampleFrame(long step, Path file) {}
