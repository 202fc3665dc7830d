package io.chromarunbook.activities.frontdoor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.run.AuthorityFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.chroma.ServerTls;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.TrafficGate;
import io.chromarunbook.workflows.text.Printable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;

/** Where a gate takes orders. */
public final class GateAdmin {

  private static final Duration CONNECTS_IN = Duration.ofSeconds(3);
  private static final Duration ANSWERS_IN = Duration.ofSeconds(5);

  // It lets writes under way end for ten seconds, and reads for four what became of others.
  private static final Duration ORDER_DONE_IN = Duration.ofSeconds(20);

  // Kept, so that a look each minute is not a pool of threads each minute.
  private static final Map<ServerTls, HttpClient> HTTP = new ConcurrentHashMap<>();

  private final String address;
  private final String token;
  private final ServerTls tls;

  /**
   * Nothing is asked yet.
   *
   * @param address a URL without a slash at its end
   * @param token what it takes orders by
   * @param tls whom to trust to be it
   */
  public GateAdmin(String address, String token, ServerTls tls) {
    this.address = address;
    this.token = token;
    this.tls = tls;
  }

  private static HttpClient http(ServerTls tls) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECTS_IN)
        .sslContext(tls.context())
        .build();
  }

  /** The gate of a run, by its plan. */
  public static GateAdmin of(OpenRun run, TrafficGate plan) {
    return new GateAdmin(
        plan.admin(),
        run.secrets().resolve(plan.token()),
        AuthorityFile.read("traffic.gate.ca in the plan", plan.ca()));
  }

  /**
   * How it stands.
   *
   * @throws GateException where it does not say
   */
  public GateStanding standing() {
    return standing(status());
  }

  /**
   * The same, asked by somebody who has little time.
   *
   * @throws GateException where it does not say
   */
  public GateStanding standing(Duration patience) {
    return standing(asked(request("/status").timeout(patience).GET().build()));
  }

  /**
   * All that it says of itself.
   *
   * @throws GateException where it does not say
   */
  public JsonNode status() {
    return asked(request("/status").timeout(ANSWERS_IN).GET().build());
  }

  /**
   * Has it take a mode, and waits until that is so for every request, those under way too.
   *
   * @throws GateException where it does not
   */
  public GateStanding take(GateOrder order) {
    return standing(order(Json.MAPPER.valueToTree(order)));
  }

  /** The same in the gate's own words: mode, by, and what else it takes. */
  public JsonNode order(JsonNode order) {
    return asked(
        request("/mode")
            .timeout(ORDER_DONE_IN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(order.toString()))
            .build());
  }

  /**
   * Has it try an order, and the way back, on a door of its own.
   *
   * @param headers what applications send with their requests
   * @throws GateException where it does not, or would not do the order
   */
  public GateRehearsal rehearse(GateOrder order, Map<String, String> headers) {
    JsonNode document = Json.MAPPER.valueToTree(Map.of("order", order, "headers", headers));
    JsonNode answer =
        asked(
            request("/rehearsal")
                .timeout(ORDER_DONE_IN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(document.toString()))
                .build());
    try {
      return Json.MAPPER.treeToValue(answer, GateRehearsal.class);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw noGate("it answered something else", e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Authorization", "Bearer " + token);
  }

  private JsonNode asked(HttpRequest request) {
    HttpResponse<String> answer;
    try {
      answer = HTTP.computeIfAbsent(tls, GateAdmin::http).send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new GateException(
          GateException.Kind.SILENT, "No gate answers at " + address + " (" + reason(e) + ").", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GateException(
          GateException.Kind.SILENT, "The gate at " + address + " was not waited for.", e);
    }
    return switch (answer.statusCode()) {
      case 200 -> document(answer.body());
      case 400 -> throw refusal(GateException.Kind.MISUNDERSTOOD, "refuses", answer);
      case 401 ->
          throw refusal(GateException.Kind.UNKNOWN_TOKEN, "does not take the token", answer);
      case 409 -> throw refusal(GateException.Kind.REFUSED, "refuses", answer);
      // Its disk takes nothing: it may do so later.
      case 507 -> throw refusal(GateException.Kind.SILENT, "cannot do it", answer);
      default -> throw noGate("it answered " + answer.statusCode(), null);
    };
  }

  private JsonNode document(String body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw noGate("it answered something else", e);
    }
  }

  private GateStanding standing(JsonNode document) {
    try {
      return Json.MAPPER.treeToValue(document, GateStanding.class);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw noGate("it answered something else", e);
    }
  }

  private GateException refusal(GateException.Kind kind, String what, HttpResponse<String> answer) {
    return new GateException(
        kind, "The gate at " + address + " " + what + ": " + said(answer.body()), null);
  }

  private GateException noGate(String why, Exception cause) {
    return new GateException(
        GateException.Kind.SILENT,
        "What answers at " + address + " is no gate where it takes orders (" + why + ").",
        cause);
  }

  private String reason(IOException e) {
    if (e instanceof SSLException) {
      return "its certificate is not trusted: "
          + Printable.of(e.getMessage())
          + "; name the file of its CA by "
          + tls.settings().ca();
    }
    if (e instanceof HttpTimeoutException) {
      return "nothing came for some seconds";
    }
    if (e instanceof ConnectException) {
      return "nothing accepts connections there";
    }
    return e.getMessage() == null ? "the connection broke" : Printable.of(e.getMessage());
  }

  private static String said(String body) {
    try {
      return Printable.of(Json.MAPPER.readTree(body).path("error").asText("it does not say why."));
    } catch (JsonProcessingException e) {
      return "it does not say why.";
    }
  }
}
