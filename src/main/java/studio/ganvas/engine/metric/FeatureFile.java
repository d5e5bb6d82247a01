package studio.ganvas.engine.metric;

import java.nio.file.Path;

/**
 * A TorchScript file that could serve as a feature network. It was looked at, not loaded.
 *
 * @param kind what it is in words: “NVIDIA's Inception-v3”, “a feature network”
 * @param trusted whether the user has agreed to load this very file (these bytes) before
 */
public record FeatureFile(Path file, String kind, String sha256, boolean trusted) {}
