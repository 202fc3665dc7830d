package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.workflows.plan.CommandPlan;
import io.chromarunbook.workflows.plan.Doer;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.SecretReference;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.plan.TrafficGate;
import io.chromarunbook.workflows.plan.TrafficPlan;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.steps.BreakGlass;
import io.chromarunbook.workflows.text.Markdown;
import io.chromarunbook.workflows.text.Printable;
import io.chromarunbook.workflows.text.ShellWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the files that undo a run without Java and without Temporal. */
final class BreakGlassFiles {

  /** A step of undoing, and the action without which there is nothing to undo. */
  private record Undoing(TrafficAction step, TrafficAction of) {}

  private static final List<Undoing> ORDER =
      List.of(
          new Undoing(TrafficAction.REVERT, TrafficAction.SWITCH),
          new Undoing(TrafficAction.THAW, TrafficAction.FREEZE),
          new Undoing(TrafficAction.RESTART, TrafficAction.SWITCH));

  private final OpenRun run;
  private final Plan plan;
  private final Path workplace;

  /**
   * Files for a run.
   *
   * @param workplace the directory the plan's commands run in
   */
  BreakGlassFiles(OpenRun run, Path workplace) {
    this.run = run;
    this.plan = run.plan();
    this.workplace = workplace.toAbsolutePath();
  }

