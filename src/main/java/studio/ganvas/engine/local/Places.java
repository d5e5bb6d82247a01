package studio.ganvas.engine.local;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where things lie on this machine.
 *
 * @param home settings and lists of this user
 * @param runs training runs
 * @param assets starter datasets that ship with the program
 */
public record Places(Path home, Path runs, Path assets) {
    /** System property for {@link #home}. */
    public static final String HOME_PROPERTY = "ganvas.home";
    /** System property for {@link #runs}. */
    public static final String RUNS_PROPERTY = "ganvas.runs";
    /** System property for {@link #assets}. */
    public static final String ASSETS_PROPERTY = "ganvas.assets";

    /** The usual places, each of which a system property can move. */
    public static Places usual(Path home) {
        Path runs = Path.of(
                System.getProperty(RUNS_PROPERTY, home.resolve("training-runs").toString()));
        return new Places(home, runs, assetsPlace());
    }

    /** {@code assets} beside the program, or in the folder where it was started. */
    private static Path assetsPlace() {
        String told = System.getProperty(ASSETS_PROPERTY);
        if (told != null) {
            return Path.of(told);
        }
        Path here = Path.of("assets");
        try {
            Path program = Path.of(Places.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Stream.iterate(program, path -> path != null, Path::getParent)
                    .limit(4)
                    .map(path -> path.resolve("assets"))
                    .filter(Files::isDirectory)
                    .findFirst()
                    .orElse(here);
        } catch (URISyntaxException e) {
            return here;
        }
    }
}
