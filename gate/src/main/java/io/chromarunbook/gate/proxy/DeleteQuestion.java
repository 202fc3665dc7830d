package io.chromarunbook.gate.proxy;

import io.chromarunbook.gate.journal.WriteNotes;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** Asks a server which records a delete by a condition is about, with the client's own headers. */
final class DeleteQuestion implements WriteNotes.Question {

  private static final List<String> OF_THE_BODY =
      List.of("Content-Length", "Transfer-Encoding", "Host", "Accept-Encoding");

  private static final String DELETE = "/delete";

  private final Origin origin;
  private final String path;
  private final MultiMap headers;

  /**
   * @param path of the delete, at the server
   */
  DeleteQuestion(Origin origin, String path, MultiMap headers) {
    this.origin = origin;
    this.path = path;
    this.headers = MultiMap.caseInsensitiveMultiMap().addAll(headers);
    OF_THE_BODY.forEach(this.headers::remove);
  }

  @Override
  public Future<Buffer> ask(byte[] body) {
    String trimmed = path.replaceAll("/+$", "");
    if (!trimmed.endsWith(DELETE)) {
      return Future.failedFuture("The delete's path is another one than expected.");
    }
    String get = trimmed.substring(0, trimmed.length() - DELETE.length()) + "/get";
    return origin
        .request()
        .compose(
            request -> {
              request.setMethod(HttpMethod.POST).setURI(get).authority(origin.authority());
              headers.forEach(header -> request.putHeader(header.getKey(), header.getValue()));
              return request.send(Buffer.buffer(body));
            })
        .compose(
            answer ->
                answer.statusCode() == 200
                    ? answer.body()
                    : Future.failedFuture("The server answered " + answer.statusCode() + "."));
  }
}
