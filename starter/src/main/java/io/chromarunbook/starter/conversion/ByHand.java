package io.chromarunbook.starter.conversion;

import io.chromarunbook.client.Migrations;
import io.chromarunbook.client.RunMessage;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.runbook.Confirmation;
import io.chromarunbook.workflows.runbook.HoldDecision;
import io.chromarunbook.workflows.runbook.Order;
import io.chromarunbook.workflows.status.ManualLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import java.util.UUID;

/** Asks for what only a person can do or decide, once for each time it is waited for. */
final class ByHand {

  private final Migrations migrations;
  private final ConversionWishes wishes;
  private final Terminal terminal;
  private final Question question;
  private String asked = "";

  ByHand(Migrations migrations, ConversionWishes wishes, Terminal terminal, Question question) {
    this.migrations = migrations;
    this.wishes = wishes;
    this.terminal = terminal;
    this.question = question;
  }

  void lookAt(MigrationStatus status) {
    if (status.state() == RunState.HOLD) {
      decide(status);
      return;
    }
    for (ManualLine line : status.manual()) {
      confirm(status.migration(), line);
    }
  }

  /** Who agreed to everything that is good did not agree to this. */
  private void decide(MigrationStatus status) {
    if (!isNew("hold " + status.holds().size() + " " + status.reason())) {
      return;
    }
    boolean again = !wishes.agrees() && question.yes("Mended, and to be tried again?");
    var ignored =
        migrations.send(
            status.migration(),
            RunMessage.DECIDE,
            new HoldDecision(
                UUID.randomUUID().toString(),
                again ? Choice.RETRY : Choice.NO_GO,
                null,
                wishes.by(),
                again ? null : "nobody mends it in this conversion"));
  }

  private void confirm(String migration, ManualLine line) {
    if (!isNew("manual " + line.action() + " " + line.refusal())) {
      return;
    }
    if (line.refusal() != null) {
      terminal.say("    It did not count: " + line.refusal());
      if (wishes.agrees()) {
        var ignored =
            migrations.send(
                migration,
                RunMessage.ABORT,
                new Order(
                    UUID.randomUUID().toString(),
                    wishes.by(),
                    "what was agreed to before is not so"));
        return;
      }
    }
    terminal.say("    " + line.instruction());
    if (question.yes("Done?")) {
      var ignored =
          migrations.send(
              migration,
              RunMessage.CONFIRM,
              new Confirmation(
                  UUID.randomUUID().toString(), line.action(), wishes.by(), null, false));
    }
  }

  private boolean isNew(String question) {
    boolean same = question.equals(asked);
    asked = question;
    return !same;
  }
}
