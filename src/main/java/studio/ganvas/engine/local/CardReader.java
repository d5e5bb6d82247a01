package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.CheckpointException;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.model.ModelCard;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.gan.Option;
import studio.ganvas.train.ModelPack;
import studio.ganvas.train.RunException;
import studio.ganvas.train.RunPlan;

/** Reads what models say of themselves: the text beside them, and the header of their file. */
final class CardReader {
    private static final String TEXT = "README.md";
    /** A longer text is no card. */
    private static final long MOST_TEXT = 1 << 20;

    private CardReader() {}

    static ModelCard card(ModelEntry model) {
        Path place = model.location();
        try {
            Path file = ModelShelf.file(place);
            return new ModelCard(text(file.resolveSibling(TEXT)), facts(file), place, Files.size(file));
        } catch (IOException e) {
            throw new StudioException("The model " + place + " can't be read. Is it still there?", e);
        }
    }

    private static Optional<String> text(Path file) throws IOException {
        boolean packed = Files.isRegularFile(file.resolveSibling(ModelPack.CARD));
        return packed && Files.isRegularFile(file) && Files.size(file) <= MOST_TEXT
                ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** Of other programs' files nothing is known before they are loaded. */
    private static Optional<ModelCard.Facts> facts(Path file) {
        try (Checkpoint checkpoint = Checkpoints.open(file)) {
            String json = checkpoint.metadata().get("ganvas.plan");
            if (json == null) {
                return Optional.empty();
            }
            RunPlan plan = RunPlan.fromJson(json);
            long step = Long.parseLong(checkpoint.metadata().getOrDefault("ganvas.step", "0"));
            return Optional.of(new ModelCard.Facts(
                    plan.system().info().title(),
                    plan.system().info().paper(),
                    plan.data().name(),
                    step,
                    changed(plan)));
        } catch (CheckpointException | RunException | NumberFormatException e) {
            throw new StudioException(file.getFileName() + " can't be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> changed(RunPlan plan) {
        Map<String, String> changed = new LinkedHashMap<>();
        for (Option option : plan.system().info().options()) {
            Object value = plan.options().values().get(option.key());
            if (value != null && !value.equals(option.defaultValue())) {
                changed.put(option.key(), String.valueOf(value));
            }
        }
        return changed;
    }
}
