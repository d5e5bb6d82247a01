package studio.ganvas.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleConsumer;
import studio.ganvas.engine.JobInfo;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.stylize.FolderJob;
import studio.ganvas.engine.stylize.FolderReport;
import studio.ganvas.engine.stylize.FolderRequest;
import studio.ganvas.engine.stylize.Opened;
import studio.ganvas.engine.stylize.Photo;
import studio.ganvas.engine.stylize.RhoSetting;
import studio.ganvas.engine.stylize.Stylist;
import studio.ganvas.engine.stylize.StylizeRequest;
import studio.ganvas.engine.stylize.StylizeSettings;
import studio.ganvas.engine.stylize.Stylized;
import studio.ganvas.image.Pixels;

/** Paints the photo red on the way from A to B and blue on the way back; keeps what is saved in memory. */
public final class FakeStylist implements Stylist {
    public static final int RED = 0xFFFF0000;
    public static final int BLUE = 0xFF0000FF;
    public static final int GREY = 0xFF808080;

    public final List<StylizeRequest> requests = new CopyOnWriteArrayList<>();
    public final Map<Path, Pixels> saved = new HashMap<>();
    public final Map<Path, StylizeSettings> settings = new HashMap<>();
    public Optional<FolderRequest> folder = Optional.empty();
    private final CompletableFuture<FolderReport> report = new CompletableFuture<>();
    private JobInfo.State state = JobInfo.State.RUNNING;

    private static Pixels flat(int width, int height, int argb) {
        int[] all = new int[width * height];
        Arrays.fill(all, argb);
        return new Pixels(width, height, all);
    }

    @Override
    public boolean accepts(Path file) {
        return file.toString().endsWith(".png") || file.toString().endsWith(".jpg");
    }

    @Override
    public CompletableFuture<Opened> open(Path file) {
        String name = file.getFileName().toString();
        if (name.startsWith("broken")) {
            return CompletableFuture.failedFuture(
                    new StudioException(name + " can't be opened: truncated: the file ends before the picture does"));
        }
        StylizeSettings made = settings.get(file);
        if (made != null) {
            return CompletableFuture.completedFuture(new Opened.Restored(photo(made.photoName()), made));
        }
        return CompletableFuture.completedFuture(new Opened.Plain(photo(name)));
    }

    @Override
    public CompletableFuture<Photo> photo(Path file) {
        return CompletableFuture.completedFuture(photo(file.getFileName().toString()));
    }

    private static Photo photo(String name) {
        return new Photo(name, "print of " + name, flat(80, 60, GREY));
    }

    @Override
    public CompletableFuture<Stylized> stylize(StylizeRequest request, DoubleConsumer progress) {
        requests.add(request);
        int colour = request.direction().equals("AtoB") ? RED : BLUE;
        Pixels photo = request.photo();
        return CompletableFuture.completedFuture(new Stylized(
                flat(photo.width(), photo.height(), colour + green(request.rho())),
                1,
                photo.width(),
                photo.height(),
                Duration.ofMillis(820),
                Optional.of(FakeInsight.OF_GENERATOR)));
    }

    /** A tried ρ shows as green: 100 · the first span's value. */
    private static int green(List<RhoSetting> rho) {
        return rho.isEmpty() ? 0 : (int) Math.round(100 * rho.get(0).value()) << 8;
    }

    @Override
    public CompletableFuture<Path> save(Path file, Pixels picture, StylizeSettings made) {
        saved.put(file, picture);
        settings.put(file, made);
        return CompletableFuture.completedFuture(file);
    }

    @Override
    public FolderJob folder(FolderRequest request) {
        folder = Optional.of(request);
        return new FolderJob(1, report);
    }

    /** The job of the folder while there is one. */
    public List<JobInfo> jobs() {
        return folder.isEmpty()
                ? List.of()
                : List.of(new JobInfo(
                        1, "Stylizing", "2 of 5 pictures", state, 0.4, Optional.of(Duration.ofSeconds(30)), true));
    }

    public void cancel() {
        state = JobInfo.State.CANCELLED;
        report.complete(new FolderReport(
                folder.orElseThrow().out(), 2, List.of(new FolderReport.Skipped("broken.jpg", "truncated")), true));
    }
}
