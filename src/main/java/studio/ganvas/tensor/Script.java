package studio.ganvas.tensor;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A TorchScript program from a file, such as the VGG16 that NVIDIA's tools use: one picture batch in, one tensor out,
 * differentiable. It is a program: run only files that the user chose.
 */
public final class Script implements AutoCloseable {
    private static final Pattern SIGNATURE = Pattern.compile("def forward\\(self: [^,)]*,([^)]*)\\)");
    private static final Pattern FLAG = Pattern.compile("(\\w+)\\s*:\\s*bool");
    private static final long LARGEST_CODE = 16L << 20;

    private final PtNDManager manager;
    private final PtSymbolBlock module;
    private final List<String> flags;

    private Script(PtNDManager manager, PtSymbolBlock module, List<String> flags) {
        this.manager = manager;
        this.module = module;
        this.flags = flags;
    }

    /**
     * Loads a file of {@code torch.jit.save}.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Script load(Path file) {
        List<String> flags = flags(file);
        PtNDManager manager = Torch.newManager();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            JniUtils.setGraphExecutorOptimize(false);
            PtSymbolBlock module = JniUtils.loadModule(manager, in, Torch.device().isGpu(), false);
            return new Script(manager, module, flags);
        } catch (IOException | EngineException | IllegalArgumentException e) {
            manager.close();
            throw new IllegalArgumentException(file.getFileName() + " is no TorchScript program that can be loaded.", e);
        }
    }

    /** Names of the yes-or-no arguments after the picture, in order, of the network that has most of them. */
    private static List<String> flags(Path file) {
        List<String> most = List.of();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) () -> zip.stream().map(each -> (ZipEntry) each).iterator()) {
                if (entry.getName().endsWith(".py") && entry.getSize() <= LARGEST_CODE) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        String code = new String(in.readNBytes((int) LARGEST_CODE), StandardCharsets.UTF_8);
                        Matcher forward = SIGNATURE.matcher(code);
                        while (forward.find()) {
                            List<String> found = new ArrayList<>();
                            Matcher flag = FLAG.matcher(forward.group(1));
                            while (flag.find()) {
                                found.add(flag.group(1));
                            }
                            most = found.size() > most.size() ? found : most;
                        }
                    }
                }
            }
            return most;
        } catch (IOException e) {
            throw new IllegalArgumentException(file.getFileName() + " is no TorchScript program.", e);
        }
    }

    /**
     * Runs it.
     *
     * @param on which of its yes-or-no arguments, by name, are yes; the others are no
     */
    public Tensor forward(Tensor x, Set<String> on) {
        Object[] arguments = new Object[1 + flags.size()];
        arguments[0] = x;
        for (int i = 0; i < flags.size(); i++) {
            arguments[i + 1] = on.contains(flags.get(i));
        }
        return Kernels.one(module, "forward", arguments);
    }

    @Override
    public void close() {
        module.close();
        manager.close();
    }
}
