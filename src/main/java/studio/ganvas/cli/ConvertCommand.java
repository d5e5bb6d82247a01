package studio.ganvas.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.checkpoint.Npz;
import studio.ganvas.checkpoint.Safetensors;
import studio.ganvas.checkpoint.TorchZip;
import studio.ganvas.engine.StudioException;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.train.GeneratorFile;
import studio.ganvas.train.OfficialExport;

/** {@code ganvas convert}: weights from one container into another, under the same names. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = {
            "Write the weights of a checkpoint as .safetensors, .pt/.pth (PyTorch) or .npz (NumPy).",
            "With --official: write a run's newest snapshot as the files that the paper's own code reads, such as "
                    + "latest_net_G_A.pth or horse2zebra_params_0100000.pt."
        })
final class ConvertCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "FROM",
            description = "A checkpoint in any format that Ganvas reads; with --official also a run's folder.")
    private Path from;

    @Parameters(
            index = "1",
            paramLabel = "TO",
            description = "The new file; its ending says the format. With --official a folder.")
    private Path to;

    @Option(
            names = "--select",
            paramLabel = "NAME",
            description = "One network of several, for example G of a snapshot or genA2B of a U-GAT-IT file.")
    private Optional<String> select;

    @Option(names = "--official", description = "Write all networks as the official code keeps them, under its names.")
    private boolean official;

    @Option(names = "--overwrite", description = "Replace the new file if it exists.")
    private boolean overwrite;

    @Override
    public Integer call() {
        if (official) {
            OfficialExport.write(from, to, overwrite)
                    .forEach(file -> spec.commandLine().getOut().println(file));
            return 0;
        }
        if (Files.exists(to) && !overwrite) {
            throw new StudioException(to + " exists already; say --overwrite to replace it.");
        }
        try (Checkpoint checkpoint = Checkpoints.open(from)) {
            Map<String, StateDict> found = new LinkedHashMap<>(checkpoint.stateDicts());
            // other programs' files of the StyleGAN family under the names of the official code
            GeneratorFile.foreign(checkpoint).ifPresent(family -> found.putAll(family.weights()));
            StateDict weights = choose(found).withoutOwn();
            write(weights);
            spec.commandLine().getOut().printf("%s: %,d tensors%n", to, weights.size());
            return 0;
        }
    }

    private StateDict choose(Map<String, StateDict> found) {
        if (select.isEmpty()) {
            if (found.size() != 1) {
                throw new StudioException("There are several networks in " + from.getFileName()
                        + "; choose one with --select: " + String.join(", ", found.keySet()));
            }
            return found.values().iterator().next();
        }
        String name = select.get();
        StateDict named = found.get(name);
        // a snapshot of Ganvas is one state dict whose names begin with the network's
        StateDict chosen =
                named != null ? named : found.values().iterator().next().sub(name + ".");
        if (chosen.size() == 0) {
            throw new StudioException("There is no network “" + name + "” in " + from.getFileName() + ".");
        }
        return chosen;
    }

    private void write(StateDict weights) {
        String name = to.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".safetensors")) {
            Safetensors.write(to, weights, Map.of("format", "pt"));
        } else if (name.endsWith(".pt") || name.endsWith(".pth")) {
            TorchZip.write(to, weights);
        } else if (name.endsWith(".npz")) {
            Npz.write(to, weights);
        } else {
            throw new StudioException(
                    "The new file must end in .safetensors, .pt, .pth or .npz, not " + to.getFileName());
        }
    }
}
