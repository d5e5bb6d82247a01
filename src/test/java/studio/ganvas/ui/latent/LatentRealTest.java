package studio.ganvas.ui.latent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.ganvas.engine.latent.FilmRequest;
import studio.ganvas.engine.local.LocalStudio;
import studio.ganvas.engine.local.Places;
import studio.ganvas.golden.Golden;

/** With the real engine and the tiny StyleGAN2 of a fixture. */
@ExtendWith(ApplicationExtension.class)
class LatentRealTest {
    @TempDir
    static Path temp;

    private final FakeHost host = new FakeHost();
    private LocalStudio studio;
    private PaneWalk walk;

    @Start
    void start(Stage stage) {
        studio = new LocalStudio(new Places(temp.resolve("home"), temp.resolve("runs"), temp.resolve("assets")));
        walk = new PaneWalk(stage, studio, host);
    }

    @AfterEach
    void close() {
        studio.close();
    }

    @Test
    void aSnapshotIsExploredFilmedSavedAndRestored() throws TimeoutException {
        Path model = Golden.open("stylegan2/main").file("network-snapshot.pkl");
        walk.on(() -> walk.pane().drop(model));
        PaneWalk.await(() -> walk.enabled("latent-save"));
        walk.type("latent-seed", "85");
        PaneWalk.await(
                () -> walk.enabled("latent-save") && walk.text("latent-result").contains(" ms"));
        int plain = settled();

        walk.press("latent-mix-add");
        walk.type("latent-mix-1-seed", "3");
        walk.press("latent-mix-1-coarse");
        PaneWalk.await(() -> walk.fingerprint() != plain);
        int mixed = settled();
        Path file = temp.resolve("mixed.png");
        walk.on(() -> walk.pane().save(file));
        PaneWalk.await(() -> Files.exists(file));

        walk.press("latent-film-add");
        walk.type("latent-seed", "86");
        walk.press("latent-film-add");
        walk.press("latent-keyframe-0");
        walk.type("latent-keyframe-seconds", "0.2");
        Path gif = temp.resolve("film.gif");
        walk.on(() -> walk.pane().export(FilmRequest.Format.GIF, gif));
        PaneWalk.await(() -> walk.text("latent-film-job-words").equals("The film is in film.gif."));
        assertThat(gif).isNotEmptyFile();

        walk.press("latent-sefa");
        PaneWalk.await(() -> !walk.node("latent-directions-job").isVisible());
        walk.type("latent-seed", "5");
        PaneWalk.await(() -> walk.fingerprint() != mixed);
        walk.on(() -> walk.pane().drop(file));
        PaneWalk.await(() -> walk.fingerprint() == mixed);
        assertThat(walk.typed("latent-seed")).isEqualTo("85");
    }

    /** What is in view once the picture is whole and nothing is on its way. */
    private int settled() throws TimeoutException {
        PaneWalk.await(() -> !walk.node("latent-progress").isVisible() && walk.enabled("latent-save"));
        return walk.fingerprint();
    }
}
