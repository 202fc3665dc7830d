package io.chromarunbook.starter.bench;

import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.starter.demo.Seeding;
import io.chromarunbook.starter.outcome.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What the target can take: ready-made bodies, one after the other, sent by something that does
 * nothing else. Creating the collections is not counted.
 */
final class Limit {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Bodies bodies;
  private final long records;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Limit(Bodies bodies, long records) {
    this.bodies = bodies;
    this.records = records;
  }

  Move measure(MeasurementServers stage, MeasurementProgress progress) {
    ServerEntry target = stage.emptyTarget();
    Map<String, String> ids = create(target);
    try (ProcessMeter meter = new ProcessMeter()) {
      meter.watch("target", target.process().pid());
      meter.watch("client", ProcessHandle.current().pid());
      MeasuredTime window = send(target, ids, progress);
      MeasurementServers.requireArrived(target, records, "replaying bodies");
      return Move.of(
          records, window.seconds(), meter.usage("target", window), meter.usage("client", window));
    }
  }

  private Map<String, String> create(ServerEntry target) {
    Map<String, String> ids = new HashMap<>();
    try (WritableServer server = ChromaServers.toWrite(ServerAddress.at(target.url()))) {
      bodies
          .collections()
          .forEach(
              each ->
                  ids.put(
                      each.collection().name(),
                      server.create(Seeding.empty(each.collection())).id()));
    }
    return ids;
  }

  private MeasuredTime send(
      ServerEntry target, Map<String, String> ids, MeasurementProgress progress) {
    long files = bodies.collections().stream().mapToLong(each -> each.files().size()).sum();
    long sent = 0;
    Instant begun = Instant.now();
    for (Bodies.OfCollection collection : bodies.collections()) {
      URI upsert =
          URI.create(
              "%s/api/v2/tenants/%s/databases/%s/collections/%s/upsert"
                  .formatted(
                      target.url(),
                      ServerAddress.DEFAULT_TENANT,
                      ServerAddress.DEFAULT_DATABASE,
                      ids.get(collection.collection().name())));
      for (Path file : collection.files()) {
        send(upsert, file);
        progress.at(records * ++sent / files, records);
      }
    }
    return new MeasuredTime(begun, Instant.now());
  }

  private void send(URI upsert, Path file) {
    try {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(upsert)
                  .timeout(PATIENCE)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofFile(file))
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw Failure.data(
            "The target answered %d to a ready-made body: %s"
                .formatted(answer.statusCode(), answer.body()),
            null);
      }
    } catch (IOException e) {
      throw Failure.unreachable("The target stopped answering: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a body was sent", e);
    }
  }
}
