package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.evidence.Remedy;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.GateLine;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.ManualLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a run waits for and from whom, until when, and what happens otherwise. */
final class WaitBlock {

  private static final String LABEL = "Waits for";
  private static final int INSTRUCTION_ROWS = 6;
  private static final int REFUSAL_ROWS = 4;
  private static final int REMEDY_ROWS = 2;
  private static final int MOST_ROLES = 5;

  private final MigrationStatus status;
  private final Page page;
  private final StatusContext context;

  WaitBlock(MigrationStatus status, Page page) {
    this.status = status;
    this.page = page;
    this.context = page.context();
  }

  void say() {
    Optional<HoldLine> hold = hold(status);
    List<GateLine> gates =
        status.gates().stream()
            .filter(gate -> gate.open() && !missing(gate).isEmpty())
            .filter(gate -> status.state() != RunState.ROLLING_BACK && !status.state().ended())
            .toList();
    if (status.state() != RunState.PAUSED && first(NextAction.Verb.RESUME).isPresent()) {
      loud(resuming() + ": it is paused");
    }
    hold.ifPresent(this::hold);
    gates.forEach(this::gate);
    status.manual().forEach(this::byHand);
    if (hold.isEmpty() && gates.isEmpty() && status.manual().isEmpty()) {
      page.say(LABEL, otherwise());
    }
  }

  /** The HOLD that is still to be decided. */
  static Optional<HoldLine> hold(MigrationStatus status) {
    return status.state() == RunState.HOLD && !status.holds().isEmpty()
        ? Optional.of(status.holds().get(status.holds().size() - 1))
        : Optional.empty();
  }

  private void hold(HoldLine hold) {
    loud(
        "a decision of "
            + whoDecides()
            + " until "
            + context.until(hold.deadline())
            + "; silence then is NO-GO");
    for (Remedy remedy : hold.remedies()) {
      page.sayBriefly("  " + remedy.choice(), effect(remedy), REMEDY_ROWS, text -> text);
    }
  }

  /** Those who may do what helps; undoing everything is for more people than that. */
  private String whoDecides() {
    return first(NextAction.Verb.DECIDE).map(WaitBlock::rolesAndPeople).orElse("somebody");
  }

  private String resuming() {
    return first(NextAction.Verb.RESUME).map(WaitBlock::rolesAndPeople).orElse("somebody")
        + " to resume it";
  }

  /** What a choice would do, and to what. */
  static String effect(Remedy remedy) {
    return remedy.effect()
        + (remedy.records() > 0
            ? String.format(Locale.ROOT, " (%,d records)", remedy.records())
            : "")
        + (remedy.collections().isEmpty() ? "" : ": " + String.join(", ", remedy.collections()));
  }

  private void gate(GateLine gate) {
    loud(
        "gate "
            + gate.id().label()
            + " until "
            + context.until(gate.deadline())
            + "; silence then is a no");
    List<String> roles = missing(gate).stream().map(this::withPeople).toList();
    if (roles.size() > page.most(MOST_ROLES)) {
      loud("", String.join(", ", roles));
    } else {
      roles.forEach(role -> loud("", role));
    }
  }

  private void byHand(ManualLine asked) {
    loud(
        "confirm "
            + asked.action()
            + (asked.deadline() == null
                ? "; nothing goes on without it"
                : " until " + context.until(asked.deadline()) + "; silence then ends the run"));
    page.sayBriefly("By hand", asked.instruction(), INSTRUCTION_ROWS, text -> text);
    if (asked.refusal() != null) {
      page.sayBriefly(
          "✗ Not so",
          "the last confirmation did not count: " + asked.refusal(),
          REFUSAL_ROWS,
          page.paint()::bad);
    }
  }

  private String otherwise() {
    return switch (status.state()) {
      case RUNNING ->
          status.outages().isEmpty()
              ? "nobody: machines are at work"
              : "nobody: the work waits for what is said above";
      case WAITING ->
          status.step() == Step.WAIT ? "its start time" : String.join(", ", status.awaiting());
      case HOLD -> "a decision";
      case PAUSED -> resuming() + "; what is under way is done to its end";
      case CUTTING_OVER -> "nobody: applications are being moved to the target";
      case MONITORING -> monitoring();
      case ROLLING_BACK -> "nobody: what was done is being undone";
      case COMPLETED ->
          status.closed() == null
              ? "nobody; until somebody closes it, a rollback is possible"
              : "nobody: it is closed";
      case ROLLED_BACK, STOPPED, FAILED -> "nobody: it has ended";
    };
  }

  private String monitoring() {
    if (!status.awaiting().isEmpty()) {
      return "a decision, roll back or stay"
          + (status.window() == null || status.window().askedUntil() == null
              ? ""
              : ", until "
                  + context.until(status.window().askedUntil())
                  + "; silence leaves the applications at the target");
    }
    return "nobody; the window ends "
        + (status.window() == null ? "by itself" : context.until(status.window().until()))
        + ", and a rollback stays possible";
  }

  private void loud(String text) {
    loud(LABEL, text);
  }

  private void loud(String label, String text) {
    page.say(label, text, page.paint()::warning);
  }

  /** A role with those who may answer in it. */
  private String withPeople(Role role) {
    return role.label()
        + status.nextActions().stream()
            .filter(action -> action.roles().equals(List.of(role)))
            .findFirst()
            .map(WaitBlock::inBrackets)
            .orElse("");
  }

  /** Those who may do it, with the roles they may do it in. */
  private static String rolesAndPeople(NextAction action) {
    return String.join(" or ", action.roles().stream().map(Role::label).toList())
        + inBrackets(action);
  }

  private static String inBrackets(NextAction action) {
    return action.people().isEmpty() ? "" : " (" + action.called() + ")";
  }

  private Optional<NextAction> first(NextAction.Verb verb) {
    return status.nextActions().stream().filter(action -> action.verb() == verb).findFirst();
  }

  /** The roles that have not answered. */
  static List<Role> missing(GateLine gate) {
    return gate.required().stream()
        .filter(role -> gate.answers().stream().noneMatch(answer -> answer.role() == role))
        .toList();
  }
}
