package studio.ganvas.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.NoiseChoice;
import studio.ganvas.engine.latent.Truncation;

/** Options that all pictures of latents share, named as in NVIDIA's tools. */
final class LatentLook {
    @Mixin
    private ClassOption label = new ClassOption();

    @Option(names = "--trunc", paramLabel = "PSI", description = "Truncation ψ (default: 1).")
    private Optional<Double> psi = Optional.empty();

    @Option(
            names = "--truncation-cutoff",
            paramLabel = "LAYER",
            description = "Layers of a StyleGAN from here on are not truncated.")
    private Optional<Integer> cutoff = Optional.empty();

    @Option(
            names = "--noise-mode",
            paramLabel = "MODE",
            description = "Noise of a StyleGAN: const, random or none (default: const).")
    private Optional<String> noiseMode = Optional.empty();

    @Option(names = "--noise-seed", paramLabel = "SEED", description = "Seed of random noise (default: 0).")
    private long noiseSeed;

    /** A state with these options. */
    LatentState state(String model, LatentFacts facts) {
        if (!facts.styled() && (cutoff.isPresent() || noiseMode.isPresent())) {
            throw new StudioException(facts.system()
                    + " has no styles and no noise of layers; leave out --truncation-cutoff and --noise-mode.");
        }
        OptionalInt from = cutoff.map(OptionalInt::of).orElseGet(OptionalInt::empty);
        return LatentState.of(model, 0)
                .with(new Truncation(psi.orElse(1.0), from, List.of()))
                .with(noise())
                .withClasses(label.classes(facts.classes()));
    }

    private NoiseChoice noise() {
        String mode = noiseMode.orElse("const").toUpperCase(Locale.ROOT);
        try {
            return new NoiseChoice(NoiseChoice.Mode.valueOf(mode), noiseSeed, List.of());
        } catch (IllegalArgumentException e) {
            throw new StudioException("--noise-mode is const, random or none, not “" + noiseMode.orElse("") + "”.", e);
        }
    }
}
