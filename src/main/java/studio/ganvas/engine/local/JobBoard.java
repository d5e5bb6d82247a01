package studio.ganvas.engine.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.Jobs;

/** The list of long tasks. Whoever does one holds its {@link Job} and reports on it. */
final class JobBoard implements Jobs {
    private final AtomicLong ids = new AtomicLong();
    private final List<Job> jobs = new CopyOnWriteArrayList<>();

    /** What a task lets others do to it. */
    interface Control {
        default void pause() {}

        default void resume() {}

        void cancel();
    }

    /** One task; its worker reports, lists read. */
    static final class Job {
        private final long id;
        private final String title;
        private final boolean pausable;
        private final Control control;
        private volatile JobInfo.State state = JobInfo.State.WAITING;
        private volatile String detail = "";
        private volatile double fraction = -1;
        private volatile Optional<Duration> timeLeft = Optional.empty();

        private Job(long id, String title, boolean pausable, Control control) {
            this.id = id;
            this.title = title;
            this.pausable = pausable;
            this.control = control;
        }

        long id() {
            return id;
        }

        void state(JobInfo.State changed) {
            state = changed;
        }

        void progress(double done, String words, Optional<Duration> left) {
            fraction = done;
            detail = words;
            timeLeft = left;
        }

        void detail(String words) {
            detail = words;
        }

        private JobInfo info() {
            return new JobInfo(id, title, detail, state, fraction, timeLeft, pausable);
        }
    }

    Job add(String title, boolean pausable, Control control) {
        Job job = new Job(ids.incrementAndGet(), title, pausable, control);
        jobs.add(0, job);
        return job;
    }

    @Override
    public List<JobInfo> list() {
        List<JobInfo> infos = new ArrayList<>(jobs.size());
        jobs.forEach(job -> infos.add(job.info()));
        return infos;
    }

    @Override
    public void pause(long id) {
        find(id).ifPresent(job -> job.control.pause());
    }

    @Override
    public void resume(long id) {
        find(id).ifPresent(job -> job.control.resume());
    }

    @Override
    public void cancel(long id) {
        find(id).ifPresent(job -> job.control.cancel());
    }

    @Override
    public void clearEnded() {
        jobs.removeIf(job -> job.state.ended());
    }

    private Optional<Job> find(long id) {
        return jobs.stream().filter(job -> job.id == id).findFirst();
    }
}
