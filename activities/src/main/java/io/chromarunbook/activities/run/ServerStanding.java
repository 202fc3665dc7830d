package io.chromarunbook.activities.run;

import io.chromarunbook.chroma.PageSizes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A server as all activities of a run in this process find it: since when it is silent, and since
 * when it fails at which questions. So what begins to wait for it later does not begin to be
 * patient anew. Safe for use by several threads.
 */
final class ServerStanding {

  private final InstantSource clock;
  private final PageSizes pageSizes = new PageSizes();
  private final Set<CallUnderWay> underWay = new HashSet<>();
  private final Map<String, Instant> failing = new HashMap<>();
  private volatile Instant lastSign = Instant.MIN;
  private Instant unanswered = Instant.MAX;

  ServerStanding(InstantSource clock) {
    this.clock = clock;
  }

  /** How much it takes or gives in one request. */
  PageSizes pageSizes() {
    return pageSizes;
  }

  /** A call begins. */
  synchronized void begun(CallUnderWay call) {
    underWay.add(call);
  }

  /** Another process found it silent since then. */
  synchronized void knownSilent(Instant since) {
    unanswered = earlier(unanswered.isBefore(lastSign) ? Instant.MAX : unanswered, since);
  }

  /** Bytes of any call came. */
  void sign() {
    lastSign = clock.instant();
  }

  /** When anything last came from it; nothing before the first time. */
  Optional<Instant> lastSign() {
    Instant last = lastSign;
    return last.equals(Instant.MIN) ? Optional.empty() : Optional.of(last);
  }

  /** A call was answered well. */
  synchronized void answered(CallUnderWay call) {
    underWay.remove(call);
    failing.remove(call.question());
    sign();
  }

  /** A call was refused, which says nothing of how the server answers others. */
  synchronized void refused(CallUnderWay call) {
    underWay.remove(call);
    sign();
  }

  /** Nobody waits for a call's answer any more. */
  synchronized void givenUp(CallUnderWay call) {
    underWay.remove(call);
  }

  /** A call was not answered; since when nothing is. */
  synchronized Instant silent(CallUnderWay call) {
    underWay.remove(call);
    unanswered = earlier(silentSince(), later(call.lastMoved(), lastSign));
    return since(call);
  }

  /** A call was answered with a failure of the server; since when it fails at such. */
  synchronized Instant failed(CallUnderWay call) {
    underWay.remove(call);
    sign();
    failing.putIfAbsent(call.question(), clock.instant());
    return since(call);
  }

  /** Since when the server does not do what this call asks for. */
  synchronized Instant since(CallUnderWay call) {
    return earlier(
        earlier(call.lastMoved(), silentSince()),
        failing.getOrDefault(call.question(), Instant.MAX));
  }

  // What failed before the last sign of life is past.
  private Instant silentSince() {
    Instant since = unanswered.isBefore(lastSign) ? Instant.MAX : unanswered;
    for (CallUnderWay call : underWay) {
      since = earlier(since, later(call.lastMoved(), lastSign));
    }
    return since;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** When each of these servers last gave a sign of life, by the second, as people read it. */
  static Map<String, Instant> contacts(
      Collection<String> servers, Function<String, ServerStanding> standings) {
    Map<String, Instant> contacts = new LinkedHashMap<>();
    for (String server : servers) {
      standings
          .apply(server)
          .lastSign()
          .ifPresent(when -> contacts.put(server, when.truncatedTo(ChronoUnit.SECONDS)));
    }
    return contacts;
  }
}
