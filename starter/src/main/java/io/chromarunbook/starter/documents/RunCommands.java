package io.chromarunbook.starter.documents;

import io.chromarunbook.starter.planning.PlannedCollection;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.workflows.plan.FourEyes;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.runbook.Authority.Right;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The commands of one migration, with its own id, names and files, as they are pasted. */
final class RunCommands {

  /** Those who start a run, the likeliest first: an approver who does loses the approval. */
  private static final List<Role> STARTERS =
      List.of(Role.TECHNICIAN, Role.ON_CALL, Role.OPERATIONS_LEAD, Role.DBA, Role.SECURITY);

  private final Subject subject;
  private final Optional<Role> reader;

  /** For anybody. */
  RunCommands(Subject subject) {
    this(subject, Optional.empty());
  }

  private RunCommands(Subject subject, Optional<Role> reader) {
    this.subject = subject;
    this.reader = reader;
  }

  /** The same on the page of a role, whose holders type in their own name what they may. */
  RunCommands readBy(Role role) {
    return new RunCommands(subject, Optional.of(role));
  }

  private Plan plan() {
    return subject.plan();
  }

  /** One of ours that takes the run's id first. */
  String ofRun(String verb, String... more) {
    List<String> words = new ArrayList<>(List.of(verb.split(" ")));
    words.add(subject.id());
    words.addAll(List.of(more));
    return RunbookCommand.of(words.toArray(String[]::new));
  }

  /** One of ours that takes the plan's file first. */
  String ofPlan(String verb, String... more) {
    List<String> words = new ArrayList<>(List.of(verb.split(" ")));
    words.add(subject.planFile());
    words.addAll(List.of(more));
    return RunbookCommand.of(words.toArray(String[]::new));
  }

  String start() {
    return starter()
        .map(person -> ofPlan("start", "--by", person))
        .orElseGet(() -> ofPlan("start"));
  }

  /** Who may start the run and leaves each gate somebody to answer. */
  Optional<String> starter() {
    return STARTERS.stream()
        .flatMap(role -> plan().holders(role).stream())
        .filter(person -> FourEyes.objection(plan(), person).isEmpty())
        .findFirst();
  }

  String watch() {
    return ofRun("status", "--watch");
  }

  String evidence() {
    return ofRun("evidence");
  }

  /** Without a digest: on a terminal the evidence is shown, and its reader asked. */
  String approve(GateId gate, Role role) {
    return answer("approve", gate, role);
  }

  String reject(GateId gate, Role role) {
    return answer("reject", gate, role);
  }

  private String answer(String verb, GateId gate, Role role) {
    return ofRun(verb, "--gate", gate.label(), "--role", role.label(), "--by", holder(role));
  }

  String confirm(TrafficAction action) {
    return by("confirm", Right.CONFIRM, "--action", action.label());
  }

  String decide(String choice, Right right) {
    return by("decide", right, choice);
  }

  String rollback() {
    return by("rollback", Right.ROLLBACK, "--reason", "WHY");
  }

  /** One that takes the name of somebody who may. */
  String by(String verb, Right right, String... more) {
    List<String> words = new ArrayList<>(List.of(more));
    words.add("--by");
    words.add(holder(right));
    if (words.remove("--reason")) {
      words.remove("WHY");
      words.addAll(List.of("--reason", "WHY"));
    }
    return ofRun(verb, words.toArray(String[]::new));
  }

  /** Somebody who holds a role, or where a name is to be written. */
  String holder(Role role) {
    return first(plan().holders(role).stream());
  }

  /** Somebody who has a right, or where a name is to be written. */
  String holder(Right right) {
    List<Role> roles = right.roles(plan());
    return first(
        Stream.concat(reader.filter(roles::contains).stream(), roles.stream())
            .flatMap(role -> plan().holders(role).stream()));
  }

  private static String first(Stream<String> names) {
    return names.findFirst().orElse(RunbookCommand.ANYBODY);
  }

  /** A collection of the source; a word for one where none is known. */
  String collection() {
    return subject
        .look()
        .inventory()
        .flatMap(inventory -> inventory.collections().stream().findFirst())
        .map(PlannedCollection::name)
        .orElse("COLLECTION");
  }

  Path snapshot() {
    return subject.runFolder().resolve("snapshot");
  }

  /** Undoes the run without Java and without Temporal. */
  String breakGlass() {
    return Commands.breakGlass(subject.runFolder().resolve("BREAK-GLASS.sh"));
  }
}
