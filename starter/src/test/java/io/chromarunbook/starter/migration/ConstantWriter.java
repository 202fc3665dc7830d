package io.chromarunbook.starter.migration;

import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.WritableServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * An application that writes fifty records a second and reads between them, with the connection and
 * the collection it once opened.
 */
final class ConstantWriter implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final String READ_ONLY = "read-only";

  private final Thread thread;
  private final List<String> written = new CopyOnWriteArrayList<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final AtomicLong reads = new AtomicLong();
  private volatile boolean stops;

  ConstantWriter(Supplier<WritableServer> server, String collection) {
    thread = new Thread(() -> write(server, collection), "constant-writer");
    thread.start();
  }

  private void write(Supplier<WritableServer> opened, String name) {
    try (WritableServer server = opened.get()) {
      CollectionInfo collection = server.collection(name).orElseThrow();
      for (int number = 1; !stops; number++) {
        ChromaRecord record = record("written-" + number, collection.dimension().orElseThrow());
        try {
          server.upsert(collection, List.of(record));
          written.add(record.id());
        } catch (ChromaException e) {
          (e.getMessage().contains(READ_ONLY) ? refused : failures)
              .add(record.id() + ": " + e.getMessage());
        }
        try {
          var ignored = server.count(collection);
          reads.incrementAndGet();
        } catch (ChromaException e) {
          failures.add("count: " + e.getMessage());
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failures.add("ended: " + e);
    }
  }

  private static ChromaRecord record(String id, int dimension) {
    Map<String, Object> metadata = new HashMap<>(Map.of("has_code", false, "code_share", 0.5));
    List.of("package", "version", "file", "title", "section")
        .forEach(key -> metadata.put(key, "written"));
    List.of("idx", "chunks_in_file", "chars", "words").forEach(key -> metadata.put(key, 1L));
    float[] embedding = new float[dimension];
    embedding[Math.floorMod(id.hashCode(), dimension)] = 1;
    return new ChromaRecord(id, "written meanwhile: " + id, null, metadata, embedding);
  }

  /** Ids of what the server said it has. */
  List<String> written() {
    return List.copyOf(written);
  }

  /** Writes that were refused as read-only, with what was said. */
  List<String> refused() {
    return List.copyOf(refused);
  }

  /** Everything else that went wrong. */
  List<String> failures() {
    return new ArrayList<>(failures);
  }

  long reads() {
    return reads.get();
  }

  /** Writes no more; returns when the last answer is there. */
  void stop() {
    stops = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
