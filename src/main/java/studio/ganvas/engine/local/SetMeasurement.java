package studio.ganvas.engine.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.metric.MetricKind;
import studio.ganvas.metric.FeatureNetwork;
import studio.ganvas.metric.Fid;
import studio.ganvas.metric.InceptionScore;
import studio.ganvas.metric.Lpips;
import studio.ganvas.metric.PathLength;
import studio.ganvas.metric.PrecisionRecall;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Rng;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

/** A set of generated pictures (or any other) against a set of real ones. */
final class SetMeasurement implements Measurement {
    private static final int PATHS_A_SLICE = 4;
    private static final int FEWEST = 2;

    private final List<MetricKind> kinds;
    private final FeatureNetwork network;
    private final DatasetPictures realPictures;
    private final PictureSource fakePictures;
    private final FeatureSet real = new FeatureSet();
    private final FeatureSet fake = new FeatureSet();
    private final FeatureSet probabilities = new FeatureSet();
    private final List<Float> differences = new ArrayList<>();
    private final Findings findings = new Findings();
    private final List<Phase> phases = new ArrayList<>();
    private final Runnable wake;

    /** Where features of the real pictures are kept. */
    interface Keeping {
        /** On the compute thread, in an open scope, when all features are there. */
        void keep(StateDict contents);
    }

    /**
     * @param kept features of the real pictures from an earlier measurement
     * @param sheet where to draw nearest neighbours; empty: nowhere
     */
    SetMeasurement(
            List<MetricKind> kinds,
            FeatureNetwork network,
            DatasetPictures realPictures,
            PictureSource fakePictures,
            Optional<StateDict> kept,
            Keeping keeping,
            Optional<Path> sheet,
            Runnable wake) {
        this.kinds = kinds;
        this.network = network;
        this.realPictures = realPictures;
        this.fakePictures = fakePictures;
        this.wake = wake;
        plan(kept, keeping, sheet);
    }

    private void plan(Optional<StateDict> kept, Keeping keeping, Optional<Path> sheet) {
        NeighbourFinder neighbours = new NeighbourFinder(realPictures, real, fake, sheet, wake);
        if (comparesWithReal()) {
            if (kept.isPresent()) {
                phases.add(Phase.formula("Reading kept features", 1, i -> FeatureCache.fill(real, kept.get())));
            } else {
                phases.add(new Extraction(
                        "Looking at real pictures",
                        realPictures,
                        batch -> real.add(network.features(batch.pictures()), batch.numbers()),
                        wake));
                phases.add(Phase.formula("Keeping features", 1, i -> keeping.keep(FeatureCache.contents(real))));
            }
        }
        phases.add(new Extraction(
                "Looking at generated pictures",
                fakePictures,
                batch -> {
                    look(batch);
                    neighbours.offer(batch);
                },
                wake));
        phases.add(Phase.formula("Counting", 1, i -> check()));
        kinds.forEach(kind -> {
            switch (kind) {
                case FID -> phases.add(Phase.formula("Computing FID", 1, i -> fid()));
                case KID ->
                    phases.add(KidPhase.of("Computing KID", most(), real, fake, kid -> {
                        findings.put(MetricKind.KID, "kid", kid.mean());
                        findings.put(MetricKind.KID, "kid_std", kid.std());
                    }));
                case PR -> phases.add(Phase.formula("Computing precision and recall", 2, this::precisionRecall));
                case IS -> phases.add(Phase.formula("Computing the inception score", 1, i -> inceptionScore()));
                case LPIPS -> phases.add(Phase.formula("Averaging LPIPS", 1, i -> diversity()));
                case PPL -> planPaths();
                case NEIGHBOURS -> phases.addAll(neighbours.phases(findings));
                default -> throw new IllegalArgumentException("There is no way to measure " + kind);
            }
        });
    }

    private int most() {
        return Math.max(realPictures.size(), fakePictures.size());
    }

    private boolean comparesWithReal() {
        return kinds.stream()
                .anyMatch(kind -> kind == MetricKind.FID
                        || kind == MetricKind.KID
                        || kind == MetricKind.PR
                        || kind == MetricKind.NEIGHBOURS);
    }

