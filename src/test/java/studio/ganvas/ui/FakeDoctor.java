package studio.ganvas.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import studio.ganvas.engine.dataset.DatasetContents;
import studio.ganvas.engine.dataset.DatasetDoctor;
import studio.ganvas.engine.dataset.Diagnosis;
import studio.ganvas.engine.dataset.Finding;

/** A doctor whose findings are made up; those that were mended are not found again. */
public final class FakeDoctor implements DatasetDoctor {
    public final List<Path> exported = new ArrayList<>();
    private final Function<String, CompletableFuture<DatasetContents>> open;
    private final Function<String, List<Finding>> findings;
    private final List<List<Repair>> steps = new ArrayList<>();

    public FakeDoctor(
            Function<String, CompletableFuture<DatasetContents>> open, Function<String, List<Finding>> findings) {
        this.open = open;
        this.findings = findings;
    }

    @Override
    public synchronized CompletableFuture<Diagnosis> examine(String id) {
        List<String> mended = steps.stream()
                .flatMap(List::stream)
                .map(repair -> repair.finding().name())
                .toList();
        List<Finding> left = new ArrayList<>();
        for (Finding each : findings.apply(id)) {
            if (!mended.contains(each.name())) {
                left.add(new Finding(
                        left.size(), each.kind(), each.pictures(), each.name(), each.words(), each.fixes()));
            }
        }
        return CompletableFuture.completedFuture(new Diagnosis(id, left, List.of(), 600, steps.size()));
    }

    @Override
    public CompletableFuture<Diagnosis> examine(String id, int aside) {
        return examine(id);
    }

    @Override
    public synchronized CompletableFuture<DatasetContents> apply(Diagnosis diagnosis, List<Repair> repairs) {
        steps.add(repairs);
        return open.apply(diagnosis.datasetId());
    }

    @Override
    public synchronized CompletableFuture<DatasetContents> undo(String id) {
        steps.remove(steps.size() - 1);
        return open.apply(id);
    }

    @Override
    public synchronized CompletableFuture<Path> export(Diagnosis diagnosis, Path file) {
        exported.add(file);
        return CompletableFuture.completedFuture(file);
    }
}
