package io.chromarunbook.starter.command;

import io.chromarunbook.starter.offline.RestoredSnapshot;
import io.chromarunbook.starter.offline.SnapshotFiles;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.planning.GivenServer;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.RecordProgress;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.text.Durations;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "restore",
    description =
        "Rebuilds every collection of a snapshot on a server that has none of them, and compares every record.",
    footer = {
      "",
      "Interrupted, it goes on when it is run again. Collections get their names at the source.",
      "Exit codes: 0 restored and equal, 2 wrong usage, 3 the server is unreachable, 4 a collection is there already or a record is refused, 5 the snapshot is damaged."
    })
@Guide(
    group = CommandGroup.FILES,
    who = "anybody whom that server lets write",
    changes =
        "creates the snapshot's collections there; one that is there already is refused and left alone",
    examples = "snapshot restore .runbook/runs/kb-to-1x/snapshot --to http://127.0.0.1:8000")
final class SnapshotRestoreCommand extends Verb {

  @Parameters(paramLabel = "DIR", description = "The snapshot's directory.")
  private Path directory;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "URL",
      description = "The server, of any Chroma release from 0.4 on.")
  private String url;

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      defaultValue = "default_tenant",
      description = "Its tenant; default_tenant by default.")
  private String tenant;

  @Option(
      names = "--database",
      paramLabel = "NAME",
      defaultValue = "default_database",
      description = "Its database; default_database by default.")
  private String database;

  @Option(
      names = "--header",
      paramLabel = "NAME=env:VARIABLE|file:PATH",
      description = "A header for every request, its value by reference; may be repeated.")
  private Map<String, String> headers = new LinkedHashMap<>();

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Certificates of a CA to trust beside those this machine trusts; PEM.")
  private String ca;

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description = "Our certificate, for a server that asks for one; PEM.")
  private String certificate;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Its private key, unencrypted, PKCS #8; PEM.")
  private String key;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  SnapshotRestoreCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    GivenServer to =
        GivenServer.of(
            "--",
            url,
            tenant,
            database,
            HeaderReferences.of("--header", headers),
            ca,
            certificate,
            key);
    Terminal narration = json ? terminal().besideAnswer() : terminal();
    RestoredSnapshot restored =
        SnapshotFiles.in(
                session().environment(), new RecordProgress(narration)::done, terminal()::complain)
            .restore(directory, to);
    if (json) {
      session().answer(restored);
      return ExitCode.DONE;
    }
    say(
        terminal().paint().good("✓ ")
            + String.format(
                Locale.ROOT,
                "%,d records in %d collections are at %s, every one compared and equal (%,d by"
                    + " tolerance), after %s",
                restored.records(),
                restored.collections(),
                restored.to(),
                restored.byTolerance(),
                Durations.words(restored.seconds())));
    if (restored.written() < restored.records()) {
      say(
          String.format(
              Locale.ROOT,
              "  %,d were there from an earlier, interrupted restore.",
              restored.records() - restored.written()));
    }
    if (!restored.withoutConfiguration().isEmpty()) {
      say(
          "  This server keeps no embedding function and no schema: name the function when you open"
              + " "
              + String.join(", ", restored.withoutConfiguration())
              + ".");
    }
    return ExitCode.DONE;
  }
}
