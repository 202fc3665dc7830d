package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.settings.FileNotation;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.workflows.text.Printable;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = {
      "Shows the value of a key in a file of settings.",
      "With --is it only says by its exit code whether it is that one: a check for a plan."
    },
    footer = {
      "",
      "Exit codes: 0 done, 2 no such file or key, 4 readers of the file do not agree on the value, 5 the file is damaged, or the value is another than --is says."
    })
@Guide(
    group = CommandGroup.FILES,
    who = "whoever may read the file",
    changes = "nothing",
    examples = {"key show app.env CHROMA_URL", "key show app.env CHROMA_URL --is http://new:8000"})
final class KeyShowCommand extends KeyVerb {

  @Parameters(index = "1", paramLabel = "KEY", description = "The key, as for key set.")
  private String key;

  @Option(
      names = "--is",
      paramLabel = "VALUE",
      description = "Exits 0 where it has this value, else 5, and shows none.")
  private String wanted;

  @Option(
      names = "--is-file",
      paramLabel = "FILE",
      description = "The same with the value in a file, for a secret.")
  private Path holder;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "How the file is written, where its name does not tell: ${COMPLETION-CANDIDATES}.")
  private FileNotation format;

  KeyShowCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    if (wanted != null && holder != null) {
      throw Failure.usage("Give the value with --is or its file with --is-file, not both.");
    }
    String value = file().value(key, Optional.ofNullable(format));
    if (wanted == null && holder == null) {
      say(Printable.of(value));
      return ExitCode.DONE;
    }
    if (!value.equals(wanted == null ? textOf(holder) : wanted)) {
      throw Failure.data(
          "%s has another value in this file.".formatted(Printable.of(key, 60)), null);
    }
    say("%s has this value.".formatted(Printable.of(key, 60)));
    return ExitCode.DONE;
  }
}
