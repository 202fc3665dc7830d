package io.chromarunbook.starter.demo;

import io.chromarunbook.client.Delivery;
import io.chromarunbook.client.Migrations;
import io.chromarunbook.client.RunMessage;
import io.chromarunbook.client.SilentWorker;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.runbook.Order;
import io.chromarunbook.workflows.runbook.Reply;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Orders the way back a minute after the cutover, as somebody would who does not know yet what the
 * applications wrote since: the first order is refused by the number of records it would leave
 * behind, the second one accepts that number.
 */
final class RollbackScene {

  private static final Duration AFTER_CUTOVER = Duration.ofMinutes(1);

  private final Migrations migrations;
  private final Terminal terminal;
  private final String by;
  private boolean ordered;

  RollbackScene(Migrations migrations, Terminal terminal, String by) {
    this.migrations = migrations;
    this.terminal = terminal;
    this.by = by;
  }

  /** Does what the moment asks for. */
  void lookAt(MigrationStatus status) {
    if (ordered
        || status.state() != RunState.MONITORING
        || cutOver(status).filter(this::longAgo).isEmpty()) {
      return;
    }
    ordered = true;
    terminal.say("    " + by + " orders the way back, a minute after the cutover.");
    order(status.migration(), null)
        .ifPresent(
            refusal -> {
              terminal.say("    Refused: " + refusal);
              MigrationStatus now = status(status.migration()).orElse(status);
              if (now.wayBack() != null && now.wayBack().leftBehind() != null) {
                long records = now.wayBack().leftBehind().total();
                terminal.say("    " + by + " orders it with --accept-loss " + records + ".");
                order(status.migration(), "" + records)
                    .ifPresent(again -> terminal.say("    Refused again: " + again));
              }
            });
  }

  private static Optional<Instant> cutOver(MigrationStatus status) {
    return status.steps().stream()
        .filter(step -> step.id() == Step.MONITORING)
        .map(StepLine::startedAt)
        .filter(started -> started != null)
        .findFirst();
  }

  private boolean longAgo(Instant moment) {
    return moment.plus(AFTER_CUTOVER).isBefore(Instant.now());
  }

  /** Why it is refused; nothing where it counts. */
  private Optional<String> order(String id, String acceptLoss) {
    Delivery delivery =
        migrations.send(
            id,
            RunMessage.ROLLBACK,
            new Order(UUID.randomUUID().toString(), by, "the demo shows it", acceptLoss, null));
    return delivery instanceof Delivery.Answered answered
            && answered.reply() instanceof Reply.Refused refused
        ? Optional.of(refused.reason())
        : Optional.empty();
  }

  private Optional<MigrationStatus> status(String id) {
    try {
      return Optional.of(migrations.status(id));
    } catch (SilentWorker e) {
      return Optional.empty();
    }
  }
}
