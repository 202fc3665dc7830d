package io.chromarunbook.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.gate.mode.GateJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A front door in a process of its own, which can be killed. */
final class SeparateGate {

  private static final String OPEN = "open at ";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process process;
  private final String url;
  private final String admin;

  private SeparateGate(Process process, String url, String admin) {
    this.process = process;
    this.url = url;
    this.admin = admin;
  }

  /** The process: arguments are source, target and a directory. */
  public static void main(String[] arguments) throws Exception {
    Gate gate =
        Gate.open(
            OpenGate.options(
                arguments[0],
                Optional.of(arguments[1]),
                Path.of(arguments[2]),
                GateOptions.PATIENCE,
                GateOptions.WriteKeeping.JOURNAL));
    System.out.println(OPEN + gate.url() + " " + gate.adminUrl());
    new CountDownLatch(1).await();
  }

  static SeparateGate start(String source, String target, Path directory) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:MaxDirectMemorySize=64m",
                "-cp",
                System.getProperty("java.class.path"),
                SeparateGate.class.getName(),
                source,
                target,
                directory.toString())
            .redirectErrorStream(true)
            .start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder all = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith(OPEN)) {
        String[] addresses = line.substring(OPEN.length()).split(" ", -1);
        return new SeparateGate(process, addresses[0], addresses[1]);
      }
      all.append(line).append('\n');
    }
    throw new AssertionError("The gate did not open: " + all);
  }

  String url() {
    return url;
  }

  long pid() {
    return process.pid();
  }

  void become(String mode, String target, String sourceId, String targetId) throws Exception {
    HttpResponse<String> answer =
        client.send(
            authorized("/mode")
                .POST(BodyPublishers.ofString(order(mode, target, sourceId, targetId)))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.body());
    }
  }

  static String order(String mode, String target, String sourceId, String targetId) {
    return """
        {"mode": "%s", "migration": "kb", "by": "ann", "why": "test",
         "target": {"url": "%s", "inPlaceOf": {"version": "0.6.3", "maxBatchSize": 100}},
         "collections": [{"source": {"id": "%s", "name": "a"}, "target": {"id": "%s", "name": "a"}}]}
        """
        .formatted(mode, target, sourceId, targetId);
  }

  JsonNode status() throws Exception {
    return GateJson.MAPPER.readTree(
        client.send(authorized("/status").build(), BodyHandlers.ofString()).body());
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder authorized(String path) {
    return HttpRequest.newBuilder(URI.create(admin + path))
        .header("Authorization", "Bearer " + OpenGate.TOKEN);
  }

  /** As by kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
