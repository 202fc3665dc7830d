package io.chromarunbook.gate.proxy;

import io.chromarunbook.gate.translation.Answer;
import io.chromarunbook.gate.translation.BodyTreatment;
import io.chromarunbook.gate.translation.ClientCall;
import io.chromarunbook.gate.translation.TargetCall;
import io.chromarunbook.gate.translation.Translation;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.MediaType;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;

/**
 * A call that a client made for the source, on its way to the target: bodies are held only where
 * their translation needs all of them.
 */
final class TranslatedCall {

  private static final int ERRORS = 400;

  private final Translation translation;
  private ClientCall call;

  /**
   * @param call as the client made it, its body not read yet
   */
  TranslatedCall(Translation translation, ClientCall call) {
    this.translation = translation;
    this.call = call;
  }

  /** Path and query at the target, as far as they are known without the body. */
  String line() {
    return line(translation.request(call));
  }

  private static String line(TargetCall there) {
    return there.query().isEmpty() ? there.path() : there.path() + "?" + there.query();
  }

  /** Sends it, below a prefix of the path. */
  Future<ProxyResponse> send(ProxyContext context, String prefix) {
    ProxyRequest request = context.request();
    // Answers are read here.
    request.headers().remove("Accept-Encoding");
    if (translation.treatment(call).request() != BodyTreatment.HELD) {
      request.setURI(prefix + line());
      return context.sendRequest();
    }
    return WholeBody.of(request.getBody().stream())
        .compose(
            body -> {
              call =
                  new ClientCall(
                      call.method(), call.path(), call.query(), call.agent(), body.getBytes());
              TargetCall there = translation.request(call);
              request.setMethod(HttpMethod.valueOf(there.method()));
              request.setURI(prefix + line(there));
              request.headers().remove("Transfer-Encoding");
              request.setBody(Body.body(Buffer.buffer(there.body())));
              return context.sendRequest();
            });
  }

  /** Gives the client the answer to it. */
  Future<Void> answer(ProxyContext context) {
    ProxyResponse answer = context.response();
    BodyTreatment treatment =
        answer.getStatusCode() >= ERRORS
            ? BodyTreatment.HELD
            : translation.treatment(call).answer();
    return switch (treatment) {
      case STREAMED -> context.sendResponse();
      case END_REWRITTEN -> {
        answer.headers().remove("Content-Length");
        answer.setBody(Body.body(new EndRewritten(answer.getBody().stream(), translation, call)));
        yield context.sendResponse();
      }
      case HELD ->
          WholeBody.of(answer.getBody().stream())
              .compose(
                  body -> {
                    Answer said = translation.answer(call, answer.getStatusCode(), body.getBytes());
                    answer.setStatusCode(said.status());
                    answer.setBody(
                        Body.body(Buffer.buffer(said.body()), MediaType.APPLICATION_JSON));
                    return context.sendResponse();
                  });
    };
  }
}
