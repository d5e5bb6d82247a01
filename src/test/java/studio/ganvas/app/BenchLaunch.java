package studio.ganvas.app;

/** Lets benchmarks prepare the process as the program does. */
public final class BenchLaunch {
    private BenchLaunch() {}

    public static void prepare() {
        Launcher.prepareEngine();
    }
}
