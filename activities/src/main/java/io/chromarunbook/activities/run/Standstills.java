package io.chromarunbook.activities.run;

import io.chromarunbook.chroma.CallWatch;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.PageSizes;
import io.chromarunbook.workflows.steps.HeartbeatDetails;
import io.chromarunbook.workflows.steps.Outage;
import io.chromarunbook.workflows.steps.Standstill;
import io.chromarunbook.workflows.steps.Standstill.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;

/**
 * What one activity waits for that does not move: since when, over all its attempts, and how long
 * yet. Whether the work moves is told by records done; where none are counted, by answers had. So a
 * server that answers everything but the one question the work stops at has not moved. Safe for use
 * by several threads.
 */
final class Standstills {

  /** What is younger is nobody's business: it mostly passes. */
  static final Duration NOTEWORTHY = Duration.ofSeconds(10);

  /** A call is given so long even where all patience has been used up, to find that all is well. */
  private static final Duration LAST_TRY = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final Instant scheduled;
  private final Function<String, ServerStanding> standings;
  private final Map<String, OngoingStandstill> entries = new LinkedHashMap<>();
  private final Map<CallUnderWay, String> underWay = new LinkedHashMap<>();
  private final Map<ChromaException, Origin> origins = new WeakHashMap<>();
  private final Map<String, String> mends = new LinkedHashMap<>();
  private final Set<String> heard = new HashSet<>();
  private Duration patience;
  private long answers;
  private long recordsDone;
  private long recordsTotal;
  private long farthest;
  private Instant lastMoved;
  private Instant toldAt;

  /** Which server did not do what, and since when. */
  private record Origin(String what, String question, Instant since) {}

  /**
   * Those of one activity.
   *
   * @param before what its last attempt passed on
   * @param scheduled when the activity was, which is when its patience begins at the earliest
   * @param standings of the servers of its run
   */
  Standstills(
      InstantSource clock,
      Optional<HeartbeatDetails> before,
      Instant scheduled,
      Function<String, ServerStanding> standings) {
    this.clock = clock;
    this.scheduled = scheduled;
    this.standings = standings;
    this.lastMoved = scheduled;
    before.ifPresent(this::goOnFrom);
  }

  private void goOnFrom(HeartbeatDetails beat) {
    recordsTotal = beat.recordsTotal();
    farthest = beat.farthest();
    lastMoved = beat.lastMoved() == null ? scheduled : beat.lastMoved();
    toldAt = beat.toldAt();
    for (Standstill standstill : beat.standstills()) {
      OngoingStandstill entry = OngoingStandstill.of(standstill);
      entries.put(entry.what(), entry);
      if (entry.kind() == Outage.Kind.SILENT_SERVER && entry.endsByAnyAnswer()) {
        standings.apply(entry.what()).knownSilent(entry.since());
      }
    }
  }

  /** How long to wait for each thing that does not move. */
  synchronized void patience(Duration longest) {
    patience = longest;
  }

  /**
   * Watches the calls to a server.
   *
   * @param server in words, with its address
   * @param mend what to do where it takes the credentials no more
   */
  synchronized CallWatch watch(String server, String mend) {
    mends.put(server, mend);
    ServerStanding standing = standings.apply(server);
    return (name, breakOff) -> {
      CallUnderWay call = new CallUnderWay(name, clock.instant(), breakOff);
      standing.begun(call);
      begun(server, call);
      return new WatchedCall(this, clock, server, standing, call);
    };
  }

  /** Whether anything came from a server in this attempt. */
  synchronized boolean heard(String server) {
    return heard.contains(server);
  }

  /** What is known of a server's page sizes, by whichever activity of the run. */
  PageSizes pageSizes(String server) {
    return standings.apply(server).pageSizes();
  }

  synchronized void givenUp(CallUnderWay call) {
    underWay.remove(call);
  }

  private synchronized void begun(String server, CallUnderWay call) {
    underWay.put(call, server);
  }

  synchronized void endedWell(String server, CallUnderWay call) {
    underWay.remove(call);
    heard.add(server);
    answers++;
    if (!countsRecords()) {
      lastMoved = clock.instant();
    }
    OngoingStandstill entry = entries.get(server);
    if (entry == null) {
      return;
    }
    if (entry.answered(call.question(), isBeyond(entry))) {
      entries.remove(server);
    }
  }

