package studio.ganvas.engine.local;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import studio.ganvas.metric.FeatureNetwork;
import studio.ganvas.metric.Lpips;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/** Translations and, after them in each batch, the pictures that they should be. Grows sums of their distances. */
final class TruthPairs implements PictureSource {
    private final TranslatedPictures translations;
    private final DatasetPictures truth;
    private double l1;
    private double lpips;
    private int compared;
    private boolean perceptual = true;

    TruthPairs(TranslatedPictures translations, DatasetPictures truth) {
        this.translations = translations;
        this.truth = truth;
    }

    @Override
    public int size() {
        return truth.size();
    }

    @Override
    public CompletableFuture<?> prepare(int from, int to) {
        return CompletableFuture.allOf(translations.prepare(from, to), truth.prepare(from, to));
    }

    /** Of a pair of which either can't be read, neither is taken. */
    @Override
    public Taken take(int from, int to) {
        Taken made = translations.take(from, to);
        Taken right = truth.take(from, to);
        int[] both = IntStream.of(made.numbers())
                .filter(number -> IntStream.of(right.numbers()).anyMatch(other -> other == number))
                .toArray();
        return new Taken(Ops.cat(0, rows(made, both), rows(right, both)), both);
    }

    private static Tensor rows(Taken taken, int... wanted) {
        long[] places = IntStream.range(0, taken.numbers().length)
                .filter(i -> IntStream.of(wanted).anyMatch(number -> number == taken.numbers()[i]))
                .asLongStream()
                .toArray();
        return taken.pictures().indexSelect(0, Tensor.of(places, places.length));
    }

    Extraction.Visitor visitor(FeatureNetwork network) {
        return batch -> {
            int n = batch.numbers().length;
            Tensor made = batch.pictures().narrow(0, 0, n);
            Tensor right = batch.pictures().narrow(0, n, 2L * n);
            l1 += made.sub(right).abs().mean().item() * n;
            Optional<Tensor> embedded = network.perceptual(batch.pictures());
            embedded.ifPresent(all -> lpips += Lpips.distance(all.narrow(0, 0, n), all.narrow(0, n, 2L * n))
                    .sum()
                    .item());
            perceptual &= embedded.isPresent();
            compared += n;
        };
    }

    /** Mean absolute difference of pixels in [−1, 1], so at most 2. */
    double l1() {
        return l1 / compared;
    }

    Optional<Double> lpips() {
        return perceptual ? Optional.of(lpips / compared) : Optional.empty();
    }
}
