package studio.ganvas.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import studio.ganvas.checkpoint.Checkpoint;
import studio.ganvas.checkpoint.Checkpoints;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Datasets;
import studio.ganvas.data.Item;
import studio.ganvas.data.PictureException;
import studio.ganvas.data.TransformSpec;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.engine.metric.MetricRequest;
import studio.ganvas.train.DataBatches;
import studio.ganvas.train.RunDirectory;
import studio.ganvas.train.RunPlan;
import studio.ganvas.train.SavedModel;

/**
 * Files that a measurement needs, opened. Reads the disk, so not on the compute thread.
 *
 * @param network the file to load; empty when two sets of pictures are compared
 * @param plan of a network that Ganvas trained
 * @param real the pictures that it learnt from, divided as the run divided them
 * @param fake the set to compare with {@code real}
 * @param spec how pictures are prepared
 */
record MetricSetup(
        Optional<Path> network,
        Optional<RunPlan> plan,
        Optional<RunDirectory> run,
        long step,
        Dataset real,
        Optional<Dataset> fake,
        TransformSpec spec)
        implements AutoCloseable {
    private static final int LARGEST_SIDE = 1024;

    /** @throws StudioException in words, when something is missing */
    static MetricSetup open(MetricRequest request, LocalDatasets datasets) throws IOException {
        if (request.subject() instanceof MetricRequest.OfPictures pictures) {
            return ofPictures(pictures, request, datasets);
        } else if (request.subject() instanceof MetricRequest.OfRun run) {
            RunDirectory directory = new RunDirectory(run.directory());
            long step = run.step().orElseGet(() -> newest(directory));
            Path file = directory.network(step);
            if (!Files.isRegularFile(file)) {
                throw new StudioException("The snapshot after step " + step + " is no longer in " + directory.path()
                        + "; only the newest are kept.");
            }
            return ofNetwork(file, Optional.of(directory), request, datasets);
        }
        Path place = ((MetricRequest.OfNetwork) request.subject()).file();
        if (Files.isDirectory(place)) {
            return open(
                    new MetricRequest(
                            new MetricRequest.OfRun(place, java.util.OptionalLong.empty()),
                            request.data(),
                            request.kinds(),
                            request.pictures(),
                            request.features(),
                            request.sheet()),
                    datasets);
        }
        if (!Files.isRegularFile(place)) {
            throw new StudioException("There is no network at " + place + ".");
        }
        Path parent = place.toAbsolutePath().getParent();
        boolean inRun = new RunDirectory(parent).isRun();
        return ofNetwork(place, inRun ? Optional.of(new RunDirectory(parent)) : Optional.empty(), request, datasets);
    }

    private static long newest(RunDirectory directory) {
        List<Long> steps = directory.snapshots();
        if (steps.isEmpty()) {
            throw new StudioException("There is no snapshot in " + directory.path() + " yet.");
        }
        return steps.get(steps.size() - 1);
    }

    private static MetricSetup ofNetwork(
            Path file, Optional<RunDirectory> run, MetricRequest request, LocalDatasets datasets) throws IOException {
        if (isForeign(file)) {
            Dataset real = data(required(request), datasets);
            return new MetricSetup(
                    Optional.of(file), Optional.empty(), Optional.empty(), 0, real, Optional.empty(), fitting(real));
        }
        SavedModel model = SavedModel.open(file);
        RunPlan plan = model.plan();
        Dataset real = request.data().isPresent()
                ? data(request.data().get(), datasets)
                : DataBatches.split(
                        datasets.openData(plan.data().id(), Path.of(plan.data().location())), plan);
        return new MetricSetup(
                Optional.of(file),
                Optional.of(plan),
                run,
                model.step(),
                real,
                Optional.empty(),
                DataBatches.transform(plan).deterministic());
    }

    /** Another program's file, which holds no plan. */
    private static boolean isForeign(Path file) {
        try (Checkpoint checkpoint = Checkpoints.open(file)) {
            return !checkpoint.metadata().containsKey("ganvas.plan");
        }
    }

    private static String required(MetricRequest request) {
        return request.data()
                .orElseThrow(() -> new StudioException("Say which real pictures to compare with (the data)."));
    }

    private static MetricSetup ofPictures(
            MetricRequest.OfPictures pictures, MetricRequest request, LocalDatasets datasets) throws IOException {
        Dataset real = data(required(request), datasets);
        try {
            Dataset fake = data(pictures.place().toString(), datasets);
            return new MetricSetup(
                    Optional.empty(), Optional.empty(), Optional.empty(), 0, real, Optional.of(fake), fitting(real));
        } catch (IOException | RuntimeException e) {
            real.close();
            throw e;
        }
    }

    /** A dataset of the library by its id or name, else a place. */
    private static Dataset data(String wanted, LocalDatasets datasets) throws IOException {
        Optional<DatasetEntry> known = datasets.list().stream()
                .filter(entry -> entry.id().equals(wanted) || entry.name().equals(wanted))
                .findFirst();
        return Datasets.open(known.map(DatasetEntry::location).orElseGet(() -> Path.of(wanted)));
    }

    /** A square as large as the first readable picture's shorter side. */
    private static TransformSpec fitting(Dataset dataset) {
        for (Item item : dataset.items()) {
            try {
                var info = dataset.info(item);
                int width = item.part() == Item.Part.WHOLE ? info.width() : info.width() / 2;
                return TransformSpec.centreCrop(Math.min(LARGEST_SIDE, Math.min(width, info.height())), 3);
            } catch (PictureException e) {
                // the next may be whole
                continue;
            }
        }
        throw new StudioException("No picture of “" + dataset.name() + "” can be read.");
    }

    /** What the network learns from: the training part where the dataset is divided. */
    List<Item> training() {
        return real.items(real.trainSplit());
    }

    /** The training pictures of one domain. */
    List<Item> training(String domain) {
        return of(domain, training());
    }

    /** The pictures of one domain to try a translator on: the test part where there is one. */
    List<Item> test(String domain) {
        return of(domain, real.testSplit().isPresent() ? real.items(real.testSplit()) : training());
    }

    private static List<Item> of(String domain, List<Item> items) {
        return items.stream()
                .filter(item -> item.domain().equals(Optional.of(domain)))
                .toList();
    }

    @Override
    public void close() {
        Stream.concat(Stream.of(real), fake.stream()).forEach(dataset -> {
            try {
                dataset.close();
            } catch (IOException e) {
                throw new StudioException("The dataset can't be closed: " + e.getMessage(), e);
            }
        });
    }
}