  /** Whether the work went beyond where it had stopped; records tell that when they are counted. */
  private boolean isBeyond(OngoingStandstill entry) {
    return !countsRecords() && answers > entry.place();
  }

  synchronized void endedBadly(
      String server, CallUnderWay call, Instant since, ChromaException failure) {
    underWay.remove(call);
    if (failure.kind() != ChromaException.Kind.UNREACHABLE) {
      heard.add(server);
    }
    origins.put(failure, new Origin(server, call.question(), since));
    if (failure.kind().transientFault()) {
      stop(kind(failure), server, since, question(call, failure), failure.brief());
    }
  }

  /** What must be answered to end it: of a server that was silent anything. */
  private static String question(CallUnderWay call, ChromaException failure) {
    return failure.kind() == ChromaException.Kind.UNREACHABLE ? "" : call.question();
  }

  private static Outage.Kind kind(ChromaException failure) {
    return failure.kind() == ChromaException.Kind.OVERLOADED
        ? Outage.Kind.OVERLOADED_SERVER
        : Outage.Kind.SILENT_SERVER;
  }

  /**
   * Takes note of the failure that ends the attempt.
   *
   * @return whether it is one to wait for: the same may go well later
   */
  synchronized boolean endsWith(ChromaException failure) {
    Origin origin = origins.getOrDefault(failure, new Origin(theOnlyServer(), "", clock.instant()));
    if (failure.refusesCredentials()) {
      stop(
          Outage.Kind.CREDENTIALS,
          origin.what(),
          origin.since(),
          origin.question(),
          failure.brief() + "; " + mends.getOrDefault(origin.what(), "renew them"));
      return true;
    }
    if (!failure.kind().transientFault()) {
      return false;
    }
    OngoingStandstill entry = entries.get(origin.what());
    if (entry == null || !entry.lasts()) {
      stop(kind(failure), origin.what(), origin.since(), origin.question(), failure.brief());
    }
    return true;
  }

  private String theOnlyServer() {
    return mends.size() == 1 ? mends.keySet().iterator().next() : "a server";
  }

  /** Something that is no server does not move, as from now. */
  synchronized void stop(Outage.Kind kind, String what, String error) {
    stop(kind, what, clock.instant(), "", error);
  }

  /** Something does not move, and its waiting has an end of its own. */
  synchronized void stop(Outage.Kind kind, String what, String error, Instant ends) {
    stop(kind, what, error);
    entries.get(what).endsAt(ends);
  }

  private void stop(Outage.Kind kind, String what, Instant since, String question, String error) {
    OngoingStandstill entry = entries.get(what);
    if (entry == null || (!entry.lasts() && isBeyond(entry))) {
      entry = new OngoingStandstill(kind, what, since, question, answers);
      entries.put(what, entry);
    } else {
      entry.stopsAgain(since);
    }
    entry.failed(kind, question, error, answers);
  }

  private boolean countsRecords() {
    return recordsTotal > 0;
  }

  /** Nothing of this kind is waited for any longer. */
  synchronized void goOn(Outage.Kind kind) {
    entries.values().removeIf(entry -> entry.kind() == kind);
  }

  /** This one moves again. */
  synchronized void goOn(String what) {
    entries.remove(what);
  }

  /** So much is done; beyond what was done before, that ends what was waited for. */
  synchronized void done(long records, long total) {
    recordsDone = records;
    recordsTotal = Math.max(recordsTotal, total);
    if (records > farthest) {
      farthest = records;
      lastMoved = clock.instant();
      entries.values().removeIf(entry -> !entry.neverMoved() || !entry.isServer());
    }
  }

  /** The work has ended, well or not. */
  synchronized void over() {
    entries.clear();
    underWay.clear();
  }

  /** What is waited for now, the oldest first, however young. */
  synchronized List<Outage> outages() {
    return standstills().stream()
        .filter(Standstill::lasts)
        .map(Standstill::outage)
        .sorted(Comparator.comparing(Outage::since))
        .toList();
  }

