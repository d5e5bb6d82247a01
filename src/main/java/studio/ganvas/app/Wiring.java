package studio.ganvas.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import studio.ganvas.cli.Cli;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.local.LocalStudio;
import studio.ganvas.engine.local.Places;
import studio.ganvas.ui.dataset.DatasetsPane;
import studio.ganvas.ui.latent.LatentPane;
import studio.ganvas.ui.learn.LearnPane;
import studio.ganvas.ui.shell.PaneHost;
import studio.ganvas.ui.shell.StudioPane;
import studio.ganvas.ui.stylize.StylizePane;
import studio.ganvas.ui.training.TrainingPane;
import studio.ganvas.ui.welcome.WelcomePane;

/** The one place that names what the program is put together from. */
final class Wiring {
    private Wiring() {}

    /** The engine, which starts in the background. */
    static Studio studio() {
        return new LocalStudio(Places.usual(Home.directory()));
    }

    /** The panes in the order of the rail; a new pane is one line here. */
    static List<StudioPane> panes(Studio studio, PaneHost host) {
        List<StudioPane> panes = new ArrayList<>(List.of(
                new WelcomePane(studio, host),
                new DatasetsPane(studio, host),
                new TrainingPane(studio, host),
                new StylizePane(studio, host),
                new LatentPane(studio, host)));
        panes.add(new LearnPane(host, List.copyOf(panes)));
        return panes;
    }

    /** What runs when there are arguments: gives the exit code. */
    static ToIntFunction<String[]> commands() {
        Places usual = Places.usual(Home.directory());
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        return arguments ->
                Cli.run(runs -> new LocalStudio(new Places(usual.home(), runs, usual.assets())), out, err, arguments);
    }

    private static PrintWriter writer(FileDescriptor stream) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8), true);
    }
}
