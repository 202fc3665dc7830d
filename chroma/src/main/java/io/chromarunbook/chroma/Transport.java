package io.chromarunbook.chroma;

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
import okio.Okio;
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
   * How long an answer may be without a further byte: 5,000 records in one upsert took up to 11 s
   * on a slow server, and after two minutes nobody is answering any more.
   */
  static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);

  /** How long an answer may take to its last byte, however steadily it comes. */
  static final Duration WHOLE_ANSWER_TIMEOUT = Duration.ofMinutes(10);

  /** Bytes of an answer's head; OkHttp reads no more. */
  static final int LONGEST_HEAD = 256 << 10;

  // One for all servers and activities, so that connections are not made anew for each of thousands
  // of small collections. 0.x servers hang up on an idle connection after 5 s, gateways before them
  // after 1 s or 2 s, and a request that crosses that is lost: so none is kept for that long.
  private static final OkHttpClient HTTP =
      new OkHttpClient.Builder()
          .protocols(List.of(Protocol.HTTP_1_1))
          .connectionPool(new ConnectionPool(16, 500, TimeUnit.MILLISECONDS))
          .connectTimeout(CONNECT_TIMEOUT)
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

  private final ApiClient api = new ApiClient();
  private final OkHttpClient once;
  private final OkHttpClient reading;
  private final AnswerTime answerTime;

  Transport(ServerAddress address) {
    this(address, ANSWER_TIMEOUT);
  }

  Transport(ServerAddress address, Duration answerTimeout) {
    answerTime = address.answerTime();
    once =
        TlsSockets.in(HTTP.newBuilder(), address.tls())
            .readTimeout(answerTimeout)
            .writeTimeout(answerTimeout)
            .build();
    // A kept connection may have ended unnoticed, with a server that was restarted or a gateway
    // that tidies up: what only reads is then sent again over a new one.
    reading = once.newBuilder().retryOnConnectionFailure(true).build();
    api.setBasePath(address.url().toString());
    api.setUserAgent("chroma-runbook");
    address.headers().forEach(api::addDefaultHeader);
  }

  /** How long a whole answer is waited for. */
  AnswerTime answerTime() {
    return answerTime;
  }

  /**
   * Sends the call, once where it may change something; returns as soon as the answer's head is
   * there.
   *
   * @param ongoing hears of the bytes that move
   * @param breakOff can end it from another thread
   * @throws IOException where no answer came
   */
  HttpAnswer send(Call call, CallWatch.Ongoing ongoing, BreakOff breakOff) throws IOException {
    OkHttpClient client = call.effect() == Call.Effect.READS ? reading : once;
    okhttp3.Call http = client.newCall(request(call, ongoing));
    http.timeout().timeout(answerTime.left().toNanos(), TimeUnit.NANOSECONDS);
    breakOff.of(http);
    Response response = http.execute();
    ongoing.received();
    return new HttpAnswer(
        response.code(),
        name -> Optional.ofNullable(response.header(name)),
        Okio.buffer(MovingBody.received(response.body().source(), ongoing)));
  }

  private Request request(Call call, CallWatch.Ongoing ongoing) {
    Request head = head(call);
    return call.body()
        .map(body -> MovingBody.sent(body, JSON, ongoing))
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
