package studio.ganvas.engine.local;

import java.time.Duration;
import java.util.Optional;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunFeed;
import studio.ganvas.engine.run.RunPulse;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.train.RunDirectory;

/** Reads one run's history; live figures come from its worker while there is one. */
final class LocalFeed implements RunFeed {
    private final LocalRuns runs;
    private final RunDirectory directory;
    private final RunHistory history;
    private final RunHistory.Cursor cursor = new RunHistory.Cursor();
    private RunEntry last;

    LocalFeed(LocalRuns runs, RunDirectory directory, RunHistory history) {
        this.runs = runs;
        this.directory = directory;
        this.history = history;
        this.last = runs.entry(directory).orElseThrow();
    }

    @Override
    public RunPulse drain() {
        Optional<ActiveRun> worker = runs.activeRun(directory.id());
        last = runs.entry(directory).orElse(last);
        RunHistory.News news = history.since(cursor);
        boolean followed = last.state() == RunState.ELSEWHERE;
        double rate = worker.isPresent() ? history.picturesPerSecond() : followed ? runs.followedRate(directory) : 0;
        Optional<Duration> left = followed ? runs.followedTimeLeft(last) : worker.flatMap(ActiveRun::timeLeft);
        return new RunPulse(
                last,
                news.stats(),
                news.restarted(),
                news.sheets(),
                news.log(),
                rate,
                rate > 0 ? 1000 / rate : 0,
                left);
    }

    @Override
    public void close() {
        // nothing is held
    }
}
