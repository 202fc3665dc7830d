package io.chromarunbook.starter.command;

import io.chromarunbook.directory.Assessment;
import io.chromarunbook.directory.ChromaDirectory;
import io.chromarunbook.directory.UnfitDirectoryException;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.AssessmentText;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "assess",
    description = "Says what is in a Chroma directory and what 1.x would do with it.",
    footer = {
      "",
      "It is read without Chroma; a process may have it open.",
      "Exit codes: 0 all of it opens in 1.x as it is, 1 something is to be decided, 2 no Chroma directory, 5 damaged."
    })
@Guide(
    group = CommandGroup.FILES,
    who = "anybody who may read its files",
    changes = "nothing",
    examples = {"assess /var/lib/chroma", "assess /var/lib/chroma --all"})
final class AssessCommand extends Verb {

  @Parameters(
      paramLabel = "DIR",
      description = "The directory a server is started with as its path.")
  private Path directory;

  @Option(
      names = "--all",
      description = "Show every collection, the sound ones too, with its keys and their types.")
  private boolean all;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  AssessCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Assessment assessment = assessed();
    if (json) {
      session().answer(AssessmentDocument.of(assessment));
    } else {
      AssessmentText text = new AssessmentText(assessment, terminal().paint());
      terminal().say(all ? text.whole() : text.folded());
    }
    return switch (assessment.outcome()) {
      case CLEAN -> ExitCode.DONE;
      case TO_DECIDE -> ExitCode.ENDED_OTHERWISE;
      case DAMAGED -> ExitCode.DATA;
    };
  }

  private Assessment assessed() {
    try {
      return ChromaDirectory.assess(directory);
    } catch (UnfitDirectoryException e) {
      throw Failure.usage(e.getMessage(), e);
    } catch (IOException e) {
      throw Failure.data(
          directory + " cannot be read (" + e.getMessage() + "); give one whose files may be read.",
          e);
    }
  }
}
