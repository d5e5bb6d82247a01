package studio.ganvas.engine.local;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.ganvas.checkpoint.AtomicFiles;
import studio.ganvas.checkpoint.CheckpointException;
import studio.ganvas.checkpoint.Safetensors;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.metric.FeatureFile;
import studio.ganvas.metric.FeatureNetwork;
import studio.ganvas.metric.GanvasFeatures;
import studio.ganvas.metric.ScriptFeatures;
import studio.ganvas.metric.ScriptInterface;
import studio.ganvas.tensor.TensorException;

/** The feature networks of this machine: Ganvas' own, and TorchScript files whose bytes the user has agreed to load. */
final class FeatureNetworks {
    /** Names the weights: other weights must get another, or kept features would be taken for theirs. */
    static final String OWN = "ganvas-64-v1";

    private static final Logger LOG = LoggerFactory.getLogger(FeatureNetworks.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path own;
    private final Path trusted;
    private Optional<FeatureNetwork> standard = Optional.empty();
    private Optional<FeatureNetwork> script = Optional.empty();

    /**
     * @param assets where Ganvas' own features lie
     * @param home where the list of trusted files is kept
     */
    FeatureNetworks(Path assets, Path home) {
        own = assets.resolve("features").resolve(OWN).resolve("features.safetensors");
        trusted = home.resolve("trusted-scripts.json");
    }

    /** Looks at a file without loading it. Not on the compute thread. */
    FeatureFile inspect(Path file) throws IOException {
        ScriptInterface facts = ScriptInterface.of(file);
        String kind =
                switch (facts.kind()) {
                    case INCEPTION -> "NVIDIA's Inception-v3, for FID and KID that can be compared with published ones";
                    case LPIPS -> "NVIDIA's VGG-16, for LPIPS and path length";
                    case PLAIN -> "a feature network";
                };
        return new FeatureFile(file, kind, facts.sha256(), trusted().contains(facts.sha256()));
    }

    private synchronized Set<String> trusted() {
        if (!Files.isRegularFile(trusted)) {
            return new TreeSet<>();
        }
        try {
            return JSON.readValue(trusted.toFile(), new TypeReference<TreeSet<String>>() {});
        } catch (IOException e) {
            LOG.warn("The list of trusted files can't be read; it starts anew", e);
            return new TreeSet<>();
        }
    }

    synchronized FeatureFile trust(FeatureFile file) throws IOException {
        Set<String> all = trusted();
        all.add(file.sha256());
        Files.createDirectories(trusted.getParent());
        AtomicFiles.write(trusted, JSON.writeValueAsString(all).getBytes(StandardCharsets.UTF_8));
        return new FeatureFile(file.file(), file.kind(), file.sha256(), true);
    }

    /** What a file of the user says of itself; fails unless the user has agreed to load it. Not on the compute thread. */
    ScriptInterface agreed(Path file) throws IOException {
        ScriptInterface facts = ScriptInterface.of(file);
        if (!trusted().contains(facts.sha256())) {
            throw new StudioException(
                    file.getFileName() + " is a program (TorchScript), and it was not agreed to load it. "
                            + "It can't reach files or the network, but it runs with Ganvas. Load it only if you trust its source.");
        }
        return facts;
    }

    /** Ganvas' own features, loaded once. On the compute thread. */
    FeatureNetwork standard() {
        if (standard.isEmpty()) {
            try {
                standard = Optional.of(new GanvasFeatures(OWN, Safetensors.read(own)));
            } catch (CheckpointException | IllegalArgumentException e) {
                throw new StudioException(
                        "Ganvas' own features can't be read from " + own + ": " + e.getMessage()
                                + " Install Ganvas again, or choose a TorchScript file.",
                        e);
            }
        }
        return standard.get();
    }

    /** A file that was agreed to; the one before it is freed. On the compute thread. */
    FeatureNetwork script(Path file, ScriptInterface facts) {
        script.ifPresent(FeatureNetwork::close);
        script = Optional.empty();
        try {
            script = Optional.of(ScriptFeatures.load(file, facts));
            return script.get();
        } catch (IOException | TensorException | IllegalArgumentException e) {
            throw new StudioException(file.getFileName() + " can't be used as a feature network: " + e.getMessage(), e);
        }
    }
}
