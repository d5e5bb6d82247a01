package studio.ganvas.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.dataset.DatasetDoctor;
import studio.ganvas.engine.dataset.Diagnosis;
import studio.ganvas.engine.dataset.FaultKind;
import studio.ganvas.engine.dataset.Finding;

/** {@code ganvas dataset doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Look at every picture and say what is wrong: damaged, repeated and leaking pictures, pairs that don't match, odd"
                    + " sizes and channels, rare classes.",
            "Fixes are kept in Ganvas's home and done while the pictures are read; the files stay as they are. The exit code "
                    + "is 1 when something is left."
        })
final class DoctorCommand implements Callable<Integer> {
    @CommandLine.ParentCommand
    private DatasetCommand dataset;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "DATA", description = "Folder, zip, IDX file or starter dataset.")
    private String data;

    @Option(names = "--fix", description = "Apply every fix that needs no looking.")
    private boolean fix;

    @Option(names = "--undo", description = "Take the newest fixes back first.")
    private boolean undo;

    @Option(
            names = "--keep-aside",
            defaultValue = "0",
            description = "Look for leakage into the pictures that a run with -o holdOut=N keeps aside.",
            paramLabel = "N")
    private int aside;

    @Option(names = "--report", description = "Write the findings to a .csv or .json file.")
    private Optional<Path> report;

    @Override
    public Integer call() throws InterruptedException {
        try (Studio studio = dataset.studio()) {
            DatasetDoctor doctor = studio.datasets().doctor();
            if (undo) {
                doctor.undo(data).join();
            }
            Diagnosis diagnosis = examine(studio, doctor);
            tell(diagnosis);
            if (report.isPresent()) {
                out().println("Findings written to "
                        + doctor.export(diagnosis, report.get()).join());
            }
            List<DatasetDoctor.Repair> repairs = new ArrayList<>();
            for (Finding finding : diagnosis.findings()) {
                finding.safeFix().ifPresent(way -> repairs.add(new DatasetDoctor.Repair(finding, way)));
            }
            if (fix && !repairs.isEmpty()) {
                int left = doctor.apply(diagnosis, repairs).join().pictures().size();
                out().printf(
                                Locale.ROOT,
                                "%,d fixes kept for this dataset; %,d pictures are read now. No file was changed.%n",
                                repairs.size(),
                                left);
                diagnosis = examine(studio, doctor);
                tell(diagnosis);
            }
            return diagnosis.findings().isEmpty() ? 0 : 1;
        }
    }

    private Diagnosis examine(Studio studio, DatasetDoctor doctor) throws InterruptedException {
        CompletableFuture<Diagnosis> diagnosis = doctor.examine(data, aside);
        ProgressLine line = new ProgressLine(out());
        while (!diagnosis.isDone()) {
            Thread.sleep(100);
            studio.jobs().list().stream()
                    .filter(job -> job.state() == JobInfo.State.RUNNING && job.fraction() >= 0)
                    .findFirst()
                    .ifPresent(job -> line.show(job.fraction(), job.detail(), job.timeLeft()));
        }
        line.end();
        return diagnosis.join();
    }

    private void tell(Diagnosis diagnosis) {
        for (FaultKind kind : FaultKind.values()) {
            List<Finding> found = diagnosis.findings().stream()
                    .filter(finding -> finding.kind() == kind)
                    .toList();
            if (!found.isEmpty()) {
                out().printf(
                                Locale.ROOT,
                                "%s (%,d)%n",
                                kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                                found.size());
                found.forEach(finding -> out().println("  " + sentence(finding)));
            }
        }
        diagnosis.notes().forEach(note -> out().println("Note: " + note));
        out().printf(
                        Locale.ROOT,
                        "%,d pictures looked at, %,d findings.%n",
                        diagnosis.pictures(),
                        diagnosis.findings().size());
    }

    /** A window shows the picture beside the words; here its name is said. */
    private static String sentence(Finding finding) {
        return finding.words().contains(finding.name()) ? finding.words() : finding.name() + ": " + finding.words();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
