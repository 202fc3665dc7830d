package io.chromarunbook.starter.demo;

import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.starter.offline.PutBackGroup;
import io.chromarunbook.starter.offline.PutBackResult;
import io.chromarunbook.starter.offline.PuttingBack;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.text.Printable;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Brings what the application wrote at the target to the source, after a way back. */
final class PutBackScene {

  private final RunbookHome home;
  private final Map<String, String> environment;
  private final Terminal terminal;
  private final String by;

  PutBackScene(Path home, Map<String, String> environment, Terminal terminal, String by) {
    this.home = new RunbookHome(home);
    this.environment = environment;
    this.terminal = terminal;
    this.by = by;
  }

  /** Does it, and tells what became of the records. */
  void play(String id) {
    terminal.say("    " + Commands.of("put-back " + id + " --apply --by " + by));
    PutBackResult result =
        PuttingBack.of(home, id, environment, (what, done, total) -> {}, terminal::complain)
            .apply(by, 0);
    terminal.say(
        String.format(Locale.ROOT, "    %,d records were left at the target", result.records()));
    for (PutBackGroup group : result.groups()) {
      terminal.say(
          "    "
              + (group.end() == PutBackGroup.End.AT_SOURCE
                  ? terminal.paint().good("✓")
                  : terminal.paint().warning("!"))
              + String.format(Locale.ROOT, " %,d %s: ", group.records(), group.kind())
              + Printable.of(group.words()));
    }
  }
}
