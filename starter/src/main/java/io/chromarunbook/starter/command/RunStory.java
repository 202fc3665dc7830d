package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.client.KnownRun;
import io.chromarunbook.client.Migrations;
import io.chromarunbook.starter.connection.Belonging;
import io.chromarunbook.starter.history.FolderHistory;
import io.chromarunbook.starter.history.FolderStanding;
import io.chromarunbook.starter.history.HistoryLine;
import io.chromarunbook.starter.history.TemporalHistory;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.workflows.plan.Json;
import io.temporal.api.history.v1.HistoryEvent;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What happened in a run, from Temporal and from its files, and how much of it that is. */
final class RunStory {

  /** What Temporal has of a run it knows. */
  private record Recorded(KnownRun run, List<HistoryEvent> events) {}

  private final Session session;
  private final String id;
  private final Optional<Recorded> recorded;
  private final String problem;
  private final Optional<FolderHistory.Told> told;

  private RunStory(
      Session session,
      String id,
      Optional<Recorded> recorded,
      String problem,
      Optional<FolderHistory.Told> told) {
    this.session = session;
    this.id = id;
    this.recorded = recorded;
    this.problem = problem;
    this.told = told;
  }

  /**
   * Of the run of this id.
   *
   * @throws Failure where neither Temporal nor this home knows one
   */
  static RunStory of(Session session, String id) {
    TemporalAnswer<Optional<Recorded>> asked =
        TemporalAnswer.asked(session, temporal -> recorded(temporal, id));
    Optional<Recorded> recorded = Optional.empty();
    String problem = "";
    if (asked instanceof TemporalAnswer.Answers<Optional<Recorded>> answers) {
      recorded = answers.answer();
    } else {
      problem = ((TemporalAnswer.Silent<Optional<Recorded>>) asked).problem();
    }
    Optional<FolderHistory.Told> told = told(session.home(), id, recorded);
    if (recorded.isEmpty() && told.isEmpty()) {
      throw problem.isEmpty()
          ? Failure.usage(
              "Neither Temporal at "
                  + session.migrations().place()
                  + " nor "
                  + session.home().root()
                  + " knows a migration "
                  + id
                  + "; see which there are with "
                  + Commands.of("list"))
          : Failure.unreachable(
              "There is no migration "
                  + id
                  + " in "
                  + session.home().root()
                  + ", and whether Temporal knows one cannot be asked: "
                  + problem,
              null);
    }
    return new RunStory(session, id, recorded, problem, told);
  }

  private static Optional<Recorded> recorded(Migrations temporal, String id) {
    return temporal.known(id).map(run -> new Recorded(run, temporal.events(run)));
  }

  private static Optional<FolderHistory.Told> told(
      RunbookHome home, String id, Optional<Recorded> recorded) {
    if (recorded.isPresent()) {
      return Belonging.hasFolderOf(recorded.get().run(), home)
          ? Optional.of(FolderHistory.beside(home, id))
          : Optional.empty();
    }
    return here(home, id) ? Optional.of(FolderHistory.all(home, id)) : Optional.empty();
  }

  private static boolean here(RunbookHome home, String id) {
    try {
      return Files.exists(home.run(id).owner());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** All of it, in the order of time. */
  List<HistoryLine> lines() {
    List<HistoryLine> lines = new ArrayList<>();
    recorded.ifPresent(one -> lines.addAll(TemporalHistory.of(one.events())));
    told.ifPresent(one -> lines.addAll(one.lines()));
    lines.sort(Comparator.comparing(HistoryLine::at));
    return lines;
  }

  /** Whether nobody who does not answer would know more. */
  boolean complete() {
    return problem.isEmpty() || ended();
  }

  private boolean ended() {
    return told.isPresent() && FolderStanding.of(session.home(), id).endedAt() != null;
  }

  /** Why Temporal was not asked. */
  String problem() {
    return problem;
  }

  /** Files of the run that are damaged, a sentence each. */
  List<String> damage() {
    return told.stream()
        .flatMap(one -> one.unreadable().stream())
        .map(file -> file + " cannot be read, so what it says is missing here.")
        .toList();
  }

  /** What a reader must know of where this is from; nothing where it is whole. */
  Optional<String> note() {
    if (recorded.isPresent()) {
      return told.isEmpty()
          ? Optional.of(
              "Its files are not in " + session.home().root() + ", so this is by Temporal alone.")
          : Optional.empty();
    }
    String why =
        problem.isEmpty()
            ? "Temporal at " + session.migrations().place() + " does not know this run any more"
            : "Temporal does not answer"
                + FolderHistory.temporalSilentSince(session.home())
                    .map(since -> " since " + Times.local().of(since, Instant.now()))
                    .orElse("");
    return Optional.of(why + ", so this is by its files alone: " + session.home().run(id).path());
  }

  /** For scripts. */
  ObjectNode document() {
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.put("migration", id);
    document.set("temporal", temporal());
    document.put("folder", told.isPresent() ? session.home().run(id).path().toString() : null);
    document.set("history", Json.MAPPER.valueToTree(lines()));
    document.set("unreadable", unreadable());
    return document;
  }

  private JsonNode temporal() {
    ObjectNode temporal = (ObjectNode) RunListDocument.temporal(session, problem);
    temporal.put("knows", problem.isEmpty() ? recorded.isPresent() : null);
    return temporal;
  }

  private JsonNode unreadable() {
    return Json.MAPPER.valueToTree(
        told.stream().flatMap(one -> one.unreadable().stream()).map(Object::toString).toList());
  }
}
