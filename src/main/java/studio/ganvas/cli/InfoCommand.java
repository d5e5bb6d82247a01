package studio.ganvas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Datasets;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.train.RunDirectory;

/** {@code ganvas info}: what a checkpoint, a run or a dataset holds, without running anything in it. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description =
                "Say what a checkpoint (.safetensors .pt .pth .ckpt .pkl .npz), a run's folder or a dataset holds.")
final class InfoCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "File or folder.")
    private Path file;

    @Option(names = "--tensors", description = "List every tensor.")
    private boolean tensors;

    @Override
    public Integer call() throws IOException {
        RunDirectory run = new RunDirectory(file);
        if (Files.isDirectory(file) && run.isRun()) {
            out().println(Files.readString(run.options()));
            out().println("snapshots after steps " + run.snapshots());
        } else if (Files.isDirectory(file) || looksLikeDataset()) {
            dataset();
        } else {
            checkpoint();
        }
        return 0;
    }

    private boolean looksLikeDataset() {
        String name = file.getFileName().toString();
        return name.endsWith(".zip") || name.matches(".*idx[13]-ubyte(\\.gz)?");
    }

    private void dataset() throws IOException {
        try (Dataset dataset = Datasets.open(file)) {
            out().printf("%,d pictures, layout %s%n", dataset.items().size(), dataset.layout());
            out().println("classes: " + String.join(", ", dataset.classes()));
            out().println("domains: " + String.join(", ", dataset.domains()));
            out().println("splits: " + String.join(", ", dataset.splits()));
            out().printf("pairs: %,d%n", dataset.pairs().size());
            dataset.problems().forEach(problem -> out().println(problem.name() + ": " + problem.reason()));
        }
    }

    private void checkpoint() {
        try (Checkpoint checkpoint = Checkpoints.open(file)) {
            out().println("format: " + checkpoint.format());
            checkpoint.metadata().forEach((key, value) -> out().println(key + ": " + value));
            checkpoint.stateDicts().forEach(this::stateDict);
        }
    }

    private void stateDict(String path, StateDict state) {
        long values =
                state.entries().values().stream().mapToLong(HostTensor::size).sum();
        out().printf("%s: %,d tensors, %,d values%n", path.isEmpty() ? "state dict" : path, state.size(), values);
        if (tensors) {
            state.entries().forEach((name, tensor) -> out().printf(
                            "  %-60s %s %s%n", name, tensor.dtype(), Arrays.toString(tensor.shape())));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
