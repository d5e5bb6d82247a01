package studio.ganvas.engine.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import studio.ganvas.image.Pixels;

/** Makes new datasets as jobs. Safe from any thread; nothing waits. */
public interface DatasetTools {
    /**
     * What came of a request.
     *
     * @param written pictures (or labels) in it
     * @param leftOut what could not be used, each with the reason
     */
    record Made(Path out, int written, List<DatasetReport.Problem> leftOut) {}

    /** A job and its outcome. Cancelling the future cancels the job, which then leaves nothing behind. */
    record Running(long job, CompletableFuture<Made> made) {}

    /** Begins at once. */
    Running run(ToolRequest request);

    /** A picture of the dataset as a tool would shape it. */
    CompletableFuture<Pixels> preview(String datasetId, int index, ToolRequest.Shape shape);
}
