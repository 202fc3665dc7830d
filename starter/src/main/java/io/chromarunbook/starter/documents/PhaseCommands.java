package io.chromarunbook.starter.documents;

import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.plan.TrafficPlan;
import io.chromarunbook.workflows.runbook.Authority.Right;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.util.ArrayList;
import java.util.List;

/** Every command of a migration, by the phase it is typed in. */
final class PhaseCommands {

  private final Subject subject;
  private final RunCommands typed;
  private final List<PhaseCommand> commands = new ArrayList<>();

  private PhaseCommands(Subject subject) {
    this.subject = subject;
    this.typed = subject.typed();
  }

  /** All of them, by phase and in the order in which they are needed. */
  static List<PhaseCommand> of(Subject subject) {
    PhaseCommands table = new PhaseCommands(subject);
    table.preMigration();
    table.execution();
    table.cutover();
    table.rollback();
    table.postMigration();
    table.troubleshooting();
    table.cleanUp();
    return List.copyOf(table.commands);
  }

  private void preMigration() {
    Phase phase = Phase.PRE_MIGRATION;
    add(phase, RunbookCommand.of("up"), "Temporal and a worker run, on the machine of the worker.");
    add(phase, RunbookCommand.of("doctor"), "Nothing is missing or wrong on this machine.");
    add(
        phase,
        RunbookCommand.of(
            "plan",
            "init",
            "--source",
            subject.plan().source().url(),
            "--target",
            subject.plan().target().url(),
            "-o",
            "new-plan.yaml"),
        "Writes a fresh plan from what the source holds, to compare this one with.");
    add(phase, typed.ofPlan("plan check"), "Holds the plan against both servers.");
    add(phase, typed.ofPlan("docs"), "Writes these documents anew, with what is known now.");
    add(
        phase,
        typed.ofPlan("start", "--dry-run", "--wait"),
        "The dry-run: Steps 1.1 to 1.6, changes nothing and spends no id.");
    add(
        phase,
        RunbookCommand.of("report", subject.id() + "/dry-run/1"),
        "The validator's report of the first dry-run; later ones count up.");
    add(
        phase,
        RunbookCommand.of("quarantine", "list", subject.id() + "/dry-run/1"),
        "Every record that could not be migrated, with the line of the plan that lets it pass.");
  }

  private void execution() {
    Phase phase = Phase.EXECUTION;
    add(phase, typed.start(), "Starts the migration. Its starter does not count at the gates.");
    add(phase, typed.watch(), "Where it stands and what to type next; leave it open.");
    answers(phase, GateId.PRE_MIGRATION);
    if (subject.plan().traffic().mode() == TrafficPlan.Mode.MANUAL) {
      add(
          phase,
          typed.confirm(TrafficAction.FREEZE),
          "Step 1, when writes are refused at the front door.");
    }
    add(phase, typed.ofRun("checkpoint list"), "Step 3: the receipts there are so far.");
    add(
        phase,
        typed.by("pause", Right.PAUSE, "--reason", "WHY"),
        "Stands still between two parts; the freeze budget is used up meanwhile.");
    add(phase, typed.by("resume", Right.RESUME), "Goes on where it was paused.");
    add(
        phase,
        typed.by("abort", Right.ABORT, "--reason", "WHY"),
        "Ends it before the switch, and undoes what was done.");
  }

  private void answers(Phase phase, GateId gate) {
    add(phase, typed.evidence(), "What the gate " + gate + " decides on, with its digest.");
    for (Role role : subject.plan().gate(gate).roles()) {
      add(
          phase,
          typed.approve(gate, role),
          "Shows the evidence, and asks " + role + " for the answer.");
    }
    add(
        phase,
        typed.reject(gate, subject.plan().gate(gate).roles().get(0)),
        "The same for a no; any of its roles may.");
  }

  private void cutover() {
    Phase phase = Phase.CUTOVER;
    answers(phase, GateId.GO_NO_GO);
    add(
        phase,
        typed.ofRun("report", "--format", "json", "-o", "report.json"),
        "For a witness that is not us, while the gate is open.");
    for (TrafficAction action :
        List.of(TrafficAction.SWITCH, TrafficAction.RESTART, TrafficAction.VERIFY)) {
      if (subject.plan().byPeople(action)) {
        add(phase, typed.confirm(action), "When a person has done it; see Step 7a.");
      }
    }
  }

