package io.chromarunbook.starter.command;

import io.chromarunbook.client.ClientFailure;
import io.chromarunbook.client.Delivery;
import io.chromarunbook.client.RunMessage;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.workflows.runbook.Order;
import io.chromarunbook.workflows.runbook.Reply;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.ReturnLine;
import io.chromarunbook.workflows.steps.SourceStanding;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "rollback",
    description = "Goes back to the source; possible until the migration is closed.",
    footer = {
      "",
      "On a terminal it says first what is lost, counted, and asks; --yes leaves the question out, but no loss is accepted by it: that needs --accept-loss."
    })
@Guide(
    group = CommandGroup.RUN,
    who = "operations-lead, dba or on-call",
    changes =
        "applications use the source again; what they wrote at the target since the switch is left behind, in left-behind.jsonl",
    examples = "rollback kb-to-1x --by ann --reason 'answers got worse'")
final class RollbackCommand extends UndoOrderCommand {

  @Option(
      names = "--accept-loss",
      paramLabel = "N|unknown",
      description =
          "Give up N records added, changed or removed at the target since the switch, N as the"
              + " refusal named it; unknown where the target cannot be read.")
  private String acceptLoss;

  @Option(
      names = "--accept-source",
      paramLabel = "silent|differs",
      description = "Go back although the source does not answer, or is not what it was.")
  private String acceptSource;

  RollbackCommand(Session session) {
    super(session, RunMessage.ROLLBACK);
  }

  @Override
  String acceptedLoss() {
    return acceptLoss;
  }

  @Override
  String acceptedSource() {
    return acceptSource;
  }

  @Override
  String question() {
    return "Roll back " + id() + ", as " + by() + "?";
  }

  /** What a run finds when it looks at its servers is another question than the first. */
  @Override
  int order() {
    Delivery delivery = delivered();
    Optional<ReturnLine> objecting = asks() ? objecting(delivery) : Optional.empty();
    if (objecting.filter(this::takesOver).isEmpty()) {
      return new Messages(session()).told(id(), delivery);
    }
    if (!new UndoQuestion(session(), id())
        .agreed(List.of(objecting.get().objection()), "Go back all the same, as " + by() + "?")) {
      say("Nothing was undone.");
      return ExitCode.REFUSED;
    }
    return order();
  }

  /** Why the run did not go back just now; nothing where it did, or refused for another reason. */
  private Optional<ReturnLine> objecting(Delivery delivery) {
    if (!(delivery instanceof Delivery.Answered answered
        && answered.reply() instanceof Reply.Refused refused)) {
      return Optional.empty();
    }
    try {
      return new UndoQuestion(session(), id())
          .status()
          .map(MigrationStatus::wayBack)
          .filter(wayBack -> refused.reason().equals(wayBack.objection()));
    } catch (ClientFailure.Unanswered e) {
      // The refusal is told all the same.
      return Optional.empty();
    }
  }

  /** Takes what the run found into the next order; false where the last one had it already. */
  private boolean takesOver(ReturnLine wayBack) {
    String source = objection(wayBack.source());
    if (source != null && !source.equals(acceptSource)) {
      acceptSource = source;
      return true;
    }
    String loss =
        wayBack.unreadable() == null && wayBack.leftBehind() != null
            ? "" + wayBack.leftBehind().total()
            : Order.UNKNOWN;
    boolean news = !loss.equals(acceptLoss);
    acceptLoss = loss;
    return news;
  }

  private static String objection(SourceStanding source) {
    if (source == null) {
      return null;
    }
    return switch (source.state()) {
      case SILENT -> Order.SILENT;
      case DIFFERS -> Order.DIFFERS;
      case HOLDS -> null;
    };
  }
}
