package io.chromarunbook.starter.terminal;

import io.chromarunbook.client.PendingWork;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells what a run tries again and again as it happens: its beginning, once a minute, its end. */
public final class PendingNarrator {

  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final Terminal terminal;
  private final Map<String, Instant> told = new HashMap<>();

  /** Tells it here. */
  public PendingNarrator(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Says what is new. */
  public void tell(List<PendingWork> pending, Instant now) {
    List<PendingWork> stuck = pending.stream().filter(work -> work.stuck(now)).toList();
    for (PendingWork work : stuck) {
      Instant before = told.get(key(work));
      if (before == null || Duration.between(before, now).compareTo(AGAIN) >= 0) {
        told.put(key(work), now);
        terminal.say(terminal.paint().warning("    " + PendingText.line(work, Times.local(), now)));
      }
    }
    Set<String> lasting = stuck.stream().map(PendingNarrator::key).collect(Collectors.toSet());
    told.keySet()
        .removeIf(
            key -> {
              boolean over = !lasting.contains(key);
              if (over) {
                terminal.say("    " + key.substring(key.indexOf('\n') + 1) + " goes on.");
              }
              return over;
            });
  }

  private static String key(PendingWork work) {
    return work.workflow() + "\n" + PendingText.name(work);
  }
}
