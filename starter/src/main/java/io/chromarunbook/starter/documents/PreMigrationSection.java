package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.Column;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Table;
import io.chromarunbook.starter.planning.LiveInventory;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.text.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Section 1: the day before. */
final class PreMigrationSection {

  private final Subject subject;
  private final RunCommands typed;
  private final Schedule schedule;

  PreMigrationSection(Subject subject) {
    this.subject = subject;
    this.typed = subject.typed();
    this.schedule = new Schedule(subject);
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        Paragraph.of(
            "T-24 h. Steps 1.1 to 1.6 run together: first as a dry-run, as often as it takes, then"
                + " once more when the migration is started. Planned: "
                + Durations.words(schedule.before())
                + " in all. Nothing of it changes the source."));
    for (Step step : Schedule.BEFORE) {
      blocks.add(
          StepSection.of(
              subject,
              step,
              "planned " + Durations.words(step.planned()),
              commands(step),
              more(step)));
    }
    return new Section("pre-migration", "Section 1: Pre-migration checklist", blocks);
  }

  private List<String> commands(Step step) {
    return switch (step) {
      case HEALTH -> List.of(typed.ofPlan("plan check"));
      case DRY_RUN -> List.of(typed.ofPlan("start", "--dry-run", "--wait"));
      case REVIEW_DRY_RUN ->
          List.of(
              RunbookCommand.of("report", subject.id() + "/dry-run/1"),
              RunbookCommand.of("quarantine", "list", subject.id() + "/dry-run/1"));
      case ROLES -> List.of(typed.start());
      case APPROVALS -> approvals(GateId.PRE_MIGRATION);
      default -> List.of(typed.ofRun("status"));
    };
  }

  private List<String> approvals(GateId gate) {
    List<String> commands = new ArrayList<>(List.of(typed.evidence()));
    for (Role role : subject.plan().gate(gate).roles()) {
      commands.add(typed.approve(gate, role));
    }
    return commands;
  }

  private List<Block> more(Step step) {
    if (step == Step.INVENTORY) {
      return List.of(inventory());
    }
    if (step == Step.DRY_RUN) {
      return List.of(forecast());
    }
    return step == Step.APPROVALS
        ? List.of(
            Paragraph.of(
                "The gate waits "
                    + schedule.deadline(GateId.PRE_MIGRATION)
                    + ". Each command shows the evidence on a terminal and asks; elsewhere it needs"
                    + " --evidence with the digest that the evidence shows."
                    + (subject.plan().gates().fourEyes()
                        ? " Nobody answers for two roles, and whoever started the run for none."
                        : "")))
        : List.of();
  }

  private Block inventory() {
    if (subject.look().inventory().isEmpty()) {
      return Paragraph.of("The inventory is missing here: " + subject.look().missing());
    }
    LiveInventory inventory = subject.look().inventory().get();
    return new Table(
        "The source (release %s) when this was written: %s in %d collections"
            .formatted(
                inventory.version(), records(inventory.records()), inventory.collections().size()),
        List.of(
            Column.words("Collection"), Column.numbers("Records"), Column.words("At the target")),
        inventory.collections().stream()
            .map(
                collection ->
                    Table.Row.of(
                        collection.name(), number(collection.records()), collection.targetName()))
            .toList());
  }

  private Block forecast() {
    return subject
        .forecast()
        .<Block>map(
            forecast ->
                Paragraph.of(
                    "The last dry-run of this plan here, %s, read %s, of which %s could not be migrated as things were; it forecasts %s for the machine's steps of the freeze."
                        .formatted(
                            forecast.run(),
                            records(forecast.records()),
                            number(forecast.unmigratable()),
                            schedule.forecastOfMachine().map(Durations::words).orElse("nothing"))))
        .orElseGet(
            () ->
                Paragraph.of(
                    "No dry-run of this plan has ended in this home yet, so every time below is the"
                        + " planned one."));
  }

  private static String records(long number) {
    return number(number) + (number == 1 ? " record" : " records");
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
