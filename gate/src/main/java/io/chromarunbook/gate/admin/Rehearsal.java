package io.chromarunbook.gate.admin;

import io.chromarunbook.gate.figures.Figures;
import io.chromarunbook.gate.mode.CollectionPair;
import io.chromarunbook.gate.mode.GateState;
import io.chromarunbook.gate.mode.Mode;
import io.chromarunbook.gate.mode.ModeKeeping;
import io.chromarunbook.gate.mode.ModeOrder;
import io.chromarunbook.gate.proxy.Admission;
import io.chromarunbook.gate.proxy.FrontDoor;
import io.chromarunbook.gate.proxy.Origins;
import io.chromarunbook.gate.settling.Settling;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The switch and the way back on a door of its own, which nobody but the rehearsal knows: it leads
 * to the source, to the target and to the source again, and is asked by the source's own collection
 * ids each time. The door that applications use stays as it is.
 */
public final class Rehearsal {

  private static final String HERE = "127.0.0.1";
  private static final int ASKED = 20;
  private static final long ANSWERS_IN_MILLIS = 5_000;
  private static final int OK = 200;

  private final Vertx vertx;
  private final ModeKeeping keeping;
  private final Origins origins;

  /** Works with the servers that the door itself works with. */
  public Rehearsal(Vertx vertx, ModeKeeping keeping, Origins origins) {
    this.vertx = vertx;
    this.keeping = keeping;
    this.origins = origins;
  }

  /**
   * Rehearses an order.
   *
   * @return fails where the order would not be done
   */
  Future<RehearsalResult> of(RehearsalOrder rehearsal) {
    ModeOrder there = rehearsal.order();
    if (there == null || there.mode() != Mode.SWITCHED) {
      throw new IllegalArgumentException(
          "The order to rehearse is missing, or is not one to become switched.");
    }
    GateState before = keeping.state();
    GateState switched = keeping.afterwards(before, there);
    GateState reverted = keeping.afterwards(switched, back(there));
    Admission admission = new Admission(vertx, new Settling(vertx), before, Duration.ZERO);
    FrontDoor door =
        new FrontDoor(vertx, admission, origins, new Figures(), Optional.empty(), Optional.empty());
    HttpClient client = vertx.createHttpClient();
    return door.listen(HERE, 0)
        .compose(
            port ->
                new Walk(client, port, rehearsal.headers(), switched)
                    .through(admission, List.of(before, switched, reverted)))
        .eventually(() -> door.shutdown(Duration.ZERO))
        .eventually(client::close);
  }

  private static ModeOrder back(ModeOrder there) {
    return new ModeOrder(
        Mode.READ_ONLY, there.migration(), there.by(), there.why(), null, List.of(), false);
  }

  /** An application that asks for its collections, whatever stands behind the door. */
  private record Walk(HttpClient client, int port, Map<String, String> headers, GateState named) {

    Future<RehearsalResult> through(Admission admission, List<GateState> states) {
      return asked(admission, states.get(0), "the source")
          .compose(known -> asked(admission, states.get(1), "the target"))
          .compose(
              there ->
                  asked(admission, states.get(2), "the source again")
                      .map(back -> seen(there, back)))
          .otherwise(
              trouble -> new RehearsalResult(false, trouble.getMessage(), pairs().size(), 0, 0));
    }

    private RehearsalResult seen(long switchMillis, long revertMillis) {
      return new RehearsalResult(
          true,
          "collections read by the ids that applications know, at the source, at the target, and at the source again: %d"
              .formatted(pairs().size()),
          pairs().size(),
          switchMillis,
          revertMillis);
    }

    private List<CollectionPair> pairs() {
      return named.collections().subList(0, Math.min(ASKED, named.collections().size()));
    }

    /** How many milliseconds it took until all were answered in this state. */
    private Future<Long> asked(Admission admission, GateState state, String whom) {
      long begin = System.nanoTime();
      admission.force(state);
      Future<Void> all = Future.succeededFuture();
      for (CollectionPair pair : pairs()) {
        all = all.compose(before -> asked(pair, whom));
      }
      return all.map(answered -> Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }

    private Future<Void> asked(CollectionPair pair, String whom) {
      RequestOptions options =
          new RequestOptions()
              .setHost(HERE)
              .setPort(port)
              .setMethod(HttpMethod.GET)
              .setURI(count(pair))
              .setTimeout(ANSWERS_IN_MILLIS);
      headers.forEach(options::addHeader);
      return client
          .request(options)
          .compose(
              request ->
                  request.send().compose(answer -> answer.body().map(body -> answer.statusCode())))
          .recover(
              trouble ->
                  Future.failedFuture(
                      "%s did not answer for the collection %s: %s"
                          .formatted(whom, pair.source().name(), trouble.getMessage())))
          .compose(
              status ->
                  status == OK
                      ? Future.succeededFuture()
                      : Future.failedFuture(
                          "%s answered %d for the collection %s by the id that applications know"
                              .formatted(whom, status, pair.source().name())));
    }

    /** As clients of the source ask it. */
    private String count(CollectionPair pair) {
      String id = segment(pair.source().id());
      var source = named.target().inPlaceOf();
      if (source == null || source.version().startsWith("0.")) {
        return "/api/v1/collections/" + id + "/count";
      }
      return "/api/v2/tenants/%s/databases/%s/collections/%s/count"
          .formatted(segment(source.tenant()), segment(source.database()), id);
    }

    private static String segment(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
  }
}