  BreakGlass write() {
    Path script = run.folder().breakGlassScript();
    Path guide = run.folder().breakGlassGuide();
    DurableFile.writeText(script, script());
    try {
      // Commands may name what is nobody else's business.
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    DurableFile.writeText(guide, guide());
    return new BreakGlass(script.toString(), guide.toString());
  }

  private String script() {
    StringBuilder text = new StringBuilder();
    text.append("#!/bin/sh\n");
    text.append("# Undoes the migration ").append(plan.migration());
    text.append(". Needs no Java and no Temporal. BREAK-GLASS.md says when to use it.\n");
    assign(text, "migration", plan.migration());
    assign(text, "folder", folder());
    assign(text, "workplace", workplace.toString());
    assign(text, "patience", CommandRunner.seconds(TrafficCommands.patience(plan)));
    assign(text, "tools", String.join(" ", tools()));
    for (Map.Entry<String, String> variable : variables().entrySet()) {
      assign(text, variable.getKey(), variable.getValue());
    }
    text.append("export ").append(String.join(" ", variables().keySet())).append('\n');
    assign(text, "alone", CommandRunner.alone());
    for (Undoing undoing : order()) {
      command(undoing.step()).ifPresent(command -> functions(text, undoing.step(), command));
    }
    text.append("\nundo() {\n");
    for (Undoing undoing : order()) {
      text.append("  ");
      if (command(undoing.step()).isPresent()) {
        text.append("by_command ").append(undoing.step()).append(' ').append(undoing.of());
      } else {
        text.append("by_people ").append(undoing.step()).append(' ').append(undoing.of());
        text.append(' ').append(ShellWords.quoted(Printable.of(deed(undoing.step()))));
      }
      text.append('\n');
    }
    return text.append("}\n").append(rest()).toString();
  }

  private static void assign(StringBuilder text, String name, String value) {
    text.append(name).append('=').append(ShellWords.quoted(value)).append('\n');
  }

  private static void functions(StringBuilder text, TrafficAction step, CommandPlan command) {
    String limit = CommandRunner.seconds(command.timeout());
    String check = "alone " + step + "-check " + limit + " " + ShellWords.quoted(command.check());
    boolean checked = !command.check().isEmpty();
    // That services run does not say that they took up what was changed: they are always restarted.
    boolean mayBeThere = checked && step != TrafficAction.RESTART;
    text.append('\n');
    function(text, step + "_is_there", mayBeThere ? check : "false");
    function(
        text,
        step + "_now",
        "alone " + step + " " + limit + " " + ShellWords.quoted(command.run()));
    function(text, step + "_is_proven", checked ? check : "true");
  }

  private static void function(StringBuilder text, String name, String body) {
    text.append(name).append("() {\n  ").append(body).append("\n}\n");
  }

  private static String rest() {
    try (InputStream script = BreakGlassFiles.class.getResourceAsStream("break-glass.sh")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String guide() {
    StringBuilder text = new StringBuilder();
    text.append("# Break glass: undo the migration ")
        .append(plan.migration())
        .append(" by hand\n\n");
    text.append(
        """
        For the case that neither the workers nor Temporal can be used and applications must get the
        source back now. While they can be used, this is better, because it is recorded and proven:

        """);
    block(
        text,
        RunbookCommand.of(
            "rollback", plan.migration(), "--by", RunbookCommand.ANYBODY, "--reason", "WHY"));
    text.append("\n## All at once\n\n");
    text.append("On the machine that has the run's folder:\n\n");
    block(text, "sh " + ShellWords.quoted(run.folder().breakGlassScript().toString()));
    text.append(
        """

        It asks for the migration's id (or takes `--yes`), does the steps below that are needed, says
        what it does, and goes on after a failure, with one exception: while a revert has failed, the
        source stays frozen and nothing is restarted, because applications may still write to the
        target. It can be started again.

        Exit code 0: all is undone that was attempted. 1: a step failed. 2: it cannot work here.
        3: what is left is to be done by people. 4: not confirmed, nothing done.

        A worker that comes back neither writes, freezes nor switches for this migration again.
        """);
    environment(text);
    text.append("\n## Step by step\n\n1. stop: no worker writes for this migration any more.\n\n");
    block(text, ": > " + ShellWords.quoted(run.folder().stopWriters().toString()));
    int number = 2;
    for (Undoing undoing : order()) {
      text.append('\n').append(number++).append(". ").append(undoing.step());
      text.append(" (where ").append(undoing.of()).append(" was attempted, that is, where ");
      text.append(Markdown.code(run.folder().traffic(undoing.of().label()).toString()));
      text.append(" exists): ").append(Markdown.plain(deed(undoing.step()))).append("\n\n");
      Optional<CommandPlan> command = command(undoing.step());
      if (command.isEmpty()) {
        text.append("The plan has no command for this: a person does it.\n");
      } else {
        block(text, ShellWords.quoted(command.get().run()));
        if (!command.get().check().isEmpty()) {
          text.append("\nExits 0 when it is done:\n\n");
          block(text, ShellWords.quoted(command.get().check()));
        }
      }
    }
    text.append('\n').append(number).append(". verify: ");
    text.append(Instruction.deed(plan, TrafficAction.VERIFY)).append(".\n");
    return text.toString();
  }

  private void environment(StringBuilder text) {
    if (!commanded()) {
      return;
    }
    text.append("\n## Before copying a command\n\nThe script does this by itself:\n\n");
    StringBuilder lines = new StringBuilder();
    lines.append("cd ").append(ShellWords.quoted(workplace.toString()));
    variables()
        .forEach(
            (name, value) ->
                lines
                    .append("\nexport ")
                    .append(name)
                    .append('=')
                    .append(ShellWords.quoted(value)));
    block(text, lines.toString());
    List<String> secrets =
        Stream.concat(
                Stream.of(plan.source(), plan.target())
                    .flatMap(server -> server.headers().values().stream()),
                Stream.ofNullable(plan.traffic().gate()).map(TrafficGate::token))
            .map(SecretReference::env)
            .filter(name -> name != null)
            .distinct()
            .sorted()
            .toList();
    if (!secrets.isEmpty()) {
      text.append("\nSecrets are in none of these files. Workers have them in the environment as ");
      text.append(secrets.stream().map(Markdown::code).collect(Collectors.joining(", ")));
      text.append("; set them too, for the script as well, where a command needs them.\n");
    }
  }

  private static void block(StringBuilder text, String code) {
    text.append(Markdown.block(code));
  }

  private String deed(TrafficAction step) {
    return Instruction.deed(plan, step) + ".";
  }

  private boolean commanded() {
    return plan.traffic().mode() != TrafficPlan.Mode.MANUAL;
  }

  private List<String> tools() {
    return switch (plan.traffic().mode()) {
      case COMMANDS -> CommandRunner.TOOLS;
      case GATE ->
          Stream.concat(CommandRunner.TOOLS.stream(), Stream.of(GateByHand.TOOL, "grep")).toList();
      case MANUAL -> List.of();
    };
  }

  /** Where applications are led by a gate, none of them has to be restarted. */
  private List<Undoing> order() {
    return ORDER.stream()
        .filter(undoing -> !(plan.doer(undoing.step()) instanceof Doer.Nobody))
        .filter(undoing -> plan.traffic().gate() == null || undoing.step() != TrafficAction.RESTART)
        .toList();
  }

  private Optional<CommandPlan> command(TrafficAction undo) {
    return UndoCommand.of(plan, undo);
  }

  private String folder() {
    return run.folder().path().toString();
  }

  private Map<String, String> variables() {
    return new TreeMap<>(TrafficCommands.environment(plan));
  }
}
