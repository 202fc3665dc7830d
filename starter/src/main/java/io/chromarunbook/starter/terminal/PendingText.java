package io.chromarunbook.starter.terminal;

import io.chromarunbook.client.PendingWork;
import io.chromarunbook.workflows.text.Printable;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a run tries again and again, as Temporal itself knows it. */
public final class PendingText {

  private static final Pattern FIRST_WORD = Pattern.compile("[A-Z][a-z0-9]*");
  private static final int LONGEST = 240;

  private PendingText() {}

  /**
   * A line for each thing that has failed for longer than people expect; none where all is well.
   */
  public static List<String> lines(List<PendingWork> pending, Times times, Instant now) {
    return pending.stream()
        .filter(work -> work.stuck(now))
        .map(work -> line(work, times, now))
        .toList();
  }

  /** The same without what a run says itself of what it waits for. */
  public static List<String> attempts(List<PendingWork> pending, Times times, Instant now) {
    return pending.stream()
        .filter(work -> work.stuck(now))
        .map(work -> name(work) + ": attempt " + work.attempt() + next(work, times, now))
        .toList();
  }

  /** A line for each server that takes or gives less in one request than others do. */
  public static List<String> smallPages(List<PendingWork> pending) {
    return pending.stream()
        .filter(work -> work.beat() != null)
        .flatMap(work -> work.beat().smallPages().stream())
        .distinct()
        .map(pages -> "Small pages, " + oneLine(pages))
        .toList();
  }

  private static String next(PendingWork work, Times times, Instant now) {
    if (work.nextAttemptAt() != null) {
      return "; next try " + times.of(work.nextAttemptAt(), now);
    }
    return work.state().equals("STARTED") ? "; being tried now" : "";
  }

  /** One of them. */
  public static String line(PendingWork work, Times times, Instant now) {
    StringBuilder line = new StringBuilder(name(work)).append(": attempt ").append(work.attempt());
    if (work.since() != null) {
      line.append(" since ").append(times.of(work.since(), now));
    }
    if (!work.lastFailure().isEmpty()) {
      line.append(", last failure: ").append(oneLine(work.lastFailure()));
    }
    line.append(next(work, times, now));
    if (work.beat() != null) {
      work.beat().outages().stream()
          .findFirst()
          .ifPresent(outage -> line.append("; ").append(OutageText.of(outage, times, now)));
      if (work.beat().lastMoved() != null) {
        line.append("; last moved ").append(times.of(work.beat().lastMoved(), now));
      }
    }
    return line.toString();
  }

  /** What people call it: the kind of work, and what exactly where the run said so. */
  public static String name(PendingWork work) {
    if (work.type().equals(PendingWork.OWN_CODE)) {
      return "The run's own code";
    }
    Matcher first = FIRST_WORD.matcher(work.type());
    String kind = first.lookingAt() ? first.group() : Printable.of(work.type());
    return work.summary().isEmpty() ? kind : kind + " (" + oneLine(work.summary()) + ")";
  }

  private static String oneLine(String text) {
    String first = text.strip().lines().findFirst().orElse("");
    String shown = first.length() > LONGEST ? first.substring(0, LONGEST) + " …" : first;
    return Printable.of(shown.replaceAll("[.;]+$", ""));
  }
}
