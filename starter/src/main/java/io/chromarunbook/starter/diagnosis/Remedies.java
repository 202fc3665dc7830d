package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.starter.offline.FilesLook;
import io.chromarunbook.starter.offline.NotUndone;
import io.chromarunbook.starter.terminal.StartLine;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.runbook.Authority.Right;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.status.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Fills in for one run what the table says of an issue: commands, people, times. */
final class Remedies {

  /** Whose times are told where a run's plan is not at hand: the runbook's own. */
  private static final Plan NOBODYS =
      PlanReader.read(
          "{migration: id, source: {url: 'http://old:8000'}, target: {url: 'http://new:8000'},"
              + " people: {operations-lead: [a], dba: [b], security: [c]}}");

  private final RunFacts facts;
  private final Plan plan;

  Remedies(RunFacts facts) {
    this.facts = facts;
    this.plan = facts.plan().orElse(NOBODYS);
  }

  Finding finding(Sign sign) {
    KnownIssue issue = sign.issue();
    Unattended otherwise = unattended(issue);
    return new Finding(
        issue,
        sign.about(),
        sign.since(),
        sign.evidence(),
        issue.cures().stream().flatMap(cure -> remedies(cure, issue)).distinct().toList(),
        issue.rolesToCall(plan).stream()
            .map(
                role ->
                    new Finding.Called(
                        role, facts.plan().map(known -> known.called(role)).orElse(List.of())))
            .toList(),
        otherwise.words(plan),
        otherwise == Unattended.WAITED_FOR ? null : sign.until());
  }

  /**
   * A completed run tries nothing any more, and one that was switched ends by nothing but people.
   */
  private Unattended unattended(KnownIssue issue) {
    Unattended usual = issue.unattended();
    if (usual == Unattended.GIVES_UP && in(status -> status.state() == RunState.COMPLETED)) {
      return Unattended.NO_WAY_BACK;
    }
    return in(Remedies::pastTheSwitch) ? usual.pastTheSwitch() : usual;
  }

  private boolean in(Predicate<MigrationStatus> standing) {
    return facts.status().filter(standing).isPresent();
  }

  private static boolean pastTheSwitch(MigrationStatus status) {
    return status.state() == RunState.ROLLING_BACK || status.step().compareTo(Step.CUTOVER) > 0;
  }

  private Stream<Finding.Remedy> remedies(Cure cure, KnownIssue issue) {
    if (facts.otherHome().isPresent() && acts(cure)) {
      // It would be refused here.
      return Stream.empty();
    }
    return switch (cure.kind()) {
      case BY_HAND -> Stream.of(new Finding.Remedy(cure.what(), ""));
      case OFFERED -> offered(cure);
      case START_AGAIN -> startAgain(cure).stream();
      case TEMPLATE -> filled(cure, cure.command().orElseThrow(), issue).stream();
    };
  }

  private static boolean acts(Cure cure) {
    return cure.kind() == Cure.Kind.OFFERED
        || cure.kind() == Cure.Kind.START_AGAIN
        || cure.command().flatMap(CommandTemplate::right).isPresent();
  }

  private Stream<Finding.Remedy> offered(Cure cure) {
    return facts.status().map(MigrationStatus::nextActions).stream()
        .flatMap(List::stream)
        .filter(action -> cure.verbs().contains(action.verb()))
        .map(action -> new Finding.Remedy(what(cure, action), RunbookCommand.of(action)));
  }

  /** Of several choices each says itself what it does. */
  private String what(Cure cure, NextAction action) {
    if (action.verb() != NextAction.Verb.DECIDE) {
      return cure.what();
    }
    return facts.status().stream()
        .flatMap(status -> status.holds().stream())
        .reduce((one, later) -> later)
        .stream()
        .flatMap(hold -> hold.remedies().stream())
        .filter(remedy -> remedy.choice().label().equals(action.arguments().get("choice")))
        .map(io.chromarunbook.workflows.evidence.Remedy::effect)
        .findFirst()
        .orElse(cure.what());
  }

  private Optional<Finding.Remedy> startAgain(Cure cure) {
    boolean over =
        facts.stranded().isPresent()
            || facts.status().filter(status -> status.state().ended()).isPresent()
            || facts.end().isPresent();
    return over
        ? facts.again().map(line -> new Finding.Remedy(cure.what(), line.command()))
        : Optional.empty();
  }

  private Optional<Finding.Remedy> filled(Cure cure, CommandTemplate command, KnownIssue issue) {
    Map<Slot, String> values = values(command, issue);
    List<Slot> needed = command.slots();
    boolean known = needed.stream().allMatch(slot -> slot == Slot.NAME || values.containsKey(slot));
    return known
        ? Optional.of(new Finding.Remedy(cure.what(), command.filled(values)))
        : Optional.empty();
  }

  private Map<Slot, String> values(CommandTemplate command, KnownIssue issue) {
    Map<Slot, String> values = new EnumMap<>(Slot.class);
    values.put(Slot.ID, facts.id());
    values.put(Slot.HOME, facts.home().toString());
    values.put(Slot.LOG, facts.home().resolve("log").resolve("worker.log").toString());
    values.put(Slot.WHY, issue.id());
    command.right().flatMap(this::somebody).ifPresent(name -> values.put(Slot.NAME, name));
    facts.again().map(StartLine::planFile).ifPresent(file -> values.put(Slot.PLAN, file));
    facts
        .files()
        .flatMap(FilesLook::snapshot)
        .ifPresent(directory -> values.put(Slot.SNAPSHOT, directory.toString()));
    facts
        .files()
        .map(FilesLook::left)
        .filter(NotUndone::anything)
        .flatMap(left -> Optional.ofNullable(left.breakGlass()))
        .ifPresent(script -> values.put(Slot.SCRIPT, script.toString()));
    return values;
  }

  private Optional<String> somebody(Right right) {
    List<String> all = new ArrayList<>();
    facts
        .plan()
        .ifPresent(known -> right.roles(known).forEach(role -> all.addAll(known.holders(role))));
    return all.stream().findFirst();
  }
}
