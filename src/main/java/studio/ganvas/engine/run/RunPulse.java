package studio.ganvas.engine.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that happened to a run since the last look.
 *
 * @param fresh statistics since the last look; the first look gives the whole history
 * @param restarted the history was cut (resume or roll-back): forget earlier statistics and samples, {@code fresh} and
 *     {@code samples} begin anew
 * @param samples new sample sheets, oldest first
 * @param log new lines of {@code log.txt}
 * @param imagesPerSecond over the last seconds; 0 while nothing moves
 */
public record RunPulse(
        RunEntry run,
        StatBlock fresh,
        boolean restarted,
        List<SampleFrame> samples,
        List<String> log,
        double imagesPerSecond,
        double secondsPerKimg,
        Optional<Duration> timeLeft) {}
