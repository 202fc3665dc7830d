package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.evidence.Remedy;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.GateLine;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.text.Markdown;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a run stands, in Markdown for the Temporal UI: state and what it waits for first, then what
 * to do next. A list, not a table: the UI sets a table's cells side by side without a gap.
 */
final class CurrentDetails {

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

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
    status.alarms().forEach(alarm -> quote(alarm.message() + " Since " + utc(alarm.since())));
    if (!status.awaiting().isEmpty()) {
      line("waits for", "**" + String.join(", ", status.awaiting()) + "**");
    }
    deadline().ifPresent(deadline -> line("until", utc(deadline) + ", then it counts as NO-GO"));
    hold().ifPresent(hold -> hold.remedies().forEach(this::remedy));
    freeze(status.freeze());
    progress();
    line("from", Markdown.code(status.source().words()));
    line("to", Markdown.code(status.target().words()));
    next();
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
            + utc(freeze.since())
            + ", "
            + standing
            + " since "
            + utc(freeze.standingSince()));
    if (freeze.until() == null && status.decision() == null && freeze.lastSafeGo() != null) {
      line("last safe GO", utc(freeze.lastSafeGo()));
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

  private static String utc(Instant time) {
    return UTC.format(time);
  }
}
