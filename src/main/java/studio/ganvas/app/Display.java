package studio.ganvas.app;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out on Linux, before the window toolkit is touched, whether a window can be shown, and says what is missing. */
final class Display {
    private static final String PACKAGES =
            "On Debian or Ubuntu: sudo apt-get install libgtk-3-0 libgl1 libxtst6 libxxf86vm1"
                    + " xvfb — then start it as: xvfb-run -a mvn javafx:run. The commands (train, generate, translate, info, convert)"
                    + " need no window.";
    private static final List<String> LIBRARY_FOLDERS = List.of(
            "/usr/lib",
            "/usr/lib64",
            "/lib",
            "/usr/local/lib",
            "/usr/lib/" + System.getProperty("os.arch") + "-linux-gnu");

    private Display() {}

    /** What stands in the way of a window, in one sentence for people; empty when nothing does. */
    static Optional<String> problem() {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        boolean headlessToolkit = System.getProperty("glass.platform", "").equalsIgnoreCase("Monocle");
        return linux && !headlessToolkit ? problem(System.getenv(), gtkInstalled()) : Optional.empty();
    }

    static Optional<String> problem(Map<String, String> environment, boolean gtk) {
        String display = environment.getOrDefault("DISPLAY", "");
        if (!gtk) {
            return Optional.of("Ganvas can't open a window because GTK 3 is not installed. " + PACKAGES);
        }
        if (display.isBlank()) {
            // JavaFX draws through X11; under Wayland that is XWayland, which sets DISPLAY too.
            return Optional.of(
                    "Ganvas can't open a window because there is no display (DISPLAY is not set). " + PACKAGES);
        }
        if (!reachable(display)) {
            return Optional.of(
                    "Ganvas can't open a window because the display “" + display + "” does not answer. " + PACKAGES);
        }
        return Optional.empty();
    }

    /** What to say when the toolkit itself failed to start. */
    static String toolkitFailed(Throwable failure) {
        return "Ganvas can't open a window: the window toolkit did not start (" + failure.getMessage() + "). "
                + PACKAGES;
    }

    /** A local display is a socket that takes a connection; a remote one is left to the toolkit. */
    private static boolean reachable(String display) {
        int colon = display.lastIndexOf(':');
        String host = colon < 0 ? display : display.substring(0, colon);
        if (colon < 0 || !(host.isEmpty() || host.equals("unix"))) {
            return colon >= 0;
        }
        String number = display.substring(colon + 1).replaceAll("\\..*", "");
        Path socket = Path.of("/tmp/.X11-unix/X" + number);
        if (!Files.exists(socket)) {
            // Some servers listen in the abstract name space only, which Java can't ask.
            return abstractSocket("@/tmp/.X11-unix/X" + number);
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean abstractSocket(String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/net/unix"))) {
            return lines.anyMatch(line -> line.endsWith(name));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean gtkInstalled() {
        List<String> triplets = List.of("x86_64-linux-gnu", "aarch64-linux-gnu");
        Stream<String> folders = Stream.concat(
                LIBRARY_FOLDERS.stream(),
                triplets.stream().flatMap(triplet -> Stream.of("/usr/lib/" + triplet, "/lib/" + triplet)));
        Stream<String> extra =
                Stream.of(System.getenv().getOrDefault("LD_LIBRARY_PATH", "").split(":"));
        return Stream.concat(folders, extra)
                .filter(folder -> !folder.isBlank())
                .anyMatch(folder -> Files.exists(Path.of(folder, "libgtk-3.so.0")));
    }
}
