package studio.ganvas.ui.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.stage.FileChooser;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunKeeping;
import studio.ganvas.engine.run.RunNote;
import studio.ganvas.engine.run.RunQueue;
import studio.ganvas.engine.run.Runs;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.Notice;
import studio.ganvas.ui.shell.PaneHost;

/** What a person can do with runs as records: delete and bring back, move in the queue, note, report, show on the disk. */
final class RunDesk {
    private final Runs runs;
    private final RunModel model;
    private final PaneHost host;
    private final ReadOnlyObjectWrapper<Optional<RunEntry>> deleted = new ReadOnlyObjectWrapper<>(Optional.empty());

    RunDesk(Runs runs, RunModel model, PaneHost host) {
        this.runs = runs;
        this.model = model;
        this.host = host;
    }

    /** The run that was deleted last, while it can be brought back. */
    ReadOnlyObjectProperty<Optional<RunEntry>> deletedProperty() {
        return deleted.getReadOnlyProperty();
    }

    /** No question is asked: it can be brought back. */
    void delete(RunEntry run) {
        if (run.state().live()) {
            return;
        }
        Later.take(
                keeping().delete(run.id()),
                nothing -> {
                    deleted.set(Optional.of(run));
                    host.notify(Notice.information(
                                    Words.of("training.runs.deleted"),
                                    Words.of("training.runs.deleted.text", run.name()))
                            .onClick(this::undelete));
                },
                host::error);
    }

    void undelete() {
        Optional<RunEntry> run = deleted.get();
        deleted.set(Optional.empty());
        run.ifPresent(gone -> Later.take(keeping().restore(gone.id()), model::watch, host::error));
    }

    void move(RunEntry run, int places) {
        queue().move(run.id(), places);
    }

    void hold(boolean held) {
        queue().hold(held);
    }

    void note(String id, RunNote note) {
        Later.take(keeping().note(id, note), noted -> {}, host::error);
    }

    void folder(RunEntry run) {
        Later.take(keeping().show(run.directory()), nothing -> {}, host::error);
    }

    /** A report of one run, or of several compared. */
    void report(List<RunEntry> about) {
        if (about.isEmpty()) {
            return;
        }
        host.askWhereToSave(
                        Words.of("training.report"),
                        about.size() == 1 ? about.get(0).id() + ".html" : "comparison.html",
                        new FileChooser.ExtensionFilter("*.html", "*.html"))
                .ifPresent(file -> report(about, file));
    }

    private void report(List<RunEntry> about, Path file) {
        Later.take(
                keeping().report(about.stream().map(RunEntry::id).toList(), file),
                written -> host.notify(Notice.success(
                                Words.of("training.report.written"), Words.of("training.report.written.text", written))
                        .onClick(() -> Later.take(keeping().show(written), nothing -> {}, host::error))),
                host::error);
    }

    RunKeeping keeping() {
        return runs.keeping();
    }

    private RunQueue queue() {
        return runs.queue();
    }
}
