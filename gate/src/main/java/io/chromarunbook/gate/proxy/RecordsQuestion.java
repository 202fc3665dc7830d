package io.chromarunbook.gate.proxy;

import io.chromarunbook.gate.journal.WriteNotes;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Asks a server for records that a write is about, with the headers of the client that sent it. */
final class RecordsQuestion implements WriteNotes.Question {

  private static final List<String> OF_THE_BODY =
      List.of("Content-Length", "Transfer-Encoding", "Host", "Accept-Encoding");

  private final Origin origin;
  private final String path;
  private final MultiMap headers;

  /**
   * @param path of the write, at the server; a query may follow it
   */
  RecordsQuestion(Origin origin, String path, MultiMap headers) {
    this.origin = origin;
    this.path = path;
    this.headers = MultiMap.caseInsensitiveMultiMap().addAll(headers);
    OF_THE_BODY.forEach(this.headers::remove);
  }

  @Override
  public Future<Buffer> ask(byte[] body) {
    return ask(body, request -> {});
  }

  @Override
  public Future<Buffer> ask(byte[] body, Duration patience) {
    return ask(body, request -> request.idleTimeout(patience.toMillis()));
  }

  private Future<Buffer> ask(byte[] body, Consumer<HttpClientRequest> limit) {
    return origin
        .request()
        .compose(
            request -> {
              limit.accept(request);
              request.setMethod(HttpMethod.POST).setURI(get()).authority(origin.authority());
              headers.forEach(header -> request.putHeader(header.getKey(), header.getValue()));
              return request.send(Buffer.buffer(body));
            })
        .compose(
            answer ->
                answer.statusCode() == 200
                    ? answer.body()
                    : Future.failedFuture("it answered " + answer.statusCode()));
  }

  /** Where the records of the write's own collection are read. */
  private String get() {
    int question = path.indexOf('?');
    String own = (question < 0 ? path : path.substring(0, question)).replaceAll("/+$", "");
    String query = question < 0 ? "" : path.substring(question);
    return own.substring(0, own.lastIndexOf('/')) + "/get" + query;
  }
}