    private void look(PictureSource.Taken batch) {
        Tensor x = batch.pictures();
        fake.add(network.features(x), batch.numbers());
        if (kinds.contains(MetricKind.IS)) {
            network.probabilities(x).ifPresent(p -> probabilities.add(p, batch.numbers()));
        }
        long pairs = x.size(0) / 2;
        if (kinds.contains(MetricKind.LPIPS) && pairs > 0) {
            network.perceptual(x).ifPresent(embedding -> {
                Tensor distance = Lpips.distance(embedding.narrow(0, 0, pairs), embedding.narrow(0, pairs, 2 * pairs));
                for (float each : distance.toFloats()) {
                    differences.add(each);
                }
            });
        }
    }

    private void check() {
        if (fake.size() < FEWEST || comparesWithReal() && real.size() < FEWEST) {
            throw new StudioException("There are too few readable pictures to measure anything: " + real.size()
                    + " real, " + fake.size() + " to compare.");
        }
        int fewest = Math.min(fake.size(), comparesWithReal() ? real.size() : Integer.MAX_VALUE);
        if (kinds.contains(MetricKind.FID) && fewest < network.dimensions()) {
            findings.note("FID was computed from fewer pictures (" + fewest + ") than there are features ("
                    + network.dimensions() + "); it is far too high then. KID suffers less.");
        }
    }

    private void fid() {
        findings.put(MetricKind.FID, "fid", Fid.distance(Fid.gaussian(real.all()), Fid.gaussian(fake.all())));
    }

    private void precisionRecall(int part) {
        int k = Math.min(PrecisionRecall.NEIGHBOURS, Math.min(real.size(), fake.size()) - 1);
        Tensor manifold = part == 0 ? real.all() : fake.all();
        Tensor probes = part == 0 ? fake.all() : real.all();
        double share = PrecisionRecall.covered(probes, manifold, PrecisionRecall.radii(manifold, k, true), true);
        findings.put(MetricKind.PR, part == 0 ? "precision" : "recall", share);
    }

    private void inceptionScore() {
        if (probabilities.size() == 0) {
            findings.note("These features name no classes, so there is no inception score.");
            return;
        }
        int splits = Math.min(InceptionScore.SPLITS, probabilities.size());
        InceptionScore.Score score = InceptionScore.of(probabilities.all(), splits);
        findings.put(MetricKind.IS, "is", score.mean());
        findings.put(MetricKind.IS, "is_std", score.std());
    }

    private void diversity() {
        if (differences.isEmpty()) {
            findings.note("These features have no perceptual distance, so there is no LPIPS.");
            return;
        }
        findings.put(
                MetricKind.LPIPS,
                "lpips_diversity",
                differences.stream().mapToDouble(Float::doubleValue).average().orElseThrow());
    }

    private void planPaths() {
        if (!(fakePictures instanceof GeneratedPictures generated)) {
            findings.note("Path length needs a generator with latents.");
            return;
        }
        int slices = Math.max(1, fakePictures.size() / PATHS_A_SLICE);
        float[] all = new float[slices * PATHS_A_SLICE];
        boolean[] able = {true};
        PathLength.Embedding embedding =
                x -> network.perceptual(x.mul(2 / 255.0).sub(1)).orElseGet(() -> {
                    able[0] = false;
                    return Tensor.zeros(x.size(0), 1);
                });
        phases.add(Phase.formula("Walking through latents", slices, i -> {
            if (able[0]) {
                Draws draws = new Rng(0).at(i, "paths");
                float[] some = PathLength.distances(
                                generated.paths(),
                                embedding,
                                generated.space(),
                                true,
                                PathLength.EPSILON,
                                PATHS_A_SLICE,
                                draws)
                        .toFloats();
                System.arraycopy(some, 0, all, i * PATHS_A_SLICE, some.length);
            }
            if (i == slices - 1) {
                tell(generated, able[0], all);
            }
        }));
    }

    private void tell(GeneratedPictures generated, boolean able, float[] distances) {
        if (able) {
            boolean inW = generated.space() == PathLength.Space.W;
            findings.put(MetricKind.PPL, inW ? "ppl_w" : "ppl_z", PathLength.mean(distances));
        } else {
            findings.note("These features have no perceptual distance, so there is no path length.");
        }
    }

    @Override
    public List<Phase> phases() {
        return phases;
    }

    @Override
    public Map<MetricKind, Map<String, Double>> results() {
        return findings.results();
    }

    @Override
    public List<String> notes() {
        return findings.notes();
    }

    @Override
    public int real() {
        return real.size();
    }

    @Override
    public int generated() {
        return fake.size();
    }

    @Override
    public void close() {
        real.close();
        fake.close();
        probabilities.close();
    }
}
