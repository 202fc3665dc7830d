package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.evidence.Remedy;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.GateLine;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.ManualLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.status.WindowLine;
import io.chromarunbook.workflows.text.Durations;
import io.chromarunbook.workflows.text.Markdown;
import io.chromarunbook.workflows.text.UtcTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a run stands, in Markdown for the Temporal UI: state and what it waits for first, then what
 * to do next. A list, not a table: the UI sets a table's cells side by side without a gap.
 */
final class CurrentDetails {

  private final MigrationStatus status;
  private final StringBuilder text = new StringBuilder();

  private CurrentDetails(MigrationStatus status) {
    this.status = status;
  }

  static String of(MigrationStatus status) {
    CurrentDetails details = new CurrentDetails(status);
    details.write();
    return details.text.toString();
  }

  private void write() {
    text.append("**").append(status.state()).append("** at step ").append(status.step());
    text.append("\n\n");
    quote(status.reason());
    status.outages().forEach(outage -> quote(Outages.words(outage)));
    status
        .alarms()
        .forEach(alarm -> quote(alarm.message() + " Since " + UtcTime.words(alarm.since())));
    if (!status.awaiting().isEmpty()) {
      line("waits for", "**" + String.join(", ", status.awaiting()) + "**");
    }
    deadline()
        .ifPresent(
            deadline -> line("until", UtcTime.words(deadline) + ", then it counts as NO-GO"));
    hold().ifPresent(hold -> hold.remedies().forEach(this::remedy));
    status.manual().forEach(this::manual);
    next();
    diagnose();
    text.append("\n");
    step();
    progress();
    freeze(status.freeze());
    window();
    finished();
    line("from", Markdown.code(status.source().words()));
    line("to", Markdown.code(status.target().words()));
  }

  private void manual(ManualLine asked) {
    line("`" + asked.action().label() + "` by hand", Markdown.plain(asked.instruction()));
    if (asked.refusal() != null) {
      line("the last confirmation did not count", Markdown.plain(asked.refusal()));
    }
    if (asked.deadline() != null) {
      line("until", UtcTime.words(asked.deadline()) + ", then the run ends");
    }
  }

  /** Figures of what is under way are of the moment this was written, so none of them is shown. */
  private void step() {
    status.steps().stream()
        .filter(line -> line.id() == status.step() && !status.state().ended())
        .filter(line -> line.startedAt() != null)
        .findFirst()
        .ifPresent(
            line ->
                line(
                    "this step",
                    "since "
                        + UtcTime.words(line.startedAt())
                        + (line.plannedSeconds() > 0
                            ? ", planned " + Durations.words(line.plannedSeconds())
                            : "")));
  }

  private void window() {
    WindowLine window = status.window();
    if (window != null && !status.state().ended()) {
      line(
          "window",
          "until "
              + UtcTime.words(window.until())
              + (window.lastProbe() == null
                  ? ", no probe yet"
                  : ", probe "
                      + window.probes()
                      + " at "
                      + UtcTime.words(window.lastProbeAt())
                      + ": "
                      + Markdown.plain(window.lastProbe())));
    }
  }

  /** Finished steps, folded. */
  private void finished() {
    String done =
        status.steps().stream()
            .filter(line -> line.state() == StepLine.State.DONE)
            .map(line -> line.id().id())
            .collect(Collectors.joining(", "));
    if (!done.isEmpty()) {
      line("done", done);
    }
  }

  private void progress() {
    if (status.progress().recordsTotal() > 0 && !status.state().ended()) {
      line(
          "records in this step",
          "%,d of %,d"
              .formatted(status.progress().recordsDone(), status.progress().recordsTotal()));
    }
    Totals totals = status.totals();
    if (totals.snapshot() > 0) {
      line("validated", "%,d of %,d equal".formatted(totals.equal(), totals.snapshot()));
    }
  }

  private void freeze(FreezeLine freeze) {
    if (freeze.since() == null) {
      return;
    }
    String standing = freeze.standing().name().toLowerCase(Locale.ROOT);
    line(
        "freeze",
        "ordered "
            + UtcTime.words(freeze.since())
            + ", "
            + standing
            + " since "
            + UtcTime.words(freeze.standingSince()));
    if (freeze.until() == null && status.decision() == null && freeze.lastSafeGo() != null) {
      line("last safe GO", UtcTime.words(freeze.lastSafeGo()));
    }
  }

  private void remedy(Remedy remedy) {
    line("`" + remedy.choice() + "`", Markdown.plain(remedy.effect()));
  }

  private void next() {
    List<NextAction> actions = status.nextActions();
    text.append("\nNext: ").append(Markdown.code(RunbookCommand.of(actions.get(0)))).append("\n");
    actions.stream()
        .skip(1)
        .forEach(
            action ->
                text.append("\nor: ")
                    .append(Markdown.code(RunbookCommand.of(action)))
                    .append("\n"));
    if (status.state() == RunState.COMPLETED && status.closed() == null) {
      text.append("\nA rollback is possible until it is closed.\n");
    }
  }

  /** Where something does not go on by itself, what to do is said by a command. */
  private void diagnose() {
    if (!status.outages().isEmpty() || !status.alarms().isEmpty() || hold().isPresent()) {
      text.append("\nWhat is wrong, and what mends it: ")
          .append(Markdown.code(RunbookCommand.of("diagnose", status.migration())))
          .append("\n");
    }
  }

  private Optional<HoldLine> hold() {
    return status.state() == RunState.HOLD && !status.holds().isEmpty()
        ? Optional.of(status.holds().get(status.holds().size() - 1))
        : Optional.empty();
  }

  /** When the wait for people is over. */
  private Optional<Instant> deadline() {
    if (status.state() == RunState.ROLLING_BACK || status.state().ended()) {
      return Optional.empty();
    }
    return hold()
        .map(HoldLine::deadline)
        .or(
            () ->
                status.gates().stream().filter(GateLine::open).map(GateLine::deadline).findFirst());
  }

  private void quote(String sentence) {
    if (!sentence.isEmpty()) {
      text.append("> ").append(Markdown.plain(sentence)).append("\n\n");
    }
  }

  private void line(String name, String value) {
    text.append("- ").append(name).append(": ").append(value).append("\n");
  }
}
