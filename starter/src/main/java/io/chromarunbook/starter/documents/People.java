package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Column;
import io.chromarunbook.document.Table;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Person;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.runbook.Authority.Right;
import io.chromarunbook.workflows.text.Durations;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who is called, where they are reached, and in which order. */
final class People {

  private final Plan plan;

  People(Plan plan) {
    this.plan = plan;
  }

  /** A role with those who hold it, and where they are reached. */
  String called(Role role) {
    List<Person> holders = plan.called(role);
    return role.label() + ": " + (holders.isEmpty() ? "nobody yet" : Person.words(holders));
  }

  /** All roles that have a right, likewise. */
  String called(Right right) {
    return right.roles(plan).stream().map(this::called).collect(Collectors.joining(" · "));
  }

  /** Roles alone, in words. */
  static String words(List<Role> roles) {
    return roles.stream().map(Role::label).collect(Collectors.joining(", "));
  }

  /** Every person, by role. */
  Table contacts() {
    List<Table.Row> rows =
        Arrays.stream(Role.values())
            .flatMap(
                role ->
                    plan.called(role).isEmpty()
                        ? Stream.of(
                            Table.Row.of(role.label(), "nobody yet", "write it into the plan"))
                        : plan.called(role).stream()
                            .map(
                                person ->
                                    Table.Row.of(
                                        role.label(),
                                        person.name(),
                                        person.contact() == null
                                            ? "not in the plan"
                                            : person.contact())))
            .toList();
    return new Table(
        "Who holds which role, and where they are reached",
        List.of(Column.words("Role"), Column.words("Name"), Column.words("Reached by")),
        rows);
  }

  /** Who is told when a gate is not answered, and when. */
  Table escalation() {
    return new Table(
        "Who is told when a gate is not answered",
        List.of(
            Column.words("Gate"),
            Column.words("Asked"),
            Column.words("Deadline"),
            Column.words("First reminder after"),
            Column.words("Told besides, one more with each reminder")),
        Arrays.stream(GateId.values())
            .map(
                gate ->
                    Table.Row.of(
                        gate.label(),
                        words(plan.gate(gate).roles()),
                        Durations.words(plan.gate(gate).deadline()),
                        Durations.words(plan.gate(gate).remindEvery()),
                        plan.gate(gate).escalation().isEmpty()
                            ? "nobody: gates." + gate.label() + ".escalation is empty"
                            : plan.gate(gate).escalation().stream()
                                .map(this::called)
                                .collect(Collectors.joining(", then "))))
            .toList());
  }

  /** Who may do what to a run. */
  Table rights() {
    return new Table(
        "Who may do what",
        List.of(Column.words("What"), Column.words("Roles"), Column.words("People")),
        Arrays.stream(Right.values())
            .map(
                right ->
                    Table.Row.of(
                        right.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        words(right.roles(plan)),
                        right.roles(plan).stream()
                            .flatMap(role -> plan.called(role).stream())
                            .map(Person::name)
                            .distinct()
                            .collect(Collectors.joining(", "))))
            .toList());
  }
}
