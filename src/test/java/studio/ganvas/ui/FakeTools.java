package studio.ganvas.ui;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import studio.ganvas.engine.dataset.DatasetTools;
import studio.ganvas.engine.dataset.ToolRequest;
import studio.ganvas.image.Pixels;

/** Tools that note what they are asked for and have made it at once. */
public final class FakeTools implements DatasetTools {
    public final List<ToolRequest> asked = new CopyOnWriteArrayList<>();

    @Override
    public Running run(ToolRequest request) {
        asked.add(request);
        return new Running(asked.size(), CompletableFuture.completedFuture(new Made(request.out(), 7, List.of())));
    }

    @Override
    public CompletableFuture<Pixels> preview(String datasetId, int index, ToolRequest.Shape shape) {
        return CompletableFuture.completedFuture(
                new Pixels(shape.width(), shape.height(), new int[shape.width() * shape.height()]));
    }
}
