package io.chromarunbook.starter.command;

import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.client.KnownRun;
import io.chromarunbook.client.ListedRun;
import io.chromarunbook.starter.connection.Belonging;
import io.chromarunbook.starter.history.FolderStanding;
import io.chromarunbook.starter.history.RunLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All runs: those Temporal remembers, and those of which only the home has the folder. */
final class RunList {

  private static final Comparator<RunLine> OPEN_FIRST_THEN_NEWEST =
      Comparator.comparing((RunLine line) -> line.endedAt() != null)
          .thenComparing(Comparator.comparing(RunLine::startedAt).reversed());

  private RunList() {}

  /** What Temporal answered, and the folders of what it does not remember. */
  static List<RunLine> of(List<ListedRun> known, RunbookHome home) {
    Set<String> ids = known.stream().map(one -> one.run().id()).collect(Collectors.toSet());
    List<RunLine> lines = new ArrayList<>();
    known.forEach(one -> lines.add(line(one, home)));
    home.runs().stream()
        .filter(id -> !ids.contains(id))
        .forEach(id -> lines.add(FolderStanding.of(home, id)));
    lines.sort(OPEN_FIRST_THEN_NEWEST);
    return lines;
  }

  private static RunLine line(ListedRun listed, RunbookHome home) {
    KnownRun run = listed.run();
    return new RunLine(
        run.id(),
        state(run, home),
        run.step(),
        run.open() ? listed.awaiting() : List.of(),
        run.startedAt(),
        run.closedAt(),
        run.home(),
        RunLine.Source.TEMPORAL,
        null);
  }

  /** Where its workflow was broken off, that counts, unless it had come to its end before. */
  private static String state(KnownRun run, RunbookHome home) {
    if (run.natively()) {
      return run.execution();
    }
    if (run.brokenOff()) {
      String written =
          Belonging.hasFolderOf(run, home) ? FolderStanding.of(home, run.id()).state() : "";
      return written.isEmpty() ? run.execution() : written;
    }
    return run.state().isEmpty() ? run.execution() : run.state();
  }
}
