package studio.ganvas.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * One long task as a list shows it. A value: ask {@link Jobs#list()} again for news.
 *
 * @param detail what is happening right now, in words
 * @param fraction done, 0 to 1; negative when unknown
 * @param timeLeft from measured speed; empty until there is one
 */
public record JobInfo(
        long id,
        String title,
        String detail,
        State state,
        double fraction,
        Optional<Duration> timeLeft,
        boolean pausable) {
    /** Life of a job. */
    public enum State {
        WAITING,
        RUNNING,
        PAUSED,
        DONE,
        CANCELLED,
        FAILED;

        public boolean ended() {
            return this == DONE || this == CANCELLED || this == FAILED;
        }
    }
}
