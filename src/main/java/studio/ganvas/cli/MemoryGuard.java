package studio.ganvas.cli;

import java.util.Locale;
import java.util.stream.Collectors;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.run.Estimate;
import studio.ganvas.engine.run.Relief;

/** Refuses runs that this machine has no memory for, and says with which options they would fit. */
final class MemoryGuard {
    private MemoryGuard() {}

    /** @throws StudioException when it does not fit */
    static void check(Estimate estimate) {
        if (estimate.fits()) {
            return;
        }
        String reliefs = estimate.reliefs().stream().map(MemoryGuard::words).collect(Collectors.joining());
        throw new StudioException(String.format(
                Locale.ROOT,
                "This run needs about %.1f GB of memory, and %.1f GB are there. %s%nStart it with --anyway if you know better.",
                estimate.memoryBytes() / 1e9,
                estimate.availableBytes() / 1e9,
                reliefs.isEmpty() ? "No smaller form of this system fits either." : "It would fit with:" + reliefs));
    }

    private static String words(Relief relief) {
        String options = relief.preset().isEmpty()
                ? relief.changes().entrySet().stream()
                        .map(change -> "-o " + change.getKey() + "=" + change.getValue())
                        .collect(Collectors.joining(" "))
                : "--preset " + relief.preset();
        return String.format(Locale.ROOT, "%n  %s (about %.1f GB)", options, relief.memoryBytes() / 1e9);
    }
}
