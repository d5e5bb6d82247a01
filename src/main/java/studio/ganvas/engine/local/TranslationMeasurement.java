package studio.ganvas.engine.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.data.Item;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.metric.MetricKind;
import studio.ganvas.gan.Translator;
import studio.ganvas.metric.FeatureNetwork;
import studio.ganvas.metric.Fid;
import studio.ganvas.metric.Kid;
import studio.ganvas.metric.PrecisionRecall;
import studio.ganvas.tensor.Tensor;

/**
 * Translations of both directions: against the pictures of the target domain (FID, KID, precision and recall), against
 * both domains as the U-GAT-IT paper does (mean KID) and, where the pictures are pairs, against the truth (L1, LPIPS).
 * Results of a direction end in {@code _AtoB} or {@code _BtoA}; those without are the means over the directions.
 */
final class TranslationMeasurement implements Measurement {
    private final List<MetricKind> kinds;
    private final FeatureNetwork network;
    private final Map<String, DatasetPictures> training = new LinkedHashMap<>();
    private final Map<String, FeatureSet> real = new LinkedHashMap<>();
    private final Map<String, FeatureSet> translated = new LinkedHashMap<>();
    private final Map<String, List<Double>> sums = new HashMap<>();
    private final Findings findings = new Findings();
    private final List<Phase> phases = new ArrayList<>();

    TranslationMeasurement(
            List<MetricKind> kinds,
            FeatureNetwork network,
            Translator translator,
            MetricSetup setup,
            int pictures,
            DataThreads io,
            Runnable wake) {
        this.kinds = kinds;
        this.network = network;
        List<String> domains = setup.real().domains();
        if (domains.size() != 2) {
            throw new StudioException("“" + setup.real().name()
                    + "” has no two domains to translate between. Choose a dataset with A and B.");
        }
        for (String domain : domains) {
            List<Item> chosen = DatasetPictures.choose(setup.training(domain), pictures);
            DatasetPictures source = new DatasetPictures(setup.real(), chosen, setup.spec(), io);
            FeatureSet features = new FeatureSet();
            training.put(domain, source);
            real.put(domain, features);
            phases.add(new Extraction(
                    "Looking at " + domain,
                    source,
                    batch -> features.add(network.features(batch.pictures()), batch.numbers()),
                    wake));
        }
        for (Translator.Direction direction : translator.directions()) {
            boolean forth = direction.id().equals(Translator.Direction.A_TO_B);
            plan(
                    translator,
                    direction,
                    domains.get(forth ? 0 : 1),
                    domains.get(forth ? 1 : 0),
                    setup,
                    pictures,
                    io,
                    wake);
        }
        phases.add(Phase.formula("Averaging", 1, i -> average()));
    }

    private void plan(
            Translator translator,
            Translator.Direction direction,
            String from,
            String to,
            MetricSetup setup,
            int pictures,
            DataThreads io,
            Runnable wake) {
        List<Item> inputs = DatasetPictures.choose(setup.test(from), pictures);
        DatasetPictures source = new DatasetPictures(setup.real(), inputs, setup.spec(), io);
        FeatureSet features = new FeatureSet();
        translated.put(direction.id(), features);
        phases.add(new Extraction(
                "Translating " + from + " → " + to,
                new TranslatedPictures(translator, direction, source),
                batch -> features.add(network.features(batch.pictures()), batch.numbers()),
                wake));
        String id = direction.id();
        if (kinds.contains(MetricKind.FID)) {
            phases.add(Phase.formula(
                    "Computing FID",
                    1,
                    i -> put(
                            MetricKind.FID,
                            "fid",
                            id,
                            Fid.distance(Fid.gaussian(real.get(to).all()), Fid.gaussian(features.all())))));
        }
        if (kinds.contains(MetricKind.KID)) {
            planKid(id, pictures, real.get(from), real.get(to), features);
        }
        if (kinds.contains(MetricKind.PR)) {
            phases.add(Phase.formula("Computing precision and recall", 2, part -> {
                Tensor manifold = part == 0 ? real.get(to).all() : features.all();
                Tensor probes = part == 0 ? features.all() : real.get(to).all();
                int k = (int) Math.min(PrecisionRecall.NEIGHBOURS, Math.min(manifold.size(0), probes.size(0)) - 1);
                Tensor radii = PrecisionRecall.radii(manifold, k, true);
                put(
                        MetricKind.PR,
                        part == 0 ? "precision" : "recall",
                        id,
                        PrecisionRecall.covered(probes, manifold, radii, true));
            }));
        }
        if (kinds.contains(MetricKind.LPIPS)) {
            planTruth(translator, direction, setup, inputs, io, wake);
        }
    }

