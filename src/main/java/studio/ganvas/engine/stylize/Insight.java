package studio.ganvas.engine.stylize;

import java.util.concurrent.CompletableFuture;
import studio.ganvas.image.Pixels;

/** Looks into models that can show it: attention and ρ. Safe from any thread; nothing waits. */
public interface Insight {
    /**
     * Where a network looks. The newest request wins: an older one that waits or is being computed is cancelled. Cancelling
     * the future stops the work after the tile in hand.
     */
    CompletableFuture<Attention> attention(AttentionRequest request);

    /** Every ρ of the generator that goes that way, with its history where the model is a run. */
    CompletableFuture<RhoReport> rho(String modelId, String direction);

    /**
     * The official strip, from top to bottom: the photo; attention and result of the generator that should leave it alone; of
     * the one that translates it; of the way back. Attention is in the colours of JET, panels are as large as in training.
     */
    CompletableFuture<Pixels> strip(StripRequest request);

    /**
     * Takes a photo there and back; only models that go both ways can. The newest request wins, an older one that waits is
     * cancelled.
     */
    CompletableFuture<RoundTrip> roundTrip(RoundTripRequest request);
}
