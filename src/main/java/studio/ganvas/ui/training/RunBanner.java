package studio.ganvas.ui.training;

import java.time.Duration;
import java.time.Instant;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunState;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;

/** Says what a run's state means, why it came to it, and offers what to do; away while all is well. */
final class RunBanner extends HBox {
    private final FontIcon icon = Nodes.icon("fth-info");
    private final Label title = Nodes.label("bannerTitle", "text-bold");
    private final Label words = Nodes.label("bannerText");
    private final Button resume = Nodes.dress(new Button(), "bannerResumeButton", "fth-play", "training.resume");

    private final Button slower =
            Nodes.dress(new Button(), "bannerSlowerButton", "fth-trending-down", "training.slower");

    RunBanner(RunActions actions) {
        super(16);
        setId("runBanner");
        setAlignment(Pos.CENTER_LEFT);
        title.setWrapText(true);
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        VBox text = new VBox(4, title, words);
        HBox.setHgrow(text, Priority.ALWAYS);
        resume.setMinWidth(USE_PREF_SIZE);
        resume.setOnAction(event -> actions.resume());
        getStyleClass().add("banner");
        slower.setMinWidth(USE_PREF_SIZE);
        slower.setOnAction(event -> actions.resumeSlower());
        VBox buttons = new VBox(8, resume, slower);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(icon, text, buttons);
        Nodes.show(this, false);
    }

    /** Why, and what it means; the message of an interrupted or diverged run says both. */
    private static String words(RunEntry run) {
        String meaning = Words.of("training.banner." + run.state() + ".text");
        if (run.message().isEmpty()) {
            return meaning;
        }
        boolean complete = run.state() != RunState.FAILED && run.state() != RunState.FINISHED;
        return complete ? run.message() : run.message() + " " + meaning;
    }

    /** How long ago a run that is trained elsewhere was last heard of. */
    private static String seen(RunEntry run) {
        return run.lastSeen()
                .map(then -> Duration.between(then, Instant.now()))
                .map(ago -> ago.toSeconds() < 10
                        ? Words.of("training.seen.now")
                        : Words.of("training.seen.ago", Formats.duration(ago)))
                .orElse("");
    }

    void show(RunEntry run) {
        boolean speaks =
                switch (run.state()) {
                    case RUNNING, PAUSED -> false;
                    case STOPPED -> !run.message().isEmpty();
                    default -> true;
                };
        Nodes.show(this, speaks);
        if (!speaks) {
            return;
        }
        title.setText(Words.of("training.banner." + run.state(), seen(run)));
        words.setText(words(run));
        getStyleClass().removeIf(style -> style.startsWith("banner-"));
        getStyleClass().add("banner-" + RunHeader.tone(run.state()));
        icon.setIconLiteral(
                switch (run.state()) {
                    case FINISHED -> "fth-check-circle";
                    case DIVERGED, FAILED, INTERRUPTED, STOPPED -> "fth-alert-triangle";
                    case ELSEWHERE -> "fth-eye";
                    default -> "fth-clock";
                });
        Nodes.show(resume, RunActions.resumable(run.state()));
        Nodes.show(slower, run.state() == RunState.DIVERGED);
        resume.setText(Words.of(run.state() == RunState.DIVERGED ? "training.rollback" : "training.resume"));
    }
}
