package io.chromarunbook.activities.chroma;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import tech.amikos.chromadb.handler.ApiClient;
import tech.amikos.chromadb.handler.ApiException;

/**
 * Carries calls to one server: the HTTP side of the Chroma Java client, with its headers and
 * requests over its OkHttp. The bodies pass through untouched, because its own JSON layer turns
 * integers into doubles and vectors into trees of boxed numbers. Whoever asks does the reading, on
 * the thread that asks. Safe for use by several threads.
 */
final class Transport {
  /** How long a connection may take. */
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /**
   * How long an answer may take, to its last byte: 5,000 records in one upsert took up to 11 s on a
   * slow server, and after two minutes nobody is answering any more.
   */
  static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);

  // One for all servers and activities, so that connections are not made anew for each of thousands
  // of small collections. 0.x servers hang up on an idle connection after 5 s.
  private static final OkHttpClient HTTP =
      new OkHttpClient.Builder()
          .protocols(List.of(Protocol.HTTP_1_1))
          .connectionPool(new ConnectionPool(16, 3, TimeUnit.SECONDS))
          .connectTimeout(CONNECT_TIMEOUT)
          .readTimeout(ANSWER_TIMEOUT)
          .writeTimeout(ANSWER_TIMEOUT)
          .followRedirects(false)
          // Whether to send a write again is for the caller to decide: it may have arrived.
          .retryOnConnectionFailure(false)
          .build();

  private static final MediaType JSON = MediaType.get("application/json");

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Type",
          JSON.toString(),
          // A server beside us would compress for nothing.
          "Accept-Encoding",
          "identity");

  // A kept connection may have ended unnoticed, with a server that was restarted. Before a POST
  // OkHttp looks; a GET it just sends, and again over a new one.
  private static final OkHttpClient READING =
      HTTP.newBuilder().retryOnConnectionFailure(true).build();

  private final ApiClient api = new ApiClient();
  private final AnswerTime answerTime;

  Transport(ServerAddress address) {
    this(address, address.answerTime());
  }

  Transport(ServerAddress address, AnswerTime answerTime) {
    this.answerTime = answerTime;
    api.setBasePath(address.url().toString());
    api.setUserAgent("chroma-runbook");
    address.headers().forEach(api::addDefaultHeader);
  }

  /** How long answers are waited for. */
  AnswerTime answerTime() {
    return answerTime;
  }

  /**
   * Sends the call, once where it may change something; returns as soon as the answer's head is
   * there.
   *
   * @throws IOException where no answer came
   */
  Answer send(Call call) throws IOException {
    OkHttpClient client = call.method().equals("GET") ? READING : HTTP;
    okhttp3.Call sent = client.newCall(request(call));
    sent.timeout().timeout(answerTime.left().toNanos(), TimeUnit.NANOSECONDS);
    Response response = sent.execute();
    return new Answer(
        response.code(),
        name -> Optional.ofNullable(response.header(name)),
        response.body().source());
  }

  private Request request(Call call) {
    Request head = head(call);
    return call.body()
        .map(body -> okhttp3.RequestBody.create(body.json(), JSON))
        .map(body -> head.newBuilder().method(call.method(), body).build())
        .orElse(head);
  }

  private Request head(Call call) {
    try {
      return api.buildRequest(
          call.route().toString(),
          call.method(),
          List.of(),
          List.of(),
          null,
          HEADERS,
          Map.of(),
          new String[0],
          null);
    } catch (ApiException e) {
      throw new IllegalStateException("Could not build the request " + call.route(), e);
    }
  }
}
