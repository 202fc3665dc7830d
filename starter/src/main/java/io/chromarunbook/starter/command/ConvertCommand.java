package io.chromarunbook.starter.command;

import io.chromarunbook.client.Follower;
import io.chromarunbook.starter.conversion.Conversion;
import io.chromarunbook.starter.conversion.ConversionWishes;
import io.chromarunbook.starter.conversion.OneDatabase;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Lane;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "convert",
    description =
        "Moves one application's Chroma directory to a directory of 1.5.9: the whole runbook, by one person."
            + " Where it was interrupted, the same command goes on with it.")
@Guide(
    group = CommandGroup.RUN,
    who =
        "whoever may read OLD and write NEW; that person answers in all roles, and the report says so",
    changes = "makes NEW, which must be empty or absent; OLD is only read, and must not be open",
    examples = {"convert ./chroma ./chroma-1x", "convert ./chroma ./chroma-1x --yes --json"})
final class ConvertCommand extends Verb {

  @Parameters(
      arity = "0..2",
      paramLabel = "DIR",
      description = "OLD and NEW; only one of them with --from or --to.")
  private List<Path> directories = List.of();

  @Option(names = "--from", paramLabel = "URL", description = "A server instead of OLD.")
  private String from;

  @Option(names = "--to", paramLabel = "URL", description = "A server instead of NEW.")
  private String to;

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      description = "The tenant of the collections, on both sides.")
  private String tenant;

  @Option(
      names = "--database",
      paramLabel = "NAME",
      description = "The database of the collections, on both sides.")
  private String database;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who does it; the name of this machine's user by default.")
  private String by;

  @Option(
      names = "--quarantine",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Put aside up to so many records that no 1.x takes, each with its reason; 0 by default.")
  private long quarantine;

  @Option(
      names = "--exclude",
      paramLabel = "NAME",
      description =
          "Leave this collection where it is, and convert the others; '*' stands for any characters; may be repeated.")
  private List<String> left = List.of();

  @Option(
      names = "--lane",
      paramLabel = "LANE",
      description =
          "api, in-place or auto: whether a copy of OLD may become NEW where all is proven to open; auto between directories.")
  private String lane;

  @Option(
      names = "--yes",
      description = "Agree to all that is found good; what is not ends the conversion.")
  private boolean yes;

  @Option(names = "--json", description = "Answer with one JSON object at the end.")
  private boolean json;

  private Farewell farewell;

  ConvertCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    if (!yes && !terminal().canAsk()) {
      throw Failure.usage(
          "convert asks before it moves anything, and nobody can be asked here; add --yes to agree"
              + " to all that is found good");
    }
    int named = directories.size() + (from == null ? 0 : 1) + (to == null ? 0 : 1);
    if (named != 2 || (from != null && to != null && !directories.isEmpty())) {
      throw Failure.usage(
          "convert takes where from and where to: "
              + Commands.of("convert OLD NEW")
              + ", "
              + Commands.of("convert OLD --to URL")
              + " or "
              + Commands.of("convert --from URL NEW"));
    }
    ConversionWishes wishes =
        new ConversionWishes(
            from == null ? directory(directories.get(0)) : server(from),
            to == null ? directory(directories.get(directories.size() - 1)) : server(to),
            person(),
            quarantine,
            lane(),
            left,
            yes);
    if (from == null && tenant == null && database == null) {
      OneDatabase.require(wishes.source());
    }
    Terminal narration = json ? terminal().besideAnswer() : terminal();
    Conversion conversion =
        new Conversion(wishes, narration, session().home().root(), session().environment());
    MigrationStatus last = conversion.play(session()::migrations, id -> onlooker(narration, id));
    farewell.spare();
    if (json) {
      session().answer(ConversionDocument.of(last, wishes, session().home()));
    } else {
      tell(last, wishes);
    }
    return last.state() == RunState.COMPLETED ? ExitCode.DONE : ExitCode.ENDED_OTHERWISE;
  }

  /** From here on an interruption leaves a run that goes on. */
  private Follower.Listener onlooker(Terminal narration, String id) {
    farewell = Farewell.ofConversion(terminal(), id);
    return Ends.narrating(session(), narration, terminal());
  }

  private void tell(MigrationStatus last, ConversionWishes wishes) {
    say("");
    say("Report  " + session().home().run(last.migration()).reportHtml());
    if (last.state() != RunState.COMPLETED) {
      say(
          "Nothing was converted; what was read is as it was. Why: "
              + Commands.of("diagnose " + last.migration()));
      return;
    }
    say(
        "Now point your application at "
            + terminal()
                .paint()
                .bold(
                    wishes.target().directory() == null
                        ? wishes.target().url()
                        : wishes.target().directory())
            + ".");
  }

  private Lane lane() {
    if (lane == null) {
      return from == null && to == null ? Lane.AUTO : Lane.API;
    }
    try {
      return Json.MAPPER.convertValue(lane, Lane.class);
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--lane must be api, in-place or auto, was " + lane, e);
    }
  }

  private String person() {
    String name = by == null ? session().environment().getOrDefault("USER", "") : by;
    return name.isBlank() ? "me" : name;
  }

  private ServerPlan directory(Path directory) {
    return ServerPlan.directory(
        directory.toAbsolutePath().normalize().toString(), tenant, database);
  }

  private ServerPlan server(String url) {
    try {
      return ServerPlan.at(url, tenant, database);
    } catch (IllegalArgumentException e) {
      throw Failure.usage("The server cannot be used: " + e.getMessage(), e);
    }
  }
}
