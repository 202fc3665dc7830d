package io.chromarunbook.activities.report;

import static io.chromarunbook.document.Spans.text;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.Callout;
import io.chromarunbook.document.Facts;
import io.chromarunbook.document.Facts.Fact;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.ServerLine;
import io.chromarunbook.workflows.text.ChromaVersion;
import java.util.ArrayList;
import java.util.List;

/** What came of the run, for who reads no further. */
record Outcome(MigrationStatus status, ReportFacts facts) {

  String title() {
    return "Migration " + status.migration() + ": " + outcome();
  }

  private String outcome() {
    if (dryRun() && status.state() == RunState.COMPLETED) {
      return "a dry-run, nothing speaks against the migration";
    }
    return switch (status.state()) {
      case COMPLETED -> "GO, moved over";
      case ROLLED_BACK -> "rolled back";
      case STOPPED -> "stopped before anything was changed";
      case FAILED -> "failed";
      default -> "still under way (" + status.state() + ")";
    };
  }

  private boolean dryRun() {
    return Names.isDryRun(status.migration());
  }

  List<Block> opening() {
    return List.of(
        Callout.of(tone(), Paragraph.of(decision()), Paragraph.of(String.join(" ", summary()))),
        run());
  }

  private Callout.Tone tone() {
    return switch (status.state()) {
      case COMPLETED -> Callout.Tone.GOOD;
      case ROLLED_BACK -> facts.thaw().needed() ? Callout.Tone.DANGER : Callout.Tone.WARNING;
      case STOPPED, HOLD, PAUSED, ROLLING_BACK -> Callout.Tone.WARNING;
      case FAILED -> Callout.Tone.DANGER;
      default -> Callout.Tone.NOTE;
    };
  }

  private String decision() {
    String decision =
        status.decision() != null
            ? "Decision: " + status.decision() + "."
            : status.state().ended() ? "No decision was reached." : "There is no decision yet.";
    return status.reason() == null || status.reason().isEmpty()
        ? decision
        : decision + " Reason: " + status.reason();
  }

  /** What a manager asks: what moved, whether all is there, how long it took, what is open. */
  private List<String> summary() {
    List<String> sentences = new ArrayList<>();
    sentences.add(what());
    Totals totals = status.totals();
    if (totals != null && totals.snapshot() > 0) {
      long unexplained = totals.unexplained();
      sentences.add(
          "Of %s, %s are at the target as they were at the source, %s lie in quarantine, and %s."
              .formatted(
                  Wording.records(totals.snapshot()),
                  Wording.number(totals.equal()),
                  Wording.number(totals.quarantined()),
                  unexplained == 0
                      ? "none is unexplained"
                      : Wording.number(unexplained)
                          + (unexplained == 1 ? " is unexplained" : " are unexplained")));
    }
    if (status.freeze() != null && status.freeze().since() != null) {
      sentences.add(
          "Writes were refused for %s of the %s allowed."
              .formatted(
                  Wording.span(status.freeze().frozenSeconds()),
                  Wording.span(status.freeze().budgetSeconds())));
    }
    long failing = facts.deviations().size();
    sentences.add(
        failing == 0
            ? "Nothing deviated from the runbook."
            : failing == 1
                ? "One deviation or warning is listed below."
                : Wording.number(failing) + " deviations and warnings are listed below.");
    return sentences;
  }

  private String what() {
    String ways = " from " + status.source().words() + " to " + status.target().words() + ".";
    if (dryRun()) {
      return "This was a rehearsal: it changed nothing at either server, on the way" + ways;
    }
    return switch (status.state()) {
      case COMPLETED -> "Applications were moved over" + ways;
      case ROLLED_BACK -> "The move was undone; applications stay with the source" + ways(ways);
      case STOPPED -> "The move did not begin; nothing was changed at either server" + ways(ways);
      case FAILED -> "The run ended by a defect in the middle" + ways(ways);
      default ->
          "The run is under way, at step %s, on the way%s"
              .formatted(Wording.step(status.step()), ways);
    };
  }

  private static String ways(String ways) {
    return ". It was to lead" + ways;
  }

  private Block run() {
    List<Fact> lines = new ArrayList<>();
    lines.add(fact("Decision", status.decision() == null ? "none" : status.decision()));
    lines.add(fact("State", status.state() + " at step " + Wording.step(status.step())));
    lines.add(fact("Source", server(status.source())));
    lines.add(fact("Target", server(status.target())));
    lines.add(fact("Started", Wording.time(status.startedAt()) + startedBy()));
    lines.add(fact("This report", Wording.time(facts.writtenAt()) + "; all times are UTC"));
    if (status.closed() != null) {
      lines.add(
          fact(
              "Closed",
              "by "
                  + status.closed().by()
                  + " (not signed) at "
                  + Wording.time(status.closed().at())
                  + (status.closed().reason() == null ? "" : ": " + status.closed().reason())
                  + "; a rollback is not possible any more"));
    }
    lines.add(fact("Files", facts.folder()));
    return new Facts(lines);
  }

  private static Fact fact(String name, String value) {
    return Fact.of(name, text(value));
  }

  private String startedBy() {
    return status.startedBy() == null || status.startedBy().isEmpty()
        ? ", nobody said by whom"
        : " by " + status.startedBy() + " (not signed)";
  }

  private static String server(ServerLine server) {
    return server.version() == null || server.version().isEmpty()
        ? server.words() + " (not looked at)"
        : server.words()
            + ", Chroma "
            + ChromaVersion.words(server.version())
            + " by API "
            + server.api();
  }
}
