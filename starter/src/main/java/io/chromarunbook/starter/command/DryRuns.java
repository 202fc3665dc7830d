package io.chromarunbook.starter.command;

import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.client.KnownRun;
import io.chromarunbook.starter.offline.RecordedEnd;
import io.chromarunbook.starter.offline.RecordedRun;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.StartLine;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.text.Counts;
import io.chromarunbook.workflows.text.Printable;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The dry-runs of a migration, those Temporal knows and those whose folder is here. */
final class DryRuns {

  /**
   * One of them.
   *
   * @param state "RUNNING", "COMPLETED" where nothing speaks against the migration, "STOPPED" where
   *     something does, or how Temporal closed it
   * @param at when it ended, or started while it runs; null where nobody knows
   * @param reason what speaks against the migration; empty where nothing does
   * @param report the command that shows its report; null where there is none here
   */
  record Line(String id, String state, Instant at, String reason, String report) {}

  private final String migration;
  private final List<Line> lines;
  private final StartLine start;

  private DryRuns(String migration, List<Line> lines, StartLine start) {
    this.migration = migration;
    this.lines = lines;
    this.start = start;
  }

  /** Of a migration, which need not have been started. */
  static DryRuns of(Session session, String migration) {
    return of(session.home(), migration, session.migrations().dryRuns(migration));
  }

  /** Those whose folder is here, without asking Temporal. */
  static DryRuns recorded(RunbookHome home, String migration) {
    return of(home, migration, List.of());
  }

  private static DryRuns of(RunbookHome home, String migration, List<KnownRun> remembered) {
    Map<Integer, Line> lines = new TreeMap<>();
    for (int number = 1; number <= remembered.size(); number++) {
      lines.put(number, line(remembered.get(number - 1), home));
    }
    String prefix = Names.dryRun(migration, 1).replaceFirst("1$", "");
    for (String id : home.runs()) {
      if (id.startsWith(prefix) && id.substring(prefix.length()).matches("[1-9][0-9]{0,8}")) {
        lines.computeIfAbsent(
            Integer.valueOf(id.substring(prefix.length())), number -> line(id, home));
      }
    }
    return new DryRuns(
        migration,
        List.copyOf(lines.values()),
        remembered.isEmpty()
            ? StartLine.of(StartLine.ANY_PLAN, migration)
            : start(migration, remembered.get(remembered.size() - 1)));
  }

  /** As the last dry-run was started, but in earnest. */
  private static StartLine start(String migration, KnownRun last) {
    return StartLine.of(last.planFile(), migration).replacing(last.replaces()).by(last.startedBy());
  }

  private static Line line(KnownRun run, RunbookHome home) {
    if (run.open()) {
      return new Line(run.id(), "RUNNING", run.startedAt(), "", null);
    }
    Optional<RecordedEnd> end = end(run.id(), home);
    if (end.isPresent()) {
      return line(run.id(), end.get(), home);
    }
    String state = run.brokenOff() || run.state().isEmpty() ? run.execution() : run.state();
    return new Line(run.id(), state, run.closedAt(), "", null);
  }

  private static Line line(String id, RunbookHome home) {
    return end(id, home)
        .map(end -> line(id, end, home))
        .orElse(new Line(id, "UNKNOWN", null, "", null));
  }

  private static Line line(String id, RecordedEnd end, RunbookHome home) {
    String report =
        Files.exists(home.run(id).reportMarkdown()) ? Commands.of("report " + id) : null;
    return new Line(
        id, end.state().name(), end.at(), end.reason() == null ? "" : end.reason(), report);
  }

  private static Optional<RecordedEnd> end(String id, RunbookHome home) {
    return Files.exists(home.run(id).owner()) ? RecordedRun.of(home, id).end() : Optional.empty();
  }

  List<Line> lines() {
    return lines;
  }

  boolean none() {
    return lines.isEmpty();
  }

  /** The last of them in one line, for a status that is about something else. */
  Optional<String> note(Times times, Instant now) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    Line last = lines.get(lines.size() - 1);
    return Optional.of(
        (lines.size() == 1 ? "1 dry-run, " : lines.size() + " dry-runs, the last ")
            + last.state()
            + (last.at() == null ? "" : " at " + times.of(last.at(), now))
            + (last.report() == null ? "" : ": " + last.report()));
  }

  /** All of them, for a migration that was not started. */
  List<String> text(Times times, Instant now) {
    List<String> text = new ArrayList<>();
    text.add(migration + "  not started; " + Counts.of(lines.size(), "dry-run"));
    for (Line line : lines) {
      text.add(
          "  "
              + line.id()
              + "  "
              + line.state()
              + (line.at() == null ? "" : "  " + times.of(line.at(), now))
              + (line.reason().isEmpty() ? "" : "  " + Printable.of(line.reason())));
      if (line.report() != null) {
        text.add("    " + line.report());
      }
    }
    return text;
  }

  /** The command to type next, for a migration that was not started. */
  String next() {
    Line last = lines.get(lines.size() - 1);
    return switch (last.state()) {
      case "COMPLETED" -> start.command();
      case "RUNNING" -> Commands.of("status " + last.id() + " --watch");
      default -> last.report() != null ? last.report() : start.dryRun();
    };
  }
}
