package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.client.Migrations;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.starter.demo.Demo;
import io.chromarunbook.starter.demo.DemoWishes;
import io.chromarunbook.starter.demo.DemoWishes.Extra;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description =
        "Plays a whole migration on this machine: 9,832 real records from an old Chroma server to 1.5.9.")
@Guide(
    group = CommandGroup.STACK,
    who = "anybody on this machine",
    changes = "starts servers and a migration of its own, and ends them; with --keep they stay",
    examples = "demo --records 2000 --crash")
final class DemoCommand extends Verb {

  @Mixin private CorpusSize size;

  @Option(
      names = "--source",
      paramLabel = "RELEASE",
      defaultValue = "0.5",
      description =
          "What to move away from: 0.4, 0.5 (by default), 0.6 or 1; or a release of the second suite that the README names, as 0.5.11.")
  private String source;

  @Option(names = "--ask", description = "You answer the gates, instead of three demo people.")
  private boolean ask;

  @Option(names = "--crash", description = "Kill the worker with -9 in the middle of Step 3.")
  private boolean crash;

  @Option(
      names = "--rollback",
      description = "Order the way back a minute after the cutover, and put back what was written.")
  private boolean rollback;

  @Option(names = "--keep", description = "Leave everything running, to look around.")
  private boolean keep;

  @Option(
      names = "--json",
      description = "Answer with one JSON object at the end; the story goes to the error output.")
  private boolean json;

  private ObjectNode document;

  DemoCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    if (ask && !terminal().canAsk()) {
      throw Failure.usage("--ask needs a terminal to ask at; leave it out, or run it on one");
    }
    DemoWishes wishes = new DemoWishes(size.records(), release(), extras());
    Terminal narration = json ? terminal().besideAnswer() : terminal();
    Path home = session().home().root();
    RunState end = new Demo(wishes, narration, home, session().environment()).play(this::document);
    if (json) {
      session().answer(document);
    }
    RunState wanted = rollback ? RunState.ROLLED_BACK : RunState.COMPLETED;
    return end == wanted ? ExitCode.DONE : ExitCode.ENDED_OTHERWISE;
  }

  private ChromaRelease release() {
    return Arrays.stream(ChromaRelease.values())
        .filter(release -> release.line().equals(source))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.usage(
                    "--source must be one of "
                        + Arrays.stream(ChromaRelease.values())
                            .map(ChromaRelease::line)
                            .collect(Collectors.joining(", "))
                        + ", was "
                        + source));
  }

  private Set<Extra> extras() {
    Set<Extra> extras = EnumSet.noneOf(Extra.class);
    if (ask) {
      extras.add(Extra.ASK);
    }
    if (crash) {
      extras.add(Extra.CRASH);
    }
    if (rollback) {
      extras.add(Extra.ROLLBACK);
    }
    if (keep) {
      extras.add(Extra.KEEP);
    }
    return extras;
  }

  /** The status, and what only the report has. */
  private void document(Migrations migrations, MigrationStatus last) {
    if (!json) {
      return;
    }
    document = StatusDocument.of(last, migrations.describe(last.migration()), migrations);
    Path report = session().home().run(last.migration()).reportJson();
    if (Files.exists(report)) {
      try {
        Json.MAPPER
            .readTree(report.toFile())
            .properties()
            .forEach(
                field -> {
                  if (!document.has(field.getKey())) {
                    document.set(field.getKey(), field.getValue());
                  }
                });
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + report, e);
      }
    }
  }
}
