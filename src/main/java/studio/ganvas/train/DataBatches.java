package studio.ganvas.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import studio.ganvas.data.Batch;
import studio.ganvas.data.Dataset;
import studio.ganvas.data.Loader;
import studio.ganvas.data.LoaderSpec;
import studio.ganvas.data.Resample;
import studio.ganvas.data.TransformSpec;
import studio.ganvas.gan.BatchShare;
import studio.ganvas.gan.DataFacts;
import studio.ganvas.gan.DataKind;
import studio.ganvas.gan.PictureSpec;
import studio.ganvas.tensor.HostTensor;

/** A dataset as batches for one plan. Owns the dataset. */
public final class DataBatches implements Batches {
    /** Key of the option that every system has for its batch size. */
    public static final String BATCH_SIZE = "batchSize";

    private final Dataset dataset;
    private final RunPlan plan;
    private final Loader loader;
    private final Map<Integer, HostBatch> fixed = new HashMap<>();

    /**
     * Starts loading.
     *
     * @throws RunException when the dataset is not of the kind that the system learns from
     */
    public DataBatches(Dataset dataset, RunPlan plan) {
        this.plan = plan;
        check(dataset, plan.system().info().data());
        try {
            this.dataset = split(dataset, plan);
            this.loader = new Loader(
                    this.dataset, spec(transform(false), plan.options().integer(BATCH_SIZE)));
        } catch (IllegalArgumentException e) {
            throw new RunException(e.getMessage(), e);
        }
    }

    /** The dataset as the plan divides it: with a test set where pictures are kept aside. */
    public static Dataset split(Dataset dataset, RunPlan plan) {
        int aside = plan.schedule().integer(Schedule.HOLD_OUT);
        return aside == 0 ? dataset : dataset.withHeldOut(aside);
    }

    /** What networks need to know of a dataset. */
    public static DataFacts facts(Dataset dataset, DataKind kind) {
        return new DataFacts(
                kind == DataKind.LABELLED || kind == DataKind.IMAGES && isClassified(dataset)
                        ? dataset.classes()
                        : List.of());
    }

    /** Whether every picture has a class, of at least two: systems of plain pictures may use it. */
    private static boolean isClassified(Dataset dataset) {
        return dataset.classes().size() > 1 && dataset.items().stream().allMatch(item -> dataset.classOf(item) >= 0);
    }

    /** Whether a system of this kind can learn from the dataset. */
    public static boolean fits(Dataset dataset, DataKind kind) {
        return switch (kind) {
            case IMAGES -> true;
            case LABELLED -> dataset.classes().size() > 1;
            case DOMAINS -> dataset.domains().size() == 2 || dataset.paired();
            case PAIRS -> dataset.paired();
        };
    }

    /** {@link RunException} when a system of this kind can't learn from the dataset, with what it needs. */
    public static void check(Dataset dataset, DataKind kind) {
        if (!fits(dataset, kind)) {
            throw new RunException("“" + dataset.name() + "” can't be used here: "
                    + switch (kind) {
                        case IMAGES -> "it holds no pictures.";
                        case LABELLED ->
                            "this system needs pictures sorted into at least two classes (a folder for each).";
                        case DOMAINS -> "this system needs two sets of pictures, A and B (two folders).";
                        case PAIRS ->
                            "this system needs pairs: two folders with the same file names, or pictures "
                                    + "whose halves are A and B.";
                    });
        }
        if (kind == DataKind.LABELLED) {
            long without = dataset.items().stream()
                    .filter(item -> dataset.classOf(item) < 0)
                    .count();
            if (without > 0) {
                throw new RunException(without + " pictures of “" + dataset.name()
                        + "” have no class. Sort every picture into a class folder.");
            }
        }
    }

    private TransformSpec transform(boolean deterministic) {
        TransformSpec spec = transform(plan);
        return deterministic ? spec.deterministic() : spec;
    }

    /** How the pictures of a plan are prepared for its networks. */
    public static TransformSpec transform(RunPlan plan) {
        PictureSpec wanted = plan.system().pictures(plan.options());
        return new TransformSpec(
                wanted.size(),
                wanted.channels(),
                wanted.keepAspect() ? TransformSpec.ResizeMode.CROP : TransformSpec.ResizeMode.STRETCH,
                wanted.loadSize(),
                wanted.flip(),
                switch (wanted.resize()) {
                    case BILINEAR -> Resample.Filter.BILINEAR;
                    case BICUBIC -> Resample.Filter.BICUBIC;
                });
    }

    private LoaderSpec spec(TransformSpec transform, int batch) {
        LoaderSpec.Order order =
                switch (plan.system().info().data()) {
                    case IMAGES, LABELLED -> LoaderSpec.Order.SINGLE;
                    case DOMAINS -> LoaderSpec.Order.UNALIGNED;
                    case PAIRS -> LoaderSpec.Order.ALIGNED;
                };
        return LoaderSpec.of(transform, batch, plan.seed(), dataset.trainSplit(), order);
    }

    @Override
    public HostBatch at(long step) {
        BatchShare share = plan.system().batches(plan.options(), step);
        List<HostBatch> parts = new ArrayList<>();
        for (int i = 0; i < share.count(); i++) {
            parts.add(take(loader, share.first() + i));
        }
        return HostBatch.joined(parts);
    }

    @Override
    public HostBatch fixed(int n) {
        return fixed.computeIfAbsent(n, count -> {
            try (Loader once = new Loader(dataset, spec(transform(true), count))) {
                return take(once, 0);
            }
        });
    }

    private HostBatch take(Loader from, long step) {
        try {
            return onHost(from.at(step));
        } catch (IllegalStateException e) {
            throw new RunException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunException("Loading was interrupted", e);
        }
    }

    private HostBatch onHost(Batch batch) {
        Map<String, HostTensor> pictures = new LinkedHashMap<>();
        batch.images().keySet().stream()
                .sorted()
                .forEach(name -> pictures.put(
                        name,
                        HostTensor.of(batch.images().get(name), batch.shapes().get(name))));
        boolean labelled = LongStream.of(batch.labels()).noneMatch(label -> label < 0) && batch.labels().length > 0;
        return new HostBatch(
                pictures,
                labelled ? Optional.of(HostTensor.of(batch.labels(), batch.labels().length)) : Optional.empty());
    }

    @Override
    public long size() {
        return dataset.items(dataset.trainSplit()).size();
    }

    @Override
    public void close() {
        loader.close();
        try {
            dataset.close();
        } catch (java.io.IOException e) {
            throw new RunException("The dataset can't be closed: " + e.getMessage(), e);
        }
    }
}
