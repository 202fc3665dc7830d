package io.chromarunbook.starter.bench;

import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Requests as applications make them, to a server or to a gate before it. */
final class GateRequests {

  private static final int RECORDS = 2_000;
  private static final int DIMENSIONS = 384;
  private static final int BATCH = 10;
  private static final String COLLECTIONS =
      "/api/v2/tenants/default_tenant/databases/default_database/collections";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Random random = new Random(17);
  private final String url;
  private String collection;

  private GateRequests(String url) {
    this.url = url;
  }

  static GateRequests to(String url) {
    return new GateRequests(url);
  }

  /** The same collection by another address. */
  GateRequests at(String address) {
    GateRequests other = new GateRequests(address);
    other.collection = collection;
    return other;
  }

  /** Makes the collection and fills it. */
  void seed() throws IOException, InterruptedException {
    collection = Json.MAPPER.readTree(post("", "{\"name\": \"bench\"}").body()).path("id").asText();
    for (int from = 0; from < RECORDS; from += 500) {
      post("/" + collection + "/upsert", records(from, 500));
    }
  }

  /** Median, over pairs of the same read, of what the second takes more; milliseconds. */
  static double addedMillis(GateRequests without, GateRequests with, int pairs)
      throws IOException, InterruptedException {
    List<Double> direct = new ArrayList<>();
    List<Double> through = new ArrayList<>();
    for (int each = 0; each < pairs; each++) {
      String body = without.read();
      direct.add(without.millis("/get", body));
      through.add(with.millis("/get", body));
    }
    return median(through) - median(direct);
  }

  /** Reads a second of so many clients at once. */
  double readsFor(Duration time, int clients) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    String body = read();
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<Future<Integer>> counts = new ArrayList<>();
      for (int each = 0; each < clients; each++) {
        counts.add(
            threads.submit(
                () -> {
                  int done = 0;
                  for (; System.nanoTime() < end; done++) {
                    var ignored = millis("/get", body);
                  }
                  return done;
                }));
      }
      int all = 0;
      for (Future<Integer> count : counts) {
        all += count.get();
      }
      return all / (time.toMillis() / 1000.0);
    } catch (ExecutionException e) {
      throw Failure.unreachable("A request of the measurement failed: " + e.getMessage(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Median of a write of ten records; milliseconds. */
  double writeMillis(int writes) throws IOException, InterruptedException {
    List<Double> taken = new ArrayList<>();
    for (int each = 0; each < writes; each++) {
      taken.add(millis("/upsert", records(random.nextInt(RECORDS), BATCH)));
    }
    return median(taken);
  }

  private double millis(String operation, String body) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    var ignored = post("/" + collection + operation, body);
    return (System.nanoTime() - begun) / 1e6;
  }

  /** Ten records by their ids, documents and metadata with them. */
  private String read() {
    return IntStream.range(0, BATCH)
        .mapToObj(each -> "\"id-" + random.nextInt(RECORDS) + "\"")
        .collect(
            Collectors.joining(",", "{\"ids\":[", "],\"include\":[\"documents\",\"metadatas\"]}"));
  }

  private String records(int from, int count) {
    List<String> ids = new ArrayList<>();
    List<String> embeddings = new ArrayList<>();
    List<String> documents = new ArrayList<>();
    for (int each = from; each < from + count; each++) {
      ids.add("\"id-" + each + "\"");
      embeddings.add(
          DoubleStream.generate(random::nextGaussian)
              .limit(DIMENSIONS)
              .mapToObj(value -> Float.toString((float) value))
              .collect(Collectors.joining(",", "[", "]")));
      documents.add("\"" + "a document of five hundred letters, more or less ".repeat(10) + "\"");
    }
    return "{\"ids\":%s,\"embeddings\":%s,\"documents\":%s}".formatted(ids, embeddings, documents);
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(url + COLLECTIONS + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw Failure.data(url + " answered " + answer.statusCode() + ": " + answer.body(), null);
    }
    return answer;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
