package io.chromarunbook.activities.chroma;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The JDK's HTTP client. */
final class JdkTransport implements Transport {
  // One for all servers and activities, so that its threads and connections are not made anew for
  // each of thousands of small collections.
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  private final ServerAddress address;
  private final Duration answerTimeout;

  JdkTransport(ServerAddress address) {
    this(address, ANSWER_TIMEOUT);
  }

  JdkTransport(ServerAddress address, Duration answerTimeout) {
    this.address = address;
    this.answerTimeout = answerTimeout;
  }

  @Override
  public Answer send(Call call) throws IOException, InterruptedException {
    BodyPublisher body =
        call.body()
            .map(content -> BodyPublishers.ofByteArray(content.bytes(), 0, content.length()))
            .orElseGet(BodyPublishers::noBody);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address.url() + call.route().toString()))
            .timeout(answerTimeout)
            .method(call.method(), body);
    address.headers().forEach(request::setHeader);
    if (call.body().isPresent()) {
      request.setHeader("Content-Type", "application/json");
    }
    long started = System.nanoTime();
    HttpResponse<InputStream> response = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
    Duration left = answerTimeout.minusNanos(System.nanoTime() - started);
    return new Answer(
        response.statusCode(),
        name -> response.headers().firstValue(name),
        new DeadlineStream(response.body(), left));
  }

  @Override
  public void close() {
    // The client is everybody's; connections nobody uses it closes by itself.
  }

  /**
   * The request's own timeout ends with the answer's head; without this a server that stalls in the
   * body would be waited for without end.
   */
  private static final class DeadlineStream extends FilterInputStream {
    private final CompletableFuture<Void> finished = new CompletableFuture<>();

    DeadlineStream(InputStream body, Duration left) {
      super(body);
      var unused =
          finished
              .orTimeout(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS)
              .whenComplete((done, late) -> closeWhenLate(body, late));
    }

    private static void closeWhenLate(InputStream body, Throwable late) {
      if (late != null) {
        try {
          body.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    @Override
    public void close() throws IOException {
      finished.complete(null);
      super.close();
    }
  }
}
