package studio.ganvas.ui;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import studio.ganvas.engine.stylize.Attention;
import studio.ganvas.engine.stylize.AttentionRequest;
import studio.ganvas.engine.stylize.Insight;
import studio.ganvas.engine.stylize.RhoLayer;
import studio.ganvas.engine.stylize.RhoReport;
import studio.ganvas.engine.stylize.RoundTrip;
import studio.ganvas.engine.stylize.RoundTripRequest;
import studio.ganvas.engine.stylize.StripRequest;
import studio.ganvas.image.HeatMap;
import studio.ganvas.image.Pixels;

/** Generators look to the upper left, discriminators to the lower right; four layers have a ρ. */
public final class FakeInsight implements Insight {
    public static final Attention OF_GENERATOR = attention(0, OptionalDouble.empty());
    public static final Attention OF_DISCRIMINATOR = attention(3, OptionalDouble.of(0.25));

    public final List<AttentionRequest> requests = new CopyOnWriteArrayList<>();
    public final List<StripRequest> strips = new CopyOnWriteArrayList<>();
    public final List<RoundTripRequest> trips = new CopyOnWriteArrayList<>();

    private static Attention attention(int strongest, OptionalDouble answer) {
        float[] map = new float[4];
        map[strongest] = 8;
        return new Attention(new HeatMap(2, 2, map), 2, -1, answer, 1);
    }

    @Override
    public CompletableFuture<Attention> attention(AttentionRequest request) {
        requests.add(request);
        return CompletableFuture.completedFuture(request.network().startsWith("gen") ? OF_GENERATOR : OF_DISCRIMINATOR);
    }

    @Override
    public CompletableFuture<RhoReport> rho(String modelId, String direction) {
        List<RhoLayer> layers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            boolean adaptive = i < 3;
            layers.add(new RhoLayer(
                    adaptive ? "UpBlock1_" + (i / 2 + 1) + ".norm" + (i % 2 + 1) : "UpBlock2.3",
                    adaptive,
                    Collections.nCopies(8, adaptive ? 0.75f : 0.25f),
                    List.of(1L, 100L, 200L),
                    List.of(0.9, 0.8, 0.75)));
        }
        return CompletableFuture.completedFuture(new RhoReport(direction.equals("AtoB") ? "genA2B" : "genB2A", layers));
    }

    @Override
    public CompletableFuture<Pixels> strip(StripRequest request) {
        strips.add(request);
        return CompletableFuture.completedFuture(new Pixels(1, 7, new int[7]));
    }

    /** Comes back grey, 0.05 off; the code has 64 numbers. */
    @Override
    public CompletableFuture<RoundTrip> roundTrip(RoundTripRequest request) {
        trips.add(request);
        Pixels grey = new Pixels(1, 1, new int[] {FakeStylist.GREY});
        Pixels red = new Pixels(1, 1, new int[] {FakeStylist.RED});
        return CompletableFuture.completedFuture(new RoundTrip(
                grey, red, grey, grey, 0.67, 0.05, 0.02, Optional.of(new RoundTrip.Code(grey, 0.04, 64, 0.9, 0.125))));
    }
}
