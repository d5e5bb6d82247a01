package studio.ganvas.ui.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import studio.ganvas.engine.dataset.DatasetContents;
import studio.ganvas.engine.dataset.DatasetDoctor;
import studio.ganvas.engine.dataset.DatasetDoctor.Repair;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.engine.dataset.Diagnosis;
import studio.ganvas.engine.dataset.FaultKind;
import studio.ganvas.engine.dataset.Finding;

/** The diagnosis of the open dataset and what can be done about it. Used on one thread. */
final class DoctorModel {
    /** Worth knowing, but no harm to a training. */
    private static final Set<FaultKind> MILD = EnumSet.of(FaultKind.ODD_CHANNELS, FaultKind.CLASS_IMBALANCE);

    private final DatasetsModel datasets;
    private final DatasetDoctor doctor;
    private final Executor fx;
    private final Consumer<String> changed;
    private final ReadOnlyObjectWrapper<Load<Diagnosis>> diagnosis = new ReadOnlyObjectWrapper<>(new Load.Nothing<>());
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private int stamp;

    /** @param changed told the dataset's id when its pictures have got new places */
    DoctorModel(DatasetsModel datasets, DatasetDoctor doctor, Executor fx, Consumer<String> changed) {
        this.datasets = datasets;
        this.doctor = doctor;
        this.fx = fx;
        this.changed = changed;
        // one look at every picture serves the report and the doctor: it is asked for, shown and cancelled once
        datasets.reportProperty().addListener(o -> follow());
        follow();
    }

    private void follow() {
        int mine = ++stamp;
        var report = datasets.reportProperty().get();
        trouble.set("");
        if (report instanceof Load.Loading) {
            diagnosis.set(new Load.Loading<>());
        } else if (report instanceof Load.Failed<?> failed) {
            diagnosis.set(new Load.Failed<>(failed.message()));
        } else if (report instanceof Load.Ready
                && datasets.currentProperty().get().isPresent()) {
            then(doctor.examine(datasets.currentProperty().get().get().id()), (value, failure) -> {
                if (mine == stamp) {
                    diagnosis.set(Load.ended(value, failure));
                }
            });
        } else {
            diagnosis.set(new Load.Nothing<>());
        }
    }

    /** Findings that would harm a training. */
    int grave() {
        return (int) findings().stream()
                .filter(finding -> !MILD.contains(finding.kind()))
                .count();
    }

    List<Finding> findings() {
        return diagnosis.get().value().map(Diagnosis::findings).orElse(List.of());
    }

    /** Every fix that needs no looking. */
    List<Repair> safeRepairs() {
        List<Repair> repairs = new ArrayList<>();
        findings().forEach(finding -> finding.safeFix().ifPresent(fix -> repairs.add(new Repair(finding, fix))));
        return repairs;
    }

    boolean undoable() {
        return diagnosis.get().value().filter(d -> d.undoable() > 0).isPresent();
    }

    void apply(List<Repair> repairs) {
        Optional<Diagnosis> now = diagnosis.get().value();
        if (now.isPresent() && !repairs.isEmpty() && !busy.get()) {
            reopen(doctor.apply(now.get(), repairs));
        }
    }

    void undo() {
        if (undoable() && !busy.get()) {
            reopen(doctor.undo(diagnosis.get().value().orElseThrow().datasetId()));
        }
    }

    private void reopen(CompletableFuture<DatasetContents> work) {
        Optional<DatasetEntry> entry = datasets.currentProperty().get();
        busy.set(true);
        trouble.set("");
        then(work, (contents, failure) -> {
            busy.set(false);
            if (failure != null) {
                trouble.set(Load.message(failure));
            } else {
                entry.ifPresent(open -> {
                    changed.accept(open.id());
                    if (datasets.currentProperty().get().equals(entry)) {
                        datasets.open(open);
                    }
                });
            }
        });
    }

    /** Writes the findings as CSV or JSON. */
    void export(Path file, Consumer<Path> done) {
        diagnosis
                .get()
                .value()
                .ifPresent(now -> then(doctor.export(now, file), (path, failure) -> {
                    if (failure == null) {
                        done.accept(path);
                    } else {
                        trouble.set(Load.message(failure));
                    }
                }));
    }

    private <T> void then(CompletableFuture<T> future, BiConsumer<T, Throwable> next) {
        future.whenComplete((value, failure) -> fx.execute(() -> next.accept(value, failure)));
    }

    ReadOnlyObjectProperty<Load<Diagnosis>> diagnosisProperty() {
        return diagnosis.getReadOnlyProperty();
    }

    /** Whether fixes are being applied or taken back. */
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** Why the last action did not work; empty when it did. */
    ReadOnlyStringProperty troubleProperty() {
        return trouble.getReadOnlyProperty();
    }
}
