package studio.ganvas.engine.local;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process and this machine have of memory. */
public final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path MACHINE = Path.of("/proc/meminfo");

    private ProcessMemory() {}

    /** Resident bytes, native memory included where the system tells (Linux); elsewhere the Java heap in use. */
    public static long resident() {
        long kib = field(STATUS, "VmRSS:");
        Runtime java = Runtime.getRuntime();
        return kib > 0 ? kib << 10 : java.totalMemory() - java.freeMemory();
    }

    /** The most that this process has been resident with; 0 where the system does not tell. */
    public static long peakResident() {
        return field(STATUS, "VmHWM:") << 10;
    }

    /** Bytes that programs can still get without swapping. */
    public static long available() {
        long kib = field(MACHINE, "MemAvailable:");
        if (kib > 0) {
            return kib << 10;
        }
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getFreeMemorySize();
    }

    private static long field(Path file, String name) {
        if (!Files.isReadable(file)) {
            return 0;
        }
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
