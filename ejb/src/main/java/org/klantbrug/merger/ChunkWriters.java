package org.klantbrug.merger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Threads that write chunks while the next ones are read. Few chunks wait, so that memory stays
 * bounded; what goes wrong in a writer is thrown to the reader.
 */
final class ChunkWriters implements AutoCloseable {
  private static final int LOOK_AGAIN_MILLIS = 200;

  private final BlockingQueue<DeliveryImport.Chunk> waiting;
  private final List<CompletableFuture<Void>> writers = new ArrayList<>();
  private final Consumer<DeliveryImport.Chunk> write;
  private volatile boolean last;
  private volatile boolean stopped;

  ChunkWriters(DeliveryImport.Plan plan, Consumer<DeliveryImport.Chunk> write) {
    this.write = write;
    this.waiting = new ArrayBlockingQueue<>(plan.writers());
    for (var i = 0; i < plan.writers(); i++) {
      writers.add(CompletableFuture.runAsync(this::writeAll, plan.executor()));
    }
  }

  /** Hands over a chunk; waits while enough others do. */
  void take(DeliveryImport.Chunk chunk) {
    try {
      while (!waiting.offer(chunk, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        throwFailure();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while reading", e);
    }
  }

  /** Waits until everything handed over is written. */
  void finish() {
    last = true;
    for (var writer : writers) {
      join(writer);
    }
  }

  /** Ends the writers after the chunk at hand, and waits for them. */
  @Override
  public void close() {
    stopped = true;
    for (var writer : writers) {
      writer.handle((done, failure) -> null).join();
    }
  }

  private void throwFailure() {
    for (var writer : writers) {
      if (writer.isCompletedExceptionally()) {
        join(writer);
      }
    }
  }

  private static void join(CompletableFuture<Void> writer) {
    try {
      writer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void writeAll() {
    try {
      while (!stopped) {
        var chunk = waiting.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        if (chunk != null) {
          write.accept(chunk);
        } else if (last) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while writing", e);
    }
  }
}