  private void rollback() {
    Phase phase = Phase.ROLLBACK;
    add(phase, typed.rollback(), "The one line: goes back to the source, at any time until close.");
    add(
        phase,
        typed.decide("no-go", Right.NO_GO),
        "Before the switch: any approver's decision against it.");
    for (TrafficAction action :
        List.of(
            TrafficAction.REVERT,
            TrafficAction.THAW,
            TrafficAction.RESTART,
            TrafficAction.VERIFY)) {
      add(
          phase,
          typed.confirm(action),
          "Only where the run asks for it: when a person has done it.");
    }
    add(
        phase,
        typed.breakGlass(),
        "Neither Temporal nor a worker can be used: undoes the run without them.");
    add(phase, typed.ofRun("put-back"), "Shows what was left behind at the target.");
    add(
        phase,
        typed.by("put-back", Right.CLOSE, "--apply"),
        "Brings it to the source, where that still is what it was.");
  }

  private void postMigration() {
    Phase phase = Phase.POST_MIGRATION;
    add(phase, typed.watch(), "The window: probes of both servers.");
    add(phase, typed.ofPlan("validate"), "The validation suite once more, by itself.");
    add(phase, typed.ofPlan("validate", "--family", "performance"), "Performance alone.");
    add(phase, typed.ofRun("report", "-o", "report.md"), "The report, with actual times.");
    add(phase, typed.ofRun("history"), "What happened, in words and in order.");
    add(
        phase,
        typed.by("close", Right.CLOSE),
        "Ends it for good: after this there is no rollback by command.");
  }

  private void troubleshooting() {
    Phase phase = Phase.TROUBLESHOOTING;
    add(phase, typed.ofRun("status"), "First of all: what it says is what is wrong.");
    subject.commands().stream()
        .filter(known -> known.words().equals("diagnose"))
        .findFirst()
        .ifPresent(known -> add(phase, typed.ofRun("diagnose"), known.does()));
    add(phase, RunbookCommand.of("list"), "All migrations, and who each waits for.");
    add(phase, typed.ofRun("quarantine list"), "Records that did not make it, each with why.");
    add(phase, typed.ofRun("checkpoint verify"), "Whether the receipts still hold.");
    add(phase, RunbookCommand.of("explain", "embeddings.equal"), "What a check proves.");
    add(phase, typed.decide("retry", Right.RETRY), "In a HOLD: does again what did not succeed.");
    add(
        phase,
        typed.by("retry", Right.RETRY, "--collection", typed.collection()),
        "In a HOLD: the same for one collection.");
    add(
        phase,
        typed.decide("repair", Right.RETRY),
        "In a HOLD: writes again exactly what differs or is missing.");
    add(
        phase,
        typed.decide("replay", Right.RETRY),
        "In a HOLD: sends what is in quarantine through the transform again.");
    add(
        phase,
        typed.by("amend", Right.AMEND, subject.planFile()),
        "In a HOLD or at a gate: a plan with other rules or bounds; approvals lapse.");
    add(phase, RunbookCommand.of("worker"), "A worker in the foreground, to see what it says.");
    add(
        phase,
        typed.by("take-over", Right.CLOSE, "--reason", "WHY"),
        "A run that is gone still holds the servers: they become free for others.");
  }

  private void cleanUp() {
    Phase phase = Phase.CLEAN_UP;
    String snapshot = typed.snapshot().toString();
    add(phase, RunbookCommand.of("snapshot", "list"), "The snapshots, and until when they stay.");
    add(
        phase,
        RunbookCommand.of("snapshot", "verify", snapshot),
        "The archive is sound. With --digest, from the report, also not exchanged.");
    add(
        phase,
        RunbookCommand.of("snapshot", "restore", snapshot, "--to", "http://SPARE:8000"),
        "Rebuilds every collection on an empty server of yours.");
    add(
        phase,
        RunbookCommand.of("snapshot", "prune"),
        "Shows what may be removed; asks before it removes.");
    add(
        phase,
        Commands.of("freeze --sqlite /var/lib/chroma/chroma.sqlite3"),
        "On the machine of a Chroma server, with the path of its database: read-only.");
    add(
        phase,
        Commands.of("thaw --sqlite /var/lib/chroma/chroma.sqlite3"),
        "The same server takes writes again.");
    add(phase, RunbookCommand.of("down"), "Stops what up started; nothing is lost.");
  }

  private void add(Phase phase, String line, String why) {
    commands.add(new PhaseCommand(phase, line, why));
  }
}
