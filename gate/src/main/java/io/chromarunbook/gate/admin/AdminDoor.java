package io.chromarunbook.gate.admin;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.chromarunbook.gate.mode.GateJson;
import io.chromarunbook.gate.mode.GateStateException;
import io.chromarunbook.gate.mode.ModeOrder;
import io.chromarunbook.gate.mode.OrderRefusedException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port of those who watch the door and give it orders. */
public final class AdminDoor {

  private static final Logger LOG = LoggerFactory.getLogger(AdminDoor.class);

  /** Some thousands of collections. */
  private static final int ORDER_BYTES = 16 * 1024 * 1024;

  private static final String JSON = "application/json";
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;
  private final AdminToken token;
  private final Supplier<GateStatus> status;
  private final ModeChange change;
  private final Rehearsal rehearsal;
  private final Supplier<String> metrics;

  /**
   * @param metrics as Prometheus reads them
   * @param certificate what it shows to its clients; empty for plain HTTP
   */
  public AdminDoor(
      Vertx vertx,
      AdminToken token,
      Supplier<GateStatus> status,
      ModeChange change,
      Rehearsal rehearsal,
      Supplier<String> metrics,
      Optional<PemKeyCertOptions> certificate) {
    this.token = token;
    this.status = status;
    this.change = change;
    this.rehearsal = rehearsal;
    this.metrics = metrics;
    HttpServerOptions options =
        new HttpServerOptions().setHttp2ClearTextEnabled(false).setUseAlpn(false);
    certificate.ifPresent(pem -> options.setSsl(true).setKeyCertOptions(pem));
    server = vertx.createHttpServer(options).requestHandler(this::handle);
  }

  /** Listens; fails where the port is taken. */
  public Future<Integer> listen(String host, int port) {
    return server.listen(port, host).map(HttpServer::actualPort);
  }

  /** Ends at once. */
  public Future<Void> close() {
    return server.close();
  }

  private void handle(HttpServerRequest request) {
    String asked = request.method().name() + " " + request.path();
    switch (asked) {
      case "GET /healthz" -> answer(request, 200, Map.of("status", "up"));
      case "GET /metrics" ->
          request.response().putHeader("Content-Type", PROMETHEUS_TEXT).end(metrics.get());
      case "GET /status", "POST /mode", "POST /rehearsal" -> {
        if (!token.isIn(request.getHeader("Authorization"))) {
          request.response().putHeader("WWW-Authenticate", "Bearer");
          answer(
              request,
              401,
              error("The token is missing or wrong: send Authorization: Bearer TOKEN."));
        } else if (asked.equals("GET /status")) {
          answer(request, 200, status.get());
        } else if (asked.equals("POST /mode")) {
          order(request, ModeOrder.class, change::obey, done -> status.get().afterOrder());
        } else {
          order(request, RehearsalOrder.class, rehearsal::of, result -> result);
        }
      }
      default ->
          answer(
              request,
              404,
              error(
                  "There is GET /status, POST /mode, POST /rehearsal, GET /metrics and GET /healthz here."));
    }
  }

  private <O, R> void order(
      HttpServerRequest request,
      Class<O> kind,
      Function<O, Future<R>> doing,
      Function<R, Object> answering) {
    Buffer gathered = Buffer.buffer();
    request.handler(
        piece -> {
          if (gathered.length() <= ORDER_BYTES) {
            gathered.appendBuffer(piece);
          }
        });
    request.endHandler(
        end ->
            Future.succeededFuture()
                .compose(whole -> doing.apply(read(gathered, kind)))
                .onSuccess(done -> answer(request, 200, answering.apply(done)))
                .onFailure(trouble -> refuse(request, trouble)));
  }

  private static <O> O read(Buffer body, Class<O> kind) {
    if (body.length() > ORDER_BYTES) {
      throw new IllegalArgumentException("The order is too long.");
    }
    try {
      O order = GateJson.MAPPER.readValue(body.getBytes(), kind);
      if (order == null) {
        throw new IllegalArgumentException("The order is empty.");
      }
      return order;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(whyUnreadable(e), e);
    } catch (java.io.IOException e) {
      throw new IllegalArgumentException("The order cannot be read.", e);
    }
  }

  /** A mode that does not exist has a sentence of its own. */
  private static String whyUnreadable(JacksonException trouble) {
    return trouble.getCause() instanceof IllegalArgumentException word
        ? word.getMessage()
        : "The order is not JSON with mode and by, or a field of it has another type: "
            + trouble.getOriginalMessage();
  }

  private static void refuse(HttpServerRequest request, Throwable trouble) {
    if (trouble instanceof OrderRefusedException) {
      answer(request, 409, error(trouble.getMessage()));
    } else if (trouble instanceof IllegalArgumentException) {
      answer(request, 400, error(trouble.getMessage()));
    } else if (trouble instanceof GateStateException) {
      LOG.error("An order was not done.", trouble);
      answer(request, 507, error(trouble.getMessage()));
    } else {
      LOG.error("An order was not done because of a defect.", trouble);
      answer(request, 500, error("The order was not done because of a defect; see the log."));
    }
  }

  private static Map<String, String> error(String sentence) {
    return Map.of("error", sentence);
  }

  private static void answer(HttpServerRequest request, int code, Object document) {
    try {
      var ignored =
          request
              .response()
              .setStatusCode(code)
              .putHeader("Content-Type", JSON)
              .end(Buffer.buffer(GateJson.MAPPER.writeValueAsBytes(document)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer cannot be written as JSON", e);
    }
  }
}
