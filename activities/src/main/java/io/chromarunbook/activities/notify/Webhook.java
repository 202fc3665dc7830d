package io.chromarunbook.activities.notify;

import io.chromarunbook.workflows.steps.FailureKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Posts JSON to a URL. */
final class Webhook {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  void post(String url, String json) throws NotToldException {
    HttpRequest request;
    try {
      request =
          HttpRequest.newBuilder(URI.create(url.strip()))
              .timeout(PATIENCE)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(json))
              .build();
    } catch (IllegalArgumentException e) {
      throw new NotToldException("is not an http or https URL");
    }
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) {
        throw new NotToldException("answered " + status);
      }
    } catch (IOException e) {
      throw new NotToldException("cannot be reached (" + e.getClass().getSimpleName() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FailureKind.UNREACHABLE.failure("The worker shuts down while it sends a notice.", e);
    }
  }
}
