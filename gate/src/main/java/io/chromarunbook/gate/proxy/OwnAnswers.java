package io.chromarunbook.gate.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.chromarunbook.gate.mode.GateJson;
import io.chromarunbook.gate.mode.GateState;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.MediaType;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the door answers itself, in the shape of Chroma's errors, which its clients show. */
final class OwnAnswers {

  private static final String RETRY_AFTER_SECONDS = "30";

  private OwnAnswers() {}

  /** A write that is not let in. */
  static ProxyResponse refusal(ProxyRequest request, GateState state) {
    String whose =
        state.migration() == null
            ? "This Chroma is about to be moved to another server"
            : "The migration " + state.migration() + " moves this Chroma to another server";
    return error(
            request,
            503,
            "ReadOnly",
            whose + "; until it is over this one is read-only. Try again later.")
        .putHeader("Retry-After", RETRY_AFTER_SECONDS);
  }

  /** The server behind the door does not answer. */
  static ProxyResponse unreachable(ProxyRequest request, Origin origin, Throwable cause) {
    return error(
        request,
        502,
        "BadGateway",
        "The gate is here, but the Chroma server behind it, "
            + origin.url()
            + ", does not answer: "
            + cause.getMessage()
            + ".");
  }

  static ProxyResponse error(ProxyRequest request, int status, String kind, String message) {
    ProxyResponse answer = request.release().response().setStatusCode(status);
    if (!request.getMethod().equals(HttpMethod.HEAD)) {
      answer.setBody(Body.body(json(kind, message), MediaType.APPLICATION_JSON));
    }
    return answer;
  }

  private static Buffer json(String kind, String message) {
    Map<String, String> error = new LinkedHashMap<>();
    error.put("error", kind);
    error.put("message", message);
    try {
      return Buffer.buffer(GateJson.MAPPER.writeValueAsBytes(error));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("two texts are always JSON", e);
    }
  }
}
