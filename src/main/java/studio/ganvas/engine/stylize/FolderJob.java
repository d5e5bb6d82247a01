package studio.ganvas.engine.stylize;

import java.util.concurrent.CompletableFuture;

/**
 * A folder on its way.
 *
 * @param id in {@code Jobs.list()}, which shows progress and cancels
 */
public record FolderJob(long id, CompletableFuture<FolderReport> report) {}