    private void planKid(String id, int most, FeatureSet source, FeatureSet target, FeatureSet made) {
        Kid.Estimate[] toTarget = new Kid.Estimate[1];
        phases.add(KidPhase.of("Computing KID to the target", most, target, made, kid -> {
            toTarget[0] = kid;
            put(MetricKind.KID, "kid", id, kid.mean());
            findings.put(MetricKind.KID, "kid_std_" + id, kid.std());
        }));
        phases.add(KidPhase.of("Computing KID to the source", most, source, made, kid -> {
            Kid.Estimate mean = Kid.meanOf(toTarget[0], kid);
            put(MetricKind.KID, "mean_kid", id, mean.mean());
            findings.put(MetricKind.KID, "mean_kid_std_" + id, mean.std());
        }));
    }

    /** Distances to the pictures that belong to the inputs. */
    private void planTruth(
            Translator translator,
            Translator.Direction direction,
            MetricSetup setup,
            List<Item> inputs,
            DataThreads io,
            Runnable wake) {
        Map<Item, Item> partners = new HashMap<>();
        setup.real().pairs().forEach(pair -> {
            partners.put(pair.a(), pair.b());
            partners.put(pair.b(), pair.a());
        });
        List<Item> asked = inputs.stream().filter(partners::containsKey).toList();
        if (asked.isEmpty()) {
            findings.note("These domains hold no pairs, so translations can't be compared with the truth.");
            return;
        }
        DatasetPictures source = new DatasetPictures(setup.real(), asked, setup.spec(), io);
        List<Item> answers = asked.stream().map(partners::get).toList();
        DatasetPictures truth = new DatasetPictures(setup.real(), answers, setup.spec(), io);
        TruthPairs pairs = new TruthPairs(new TranslatedPictures(translator, direction, source), truth);
        String id = direction.id();
        phases.add(new Extraction("Comparing with the truth", pairs, pairs.visitor(network), wake));
        phases.add(Phase.formula("Averaging distances", 1, i -> {
            put(MetricKind.LPIPS, "l1", id, pairs.l1());
            pairs.lpips().ifPresent(value -> put(MetricKind.LPIPS, "lpips_truth", id, value));
        }));
    }

    private void put(MetricKind kind, String name, String direction, double value) {
        findings.put(kind, name + "_" + direction, value);
        sums.computeIfAbsent(kind + " " + name, any -> new ArrayList<>()).add(value);
    }

    private void average() {
        for (MetricKind kind : kinds) {
            sums.forEach((key, values) -> {
                if (key.startsWith(kind + " ")) {
                    double mean = values.stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElse(Double.NaN);
                    findings.put(kind, key.substring(key.indexOf(' ') + 1), mean);
                }
            });
            if (kind == MetricKind.PPL || kind == MetricKind.NEIGHBOURS || kind == MetricKind.IS) {
                findings.note("“" + kind.id() + "” is not measured of translations.");
            }
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

    /** Of the smaller domain. */
    @Override
    public int real() {
        return real.values().stream().mapToInt(FeatureSet::size).min().orElse(0);
    }

    @Override
    public int generated() {
        return translated.values().stream().mapToInt(FeatureSet::size).min().orElse(0);
    }

    @Override
    public void close() {
        real.values().forEach(FeatureSet::close);
        translated.values().forEach(FeatureSet::close);
    }
}
