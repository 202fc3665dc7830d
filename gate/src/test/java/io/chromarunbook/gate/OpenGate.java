package io.chromarunbook.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.gate.mode.GateJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A front door in this process, with a client of it and of its admin port. */
final class OpenGate implements AutoCloseable {

  static final String TOKEN = "a-word-that-nobody-guesses";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Gate gate;

  private OpenGate(Gate gate) {
    this.gate = gate;
  }

  static OpenGate before(String source, Path directory) throws IOException {
    return before(source, Optional.empty(), directory, GateOptions.PATIENCE);
  }

  static OpenGate before(String source, Optional<String> target, Path directory, Duration patience)
      throws IOException {
    return new OpenGate(
        Gate.open(options(source, target, directory, patience, GateOptions.WriteKeeping.NONE)));
  }

  static OpenGate with(GateOptions options) {
    return new OpenGate(Gate.open(options));
  }

  static GateOptions options(
      String source,
      Optional<String> target,
      Path directory,
      Duration patience,
      GateOptions.WriteKeeping writes)
      throws IOException {
    Files.createDirectories(directory);
    return new GateOptions(
        source,
        target,
        new Endpoint("127.0.0.1", 0),
        new Endpoint("127.0.0.1", 0),
        Files.writeString(directory.resolve("token"), TOKEN + "\n"),
        directory.resolve("state"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        writes,
        patience);
  }

  static OpenGate journaling(String source, Path directory) throws IOException {
    return new OpenGate(
        Gate.open(
            options(
                source,
                Optional.empty(),
                directory,
                GateOptions.PATIENCE,
                GateOptions.WriteKeeping.JOURNAL)));
  }

  String url() {
    return gate.url();
  }

  String adminUrl() {
    return gate.adminUrl();
  }

  HttpResponse<String> send(String method, String path, String body) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url() + path)), method, body);
  }

  HttpResponse<String> order(String json) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(adminUrl() + "/mode"))
            .header("Authorization", "Bearer " + TOKEN),
        "POST",
        json);
  }

  /** An order of the migration kb that is done. */
  JsonNode become(String mode) throws Exception {
    HttpResponse<String> answer =
        order(
            "{\"mode\":\"%s\",\"migration\":\"kb\",\"by\":\"ann\",\"why\":\"test\"}"
                .formatted(mode));
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return GateJson.MAPPER.readTree(answer.body());
  }

  JsonNode status() throws Exception {
    return GateJson.MAPPER.readTree(
        send(
                HttpRequest.newBuilder(URI.create(adminUrl() + "/status"))
                    .header("Authorization", "Bearer " + TOKEN),
                "GET",
                null)
            .body());
  }

  HttpResponse<String> send(HttpRequest.Builder request, String method, String body)
      throws Exception {
    return client.send(
        request
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(60))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  HttpClient client() {
    return client;
  }

  @Override
  public void close() {
    gate.close();
  }
}
