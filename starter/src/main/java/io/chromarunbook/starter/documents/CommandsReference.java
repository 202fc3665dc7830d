package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.Callout;
import io.chromarunbook.document.CodeBlock;
import io.chromarunbook.document.Document;
import io.chromarunbook.document.Facts;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Strong;
import io.chromarunbook.document.Text;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Every command, by phase, ready to paste; to be kept open while somebody carries it out. */
final class CommandsReference {

  private final Subject subject;
  private final List<PhaseCommand> commands;

  private CommandsReference(Subject subject) {
    this.subject = subject;
    this.commands = PhaseCommands.of(subject);
  }

  static Document of(Subject subject) {
    return new CommandsReference(subject).document();
  }

  private Document document() {
    List<Section> sections = new ArrayList<>();
    Arrays.stream(Phase.values()).map(this::section).forEach(sections::add);
    sections.add(others());
    sections.add(Section.of("exit-codes", "What a command ends with", ExitCodes.table()));
    return new Document("Commands of the " + subject.name(), opening(), sections);
  }

  private List<Block> opening() {
    return List.of(
        Callout.of(Callout.Tone.NOTE, Paragraph.of(subject.preface())),
        Paragraph.of(
            "Typed in the directory the program lies in. Every name that is needed is filled in;"
                + " words in capitals are written by whoever types: WHY is a reason. A digest is"
                + " never printed here: on a terminal a command shows the evidence and asks,"
                + " elsewhere it is copied from the evidence."),
        Callout.of(
            Callout.Tone.DANGER,
            Paragraph.of("The one line that goes back to the source:"),
            new CodeBlock(subject.typed().rollback()),
            Paragraph.of(
                "Without Temporal and without a worker, on the machine of the run's folder:"),
            new CodeBlock(subject.typed().breakGlass())));
  }

  private Section section(Phase phase) {
    List<Block> blocks = new ArrayList<>();
    for (PhaseCommand command : commands) {
      if (command.phase() == phase) {
        blocks.add(Paragraph.of(command.why()));
        blocks.add(new CodeBlock(command.line()));
      }
    }
    return new Section(phase.anchor(), phase.heading(), blocks);
  }

  /** Those that belong to no migration, so that every command of the program is here. */
  private Section others() {
    List<Block> blocks = new ArrayList<>();
    for (KnownCommand known : subject.commands()) {
      if (commands.stream().noneMatch(command -> types(command.line(), known))) {
        blocks.add(
            Paragraph.of(
                new Strong(known.words()),
                new Text(": " + known.does() + " May be done by " + known.who() + ".")));
        known.examples().forEach(example -> blocks.add(new CodeBlock(Commands.of(example))));
      }
    }
    blocks.add(
        Facts.of(Facts.Fact.of("Help of any of them", RunbookCommand.of("help", "COMMAND"))));
    return new Section("others", "Of no one migration", blocks);
  }

  /** Whether a line is one of a command. */
  static boolean types(String line, KnownCommand known) {
    String start = RunbookCommand.PROGRAM + " " + known.words();
    return line.equals(start) || line.startsWith(start + " ");
  }
}
