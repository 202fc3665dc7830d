package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.settings.FileNotation;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "set",
    description = {
      "Gives a key of a file another value; every other byte of it stays.",
      "What the file was before the first time is kept beside it, for key restore.",
      "A second time it finds the value there and writes nothing."
    },
    footer = {
      "",
      "Exit codes: 0 the value is there, 2 no such file or key, 4 it cannot be written so that every reader reads the same, 5 the file is damaged or cannot be written."
    })
@Guide(
    group = CommandGroup.FILES,
    who = "whoever may write the file",
    changes = "one value in the file, in one stroke, and what it was is kept beside it",
    examples = {
      "key set app.env CHROMA_URL http://new:8000 --for kb-to-1x",
      "key set app.yaml chroma.url http://new:8000 --for kb-to-1x"
    })
final class KeySetCommand extends KeyVerb {

  @Parameters(
      index = "1",
      paramLabel = "KEY",
      description =
          "The key; in YAML and JSON its path with dots between, a place in a list by its number from 0, a dot in a name with a backslash before it.")
  private String key;

  @Parameters(index = "2", arity = "0..1", paramLabel = "VALUE", description = "The new value.")
  private String value;

  @Option(
      names = "--value-file",
      paramLabel = "FILE",
      description = "A file with the new value, for a secret that no command line should have.")
  private Path holder;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "How the file is written, where its name does not tell: ${COMPLETION-CANDIDATES}.")
  private FileNotation format;

  @Option(
      names = "--for",
      paramLabel = "ID",
      description = "The migration it is for; commands of a plan are told by the run.")
  private String migration;

  KeySetCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    if ((value == null) == (holder == null)) {
      throw Failure.usage("Give the new value behind the key, or its file with --value-file.");
    }
    say(
        file()
            .set(
                key,
                value == null ? textOf(holder) : value,
                Optional.ofNullable(format),
                migration(migration)));
    return ExitCode.DONE;
  }
}
