package studio.ganvas.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.app.BenchLaunch;

class NativeExitTest {
    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path temp;

    /** Is inside one long backward pass of many small operations nearly all the time, until it is ended. */
    static final class Busy {
        private static final int LAYERS = 600;

        private Busy() {}

        public static void main(String... started) throws Exception {
            BenchLaunch.prepare();
            try (TensorStore store = new TensorStore();
                    Scope scope = Scope.open();
                    Autograd.Recording on = Autograd.record()) {
                Tensor weight = store.own(Tensor.full(0.01, 8, 8, 3, 3)).requiresGrad(true);
                Tensor y = Tensor.full(1, 1, 8, 12, 12);
                for (int layer = 0; layer < LAYERS; layer++) {
                    y = Ops.relu(Ops.conv2d(y, weight, Optional.empty(), 1, 1, 1));
                }
                Tensor loss = y.mean();
                Files.createFile(Path.of(started[0]));
                while (true) {
                    try (Scope each = Scope.open()) {
                        Autograd.grad(loss, List.of(weight), false);
                    }
                }
            }
        }
    }

    @RepeatedTest(3)
    @EnabledOnOs(OS.LINUX)
    void aProcessThatIsEndedWhileItComputesDoesNotCrash() throws Exception {
        Path started = temp.resolve("started");
        Path output = temp.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:ErrorFile=" + temp.resolve("crash.log"),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Busy.class.getName(),
                        started.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            while (process.isAlive() && !Files.exists(started)) {
                Thread.sleep(20);
            }
            Thread.sleep(100);
            process.destroy();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isEqualTo(TERMINATED);
            assertThat(temp.resolve("crash.log")).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }
}
