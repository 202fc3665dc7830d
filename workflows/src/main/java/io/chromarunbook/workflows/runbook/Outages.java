package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.steps.Outage;
import io.chromarunbook.workflows.steps.OutageNews;
import io.chromarunbook.workflows.text.UtcTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What work waits for that does not move: told when it begins, and when it is over. */
final class Outages {

  /** More than this do not help anybody, and a payload has an end. */
  private static final int MOST = 20;

  private final RunContext context;
  private final Map<String, Outage> outages;

  Outages(RunContext context) {
    this.context = context;
    this.outages = context.state().outages;
  }

  /** Takes what an activity tells. */
  void take(OutageNews news) {
    if (news == null || news.activity() == null) {
      return;
    }
    Outage before = outages.remove(news.activity());
    Outage now = asFarAsItGoes(news.outage());
    if (now != null && outages.size() < MOST) {
      boolean known = before != null || known(now);
      outages.put(news.activity(), now);
      if (!known) {
        context.journal().outage(words(now));
        context.tell("outage: " + now.what(), words(now));
      }
    } else if (before != null && !known(before)) {
      String over =
          (news.end() == OutageNews.End.LEFT_ALONE
                  ? "%s is not waited for any longer; it has been away since %s."
                  : "%s is back; it was away since %s.")
              .formatted(before.what(), UtcTime.words(before.since()));
      context.journal().outage(over);
      context.tell("outage over: " + before.what(), over);
    }
    context.board().publish();
  }

  /** After the switch, and on the way back, no silence of a server ends the run. */
  private Outage asFarAsItGoes(Outage outage) {
    MigrationState state = context.state();
    boolean endsTheRun = !state.cutover.attempted && state.end.ending == null;
    return outage == null || endsTheRun
        ? outage
        : new Outage(outage.kind(), outage.what(), outage.since(), outage.error(), null);
  }

  private boolean known(Outage outage) {
    return outages.values().stream().anyMatch(other -> other.what().equals(outage.what()));
  }

  /** One outage, for people. */
  static String words(Outage outage) {
    return outage.lasting(UtcTime::words)
        + (outage.patienceEnds() == null
            ? "."
            : "; the run ends at "
                + UtcTime.words(outage.patienceEnds())
                + " unless that changes.");
  }

  /** Each thing once, the one that is away longest first. */
  static List<Outage> lines(MigrationState state) {
    Map<String, Outage> longest = new LinkedHashMap<>();
    state.outages.values().stream()
        .sorted(Comparator.comparing(Outage::since))
        .forEach(outage -> longest.putIfAbsent(outage.what(), outage));
    return List.copyOf(longest.values());
  }

  /** Nothing is waited for any more. */
  void clear() {
    outages.clear();
  }
}
