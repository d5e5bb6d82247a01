package studio.ganvas.engine.latent;

import java.util.concurrent.CompletableFuture;

/**
 * Long work on its way.
 *
 * @param id in {@code Jobs.list()}, which shows progress and cancels
 * @param result is cancelled when the job is
 */
public record LatentJob<R>(long id, CompletableFuture<R> result) {}
