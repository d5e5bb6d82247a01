package studio.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.ganvas.checkpoint.Npz;
import studio.ganvas.data.PngFiles;
import studio.ganvas.engine.local.LocalStudio;
import studio.ganvas.engine.local.Places;
import studio.ganvas.golden.Golden;
import studio.ganvas.image.Pixels;

class LatentCommandsTest {
    @TempDir
    Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int ganvas(String... arguments) {
        return Cli.run(
                runs -> new LocalStudio(new Places(temp.resolve("home"), temp.resolve("none"), Path.of("assets"))),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                arguments);
    }

    private static String network(String variant) {
        return Golden.open("stylegan2/" + variant).file("network-snapshot.pkl").toString();
    }

    private Pixels generate(String folder, String variant, String... more) throws Exception {
        Path outdir = temp.resolve(folder);
        String[] common = {
            "generate", "--network", network(variant), "--seeds", "85,3", "--outdir", outdir.toString(), "--grid"
        };
        String[] all = java.util.Arrays.copyOf(common, common.length + more.length);
        System.arraycopy(more, 0, all, common.length, more.length);
        assertThat(ganvas(all)).as(err.toString()).isZero();
        assertThat(outdir.resolve("seed0003.png")).exists();
        assertThat(outdir.resolve("grid.png")).exists();
        assertThat(PngFiles.readText(outdir.resolve("seed0085.png"))).containsKey("ganvas.latent");
        return PngFiles.read(outdir.resolve("seed0085.png"));
    }

    @Test
    void generateKnowsTruncationNoiseAndClasses() throws Exception {
        Pixels plain = generate("a", "main");
        assertThat(generate("b", "main", "--trunc", "0.5").argb()).isNotEqualTo(plain.argb());
        assertThat(generate("c", "main", "--noise-mode", "none").argb()).isNotEqualTo(plain.argb());
        assertThat(generate("d", "main", "--trunc", "1", "--noise-mode", "const")
                        .argb())
                .isEqualTo(plain.argb());
        Pixels one = generate("e", "cond", "--class", "0");
        assertThat(generate("f", "cond", "--class", "0:0.5,1:0.5").argb()).isNotEqualTo(one.argb());
        assertThat(ganvas("generate", "--network", network("cond"), "--seeds", "1", "--outdir", temp.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("needs --class");
    }

    @Test
    void mixWritesTheGrid() throws Exception {
        Path outdir = temp.resolve("mix");
        assertThat(ganvas(
                        "mix",
                        "--network",
                        network("main"),
                        "--rows",
                        "85,100",
                        "--cols",
                        "55",
                        "--col-styles",
                        "0-3",
                        "--outdir",
                        outdir.toString()))
                .as(err.toString())
                .isZero();
        assertThat(outdir.resolve("85-55.png")).exists();
        Pixels sheet = PngFiles.read(outdir.resolve("grid.png"));
        Pixels cell = PngFiles.read(outdir.resolve("100-55.png"));
        assertThat(sheet.width()).isEqualTo(2 * cell.width());
        assertThat(sheet.height()).isEqualTo(3 * cell.height());
    }

    @Test
    void interpolateWritesWhatItsOutputIsCalled() throws Exception {
        for (String name : new String[] {"film.mp4", "film.gif", "frames"}) {
            Path output = temp.resolve(name);
            assertThat(ganvas(
                            "interpolate",
                            "--network",
                            network("main"),
                            "--seeds",
                            "1-2",
                            "--frames",
                            "3",
                            "--fps",
                            "10",
                            "--output",
                            output.toString()))
                    .as(err.toString())
                    .isZero();
            assertThat(output).exists();
        }
        assertThat(temp.resolve("frames/frame00005.png")).exists();
        assertThat(temp.resolve("frames/frame00006.png")).doesNotExist();
        assertThat(ganvas("interpolate", "--network", "x", "--output", "y.mp4")).isEqualTo(2);
    }

    @Test
    void projectWritesW() throws Exception {
        generate("a", "main");
        Path outdir = temp.resolve("projected");
        assertThat(ganvas(
                        "project",
                        "--network",
                        network("main"),
                        "--target",
                        temp.resolve("a/seed0003.png").toString(),
                        "--num-steps",
                        "3",
                        "--outdir",
                        outdir.toString()))
                .as(err.toString())
                .isZero();
        assertThat(Npz.read(outdir.resolve("projected_w.npz"))
                        .get("w")
                        .orElseThrow()
                        .shape()[0])
                .isEqualTo(1);
        assertThat(outdir.resolve("proj.png")).exists();
        assertThat(outdir.resolve("target.png")).exists();
        assertThat(out.toString()).contains("distance");
    }

    @Test
    void aFileThatIsNoNetworkIsASentence() throws Exception {
        Path text = Files.writeString(temp.resolve("x.pkl"), "no network");
        for (String[] command : new String[][] {
            {"mix", "--rows", "1", "--cols", "2", "--outdir", "y"},
            {"interpolate", "--seeds", "1", "--output", "y.gif"},
            {"generate", "--seeds", "1", "--outdir", "y"}
        }) {
            String[] all = java.util.Arrays.copyOf(command, command.length + 2);
            all[command.length] = "--network";
            all[command.length + 1] = text.toString();
            assertThat(ganvas(all)).isEqualTo(1);
            assertThat(err.toString()).contains("text file").doesNotContain("Exception");
        }
    }
}
