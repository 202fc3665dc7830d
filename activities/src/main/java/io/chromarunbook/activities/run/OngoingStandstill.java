package io.chromarunbook.activities.run;

import io.chromarunbook.workflows.steps.Outage;
import io.chromarunbook.workflows.steps.Standstill;
import io.chromarunbook.workflows.steps.Standstill.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One thing that does not move: since when, at which question, and whether it answered again. */
final class OngoingStandstill {

  private final String what;
  private Outage.Kind kind;
  private Instant since;
  private Instant ends;
  private String error;
  private String question;
  private State state = State.LASTS;
  private long place;
  private boolean answeredSince;

  /**
   * One that begins.
   *
   * @param question what must be answered to end it; empty: anything
   * @param place how many answers were had before it
   */
  OngoingStandstill(Outage.Kind kind, String what, Instant since, String question, long place) {
    this.kind = kind;
    this.what = what;
    this.since = since;
    this.question = question;
    this.place = place;
  }

  /** One that an earlier attempt passed on. */
  static OngoingStandstill of(Standstill before) {
    Outage outage = before.outage();
    OngoingStandstill ongoing =
        new OngoingStandstill(
            outage.kind(), outage.what(), outage.since(), before.question(), before.place());
    ongoing.error = outage.error();
    ongoing.state = before.state();
    ongoing.ends = outage.kind() == Outage.Kind.LOCK ? outage.patienceEnds() : null;
    return ongoing;
  }

  String what() {
    return what;
  }

  Outage.Kind kind() {
    return kind;
  }

  Instant since() {
    return since;
  }

  /** Its own end, where it has one. */
  Instant ends() {
    return ends;
  }

  boolean lasts() {
    return state != State.ANSWERED;
  }

  /** Whether it has stood still ever since, and nothing was answered in between. */
  boolean neverMoved() {
    return state == State.LASTS && !answeredSince;
  }

  /** Whether anything that answers ends it. */
  boolean endsByAnyAnswer() {
    return question.isEmpty();
  }

  boolean isServer() {
    return isServer(kind);
  }

  static boolean isServer(Outage.Kind kind) {
    return switch (kind) {
      case SILENT_SERVER, OVERLOADED_SERVER, CREDENTIALS -> true;
      case DISK, WRONG_HOME, LOCK -> false;
    };
  }

  /**
   * Takes note of an answer.
   *
   * @param beyond whether the work has got beyond where it had stopped
   * @return whether it is over and done with
   */
  boolean answered(String asked, boolean beyond) {
    answeredSince = true;
    if (!endsByAnyAnswer() && !question.equals(asked)) {
      return false;
    }
    if (state == State.LASTS) {
      state = State.ANSWERED;
      return false;
    }
    return beyond;
  }

  /** Where the work had stopped, in answers had. */
  long place() {
    return place;
  }

  /** It stops again, or still. */
  void stopsAgain(Instant again) {
    if (state == State.ANSWERED) {
      state = State.RECURS;
    } else if (again.isBefore(since)) {
      since = again;
    }
  }

  /** What is known of it by its newest failure. */
  void failed(Outage.Kind failedBy, String asked, String said, long answers) {
    kind = failedBy;
    question = asked;
    error = said;
    place = Math.max(place, answers);
    answeredSince = false;
  }

  void endsAt(Instant end) {
    ends = end;
  }

  /** As it is told and passed on. */
  Standstill told(Instant patienceEnds) {
    return new Standstill(outage(kind, what, since, error, patienceEnds), state, question, place);
  }

  /** By the second, as people read it. */
  static Outage outage(
      Outage.Kind kind, String what, Instant since, String error, Instant patienceEnds) {
    return new Outage(
        kind,
        what,
        since.truncatedTo(ChronoUnit.SECONDS),
        error,
        patienceEnds == null ? null : patienceEnds.truncatedTo(ChronoUnit.SECONDS));
  }
}
