package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.Reaction;
import io.chromarunbook.workflows.status.AlarmLine;
import io.chromarunbook.workflows.steps.Exceeded;
import io.chromarunbook.workflows.steps.ProbeResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What of the last probes is past its limit often enough to count. */
final class WindowLimits {

  /** What stands for the target's own health. */
  private static final String TARGET = "target";

  private final MigrationState.Watching window;
  private final int lookedAt;
  private final int tooMany;

  private WindowLimits(MigrationState.Watching window, int lookedAt, int tooMany) {
    this.window = window;
    this.lookedAt = lookedAt;
    this.tooMany = tooMany;
  }

  /** In the window, where probes follow soon: three of five count. */
  static WindowLimits ofWindow(MigrationState.Watching window) {
    return new WindowLimits(window, 5, 3);
  }

  /** After it, where the next probe is far: each counts. */
  static WindowLimits ofSupport(MigrationState.Watching window) {
    return new WindowLimits(window, 1, 1);
  }

  /**
   * Something that counts.
   *
   * @param what the same text for the same thing
   * @param reason what was found, and how often
   */
  record Trouble(String what, Reaction then, String reason) {}

  /**
   * What a probe found past its limit, the target's own health among it.
   *
   * @param ofTarget what a bad look at the target leads to
   */
  static List<Exceeded> found(ProbeResult probe, List<Exceeded> byCommands, Reaction ofTarget) {
    List<Exceeded> found = new ArrayList<>();
    if (!probe.healthy()) {
      found.add(new Exceeded(TARGET, ofTarget, probe.message()));
    }
    found.addAll(probe.exceeded());
    found.addAll(byCommands);
    return found;
  }

  /** Takes in what a probe found. */
  void take(List<Exceeded> found) {
    window.recent.add(found);
    while (window.recent.size() > lookedAt) {
      window.recent.remove(0);
    }
  }

  /** What counts now; the gravest first. */
  List<Trouble> troubles() {
    Map<String, List<Exceeded>> byWhat = new LinkedHashMap<>();
    window.recent.forEach(
        probe ->
            probe.forEach(
                each -> byWhat.computeIfAbsent(each.what(), what -> new ArrayList<>()).add(each)));
    return byWhat.values().stream()
        .filter(found -> found.size() >= tooMany)
        .map(this::trouble)
        .sorted(Comparator.comparing(Trouble::then).reversed())
        .toList();
  }

  private Trouble trouble(List<Exceeded> found) {
    Exceeded last = found.get(found.size() - 1);
    boolean health = last.what().equals(TARGET);
    String reason =
        lookedAt == 1
            ? "The last probe "
                + (health ? "of the target is bad" : "is past the limit of " + last.what())
            : "%d of the last %d probes ".formatted(found.size(), window.recent.size())
                + (health ? "of the target are bad" : "are past the limit of " + last.what());
    return new Trouble(last.what(), last.then(), reason + ": " + last.message());
  }

  /** What people are asked about, or what the run goes back for; the gravest first. */
  List<Trouble> asking() {
    return troubles().stream().filter(trouble -> trouble.then() != Reaction.ALERT).toList();
  }

  /**
   * Keeps an alarm for each thing that counts and is only told.
   *
   * @return those that are new
   */
  List<Trouble> alarmed(Instant now) {
    List<Trouble> alerts =
        troubles().stream().filter(trouble -> trouble.then() == Reaction.ALERT).toList();
    List<Trouble> fresh =
        alerts.stream().filter(trouble -> !window.limits.containsKey(trouble.what())).toList();
    window.limits.keySet().retainAll(alerts.stream().map(Trouble::what).toList());
    alerts.forEach(
        trouble ->
            window.limits.merge(
                trouble.what(),
                new AlarmLine(trouble.what(), trouble.reason(), now, now),
                (known, seen) ->
                    new AlarmLine(trouble.what(), trouble.reason(), known.since(), now)));
    return fresh;
  }
}
