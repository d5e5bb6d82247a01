package studio.ganvas.ui.shell;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import studio.ganvas.engine.EngineStatus;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunFeed;
import studio.ganvas.engine.run.RunPulse;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Words;

/** What the status bar says. {@link #refresh()} asks the engine; everything on one thread, that of the window. */
public final class StatusModel implements AutoCloseable {
    private final Studio studio;
    private final AtomicBoolean runsChanged = new AtomicBoolean(true);
    private final ReadOnlyObjectWrapper<EngineStatus> engine = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper device = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper memory = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper rate = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper activity = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(0);
    private final ReadOnlyObjectWrapper<List<JobInfo>> jobs = new ReadOnlyObjectWrapper<>(List.of());
    private Optional<RunFeed> feed = Optional.empty();
    private String followed = "";
    private double imagesPerSecond;

    public StatusModel(Studio studio) {
        this.studio = studio;
        studio.runs().onChange(() -> runsChanged.set(true));
    }

    /** Reads the state of things; meant for about twice a second. */
    public void refresh() {
        EngineStatus status = studio.status();
        engine.set(status);
        device.set(
                switch (status.state()) {
                    case STARTING -> Words.of("shell.engine.starting");
                    case FAILED -> Words.of("shell.engine.failed");
                    case READY -> status.device();
                });
        memory.set(Formats.bytes(status.residentBytes()));
        if (runsChanged.getAndSet(false)) {
            follow();
        }
        imagesPerSecond =
                feed.map(RunFeed::drain).map(RunPulse::imagesPerSecond).orElse(0.0);
        rate.set(Formats.rate(imagesPerSecond));
        List<JobInfo> now = studio.jobs().list();
        jobs.set(now);
        show(now.stream()
                .filter(job -> job.state() == JobInfo.State.RUNNING)
                .findFirst()
                .or(() -> now.stream().filter(job -> !job.state().ended()).findFirst()));
    }

    private void show(Optional<JobInfo> job) {
        progress.set(job.map(JobInfo::fraction).orElse(0.0));
        activity.set(job.map(StatusModel::describe).orElse(Words.of("shell.idle")));
    }

    /** "title · detail · 6 h left" */
    static String describe(JobInfo job) {
        StringBuilder text = new StringBuilder(job.title());
        if (job.state() == JobInfo.State.PAUSED) {
            text.append(" · ").append(Words.of("shell.job.PAUSED"));
        } else if (!job.detail().isEmpty()) {
            text.append(" · ").append(job.detail());
        }
        job.timeLeft().ifPresent(left -> text.append(" · ").append(Words.of("shell.job.left", Formats.duration(left))));
        return text.toString();
    }

    private void follow() {
        Optional<RunEntry> live = studio.runs().list().stream()
                .filter(run -> run.state() == RunState.RUNNING)
                .findFirst();
        String id = live.map(RunEntry::id).orElse("");
        if (!id.equals(followed)) {
            feed.ifPresent(RunFeed::close);
            feed = live.map(run -> studio.runs().feed(run.id()));
            followed = id;
        }
    }

    public ReadOnlyObjectProperty<EngineStatus> engineProperty() {
        return engine.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty deviceProperty() {
        return device.getReadOnlyProperty();
    }

    /** Resident memory of the process, "2.4 GB". */
    public ReadOnlyStringProperty memoryProperty() {
        return memory.getReadOnlyProperty();
    }

    /** Training speed, "24.1 img/s". */
    public ReadOnlyStringProperty rateProperty() {
        return rate.getReadOnlyProperty();
    }

    /** What is going on, in one line. */
    public ReadOnlyStringProperty activityProperty() {
        return activity.getReadOnlyProperty();
    }

    /** Of the job in {@link #activityProperty()}: 0 to 1, negative when unknown, 0 when idle. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Newest first. */
    public ReadOnlyObjectProperty<List<JobInfo>> jobsProperty() {
        return jobs.getReadOnlyProperty();
    }

    @Override
    public void close() {
        feed.ifPresent(RunFeed::close);
        feed = Optional.empty();
    }
}