  /** What has been waited for long enough to say so; the oldest. */
  Optional<Outage> noteworthy() {
    Instant now = clock.instant();
    return outages().stream().filter(outage -> isNoteworthy(outage.since(), now)).findFirst();
  }

  private static boolean isNoteworthy(Instant since, Instant now) {
    return !since.plus(NOTEWORTHY).isAfter(now);
  }

  private List<Standstill> standstills() {
    List<Standstill> all = new ArrayList<>();
    for (OngoingStandstill entry : entries.values()) {
      all.add(entry.told(ends(entry)));
    }
    Instant now = clock.instant();
    Set<String> told = new HashSet<>();
    entries.values().stream()
        .filter(OngoingStandstill::lasts)
        .forEach(entry -> told.add(entry.what()));
    underWay.forEach(
        (call, server) -> {
          Instant since = standings.apply(server).since(call);
          if (isNoteworthy(call.lastMoved(), now) && told.add(server)) {
            all.add(
                new Standstill(
                    OngoingStandstill.outage(
                        Outage.Kind.SILENT_SERVER,
                        server,
                        since,
                        "no answer to " + call.shortName() + " yet",
                        ends(since)),
                    State.LASTS,
                    "",
                    answers));
          }
        });
    return all;
  }

  private Instant ends(OngoingStandstill entry) {
    return entry.isServer() ? ends(entry.since()) : entry.ends();
  }

  private Instant ends(Instant since) {
    return patience == null ? null : (since.isBefore(scheduled) ? scheduled : since).plus(patience);
  }

  /** Breaks off calls to servers for which there is no patience left. */
  void breakOffHopeless() {
    hopeless().forEach(CallUnderWay::breakOff);
  }

  private synchronized List<CallUnderWay> hopeless() {
    Instant now = clock.instant();
    List<CallUnderWay> hopeless = new ArrayList<>();
    underWay.forEach(
        (call, server) -> {
          OngoingStandstill entry = entries.get(server);
          Instant ends =
              entry != null && entry.lasts() && entry.isServer()
                  ? ends(entry)
                  : ends(standings.apply(server).since(call));
          if (ends != null && !ends.isAfter(now) && !call.lastMoved().plus(LAST_TRY).isAfter(now)) {
            hopeless.add(call);
          }
        });
    return hopeless;
  }

  /** Breaks off what nobody has answered for a while, because nobody wants the answer any more. */
  void breakOffSilent() {
    silent().forEach(CallUnderWay::breakOff);
  }

  private synchronized List<CallUnderWay> silent() {
    Instant now = clock.instant();
    return underWay.keySet().stream().filter(call -> isNoteworthy(call.lastMoved(), now)).toList();
  }

  /** Whether no server is asked anything just now. */
  synchronized boolean restful() {
    return underWay.isEmpty();
  }

  /** What has not moved for longer than the plan is patient. */
  Optional<Outage> beyondPatience() {
    Instant now = clock.instant();
    return outages().stream()
        .filter(outage -> OngoingStandstill.isServer(outage.kind()))
        .filter(outage -> outage.patienceEnds() != null && !outage.patienceEnds().isAfter(now))
        .findFirst();
  }

  /** When patience with something ends first; nothing where nothing is waited for. */
  Optional<Instant> patienceEnds() {
    return outages().stream()
        .filter(outage -> OngoingStandstill.isServer(outage.kind()))
        .map(Outage::patienceEnds)
        .filter(ends -> ends != null)
        .min(Comparator.naturalOrder());
  }

  /** The run is told of an outage. */
  synchronized void told(Instant when) {
    toldAt = when;
  }

  /** When the run was last told of an outage, over all attempts. */
  synchronized Optional<Instant> toldAt() {
    return Optional.ofNullable(toldAt);
  }

  /** What to pass on. */
  synchronized HeartbeatDetails beat() {
    return new HeartbeatDetails(
        recordsDone,
        recordsTotal,
        farthest,
        lastMoved,
        standstills(),
        toldAt,
        smallPages(),
        ServerStanding.contacts(mends.keySet(), standings));
  }

  private List<String> smallPages() {
    return mends.keySet().stream()
        .filter(server -> !pageSizes(server).fallen().isEmpty())
        .map(server -> server + ": " + String.join(", ", pageSizes(server).fallen()))
        .toList();
  }
}
