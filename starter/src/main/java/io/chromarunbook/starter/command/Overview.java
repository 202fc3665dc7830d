package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.client.KnownRun;
import io.chromarunbook.starter.connection.Belonging;
import io.chromarunbook.starter.offline.RecordedRun;
import io.chromarunbook.starter.offline.StrandedRun;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Paint;
import io.chromarunbook.starter.terminal.StrandedText;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.lock.LockHolder;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.text.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All there is to look at where nobody named a run: what runs, and what was broken off and left
 * something frozen or switched; else the newest.
 */
final class Overview {

  /** Runs closed long ago are asked for by name. */
  private static final int MOST_CLOSED = 50;

  private final Session session;
  private final List<KnownRun> open;
  private final List<StrandedRun> stranded;
  private final Optional<String> newest;

  private Overview(
      Session session, List<KnownRun> open, List<StrandedRun> stranded, Optional<String> newest) {
    this.session = session;
    this.open = open;
    this.stranded = stranded;
    this.newest = newest;
  }

  /**
   * What there is.
   *
   * @throws Failure where there is nothing at all
   */
  static Overview of(Session session) {
    List<KnownRun> all = session.migrations().all();
    List<KnownRun> open = all.stream().filter(KnownRun::open).toList();
    List<StrandedRun> stranded = stranded(session, all);
    Optional<String> newest =
        all.stream()
            .filter(run -> !Names.isDryRun(run.id()))
            .map(KnownRun::id)
            .findFirst()
            .or(() -> all.stream().map(run -> Names.migrationOf(run.id())).findFirst())
            .or(() -> last(session.home().runs()).map(Names::migrationOf));
    if (newest.isEmpty()) {
      throw Failure.usage(
          "There is no migration yet at Temporal "
              + session.migrations().place()
              + "; start one with "
              + Commands.of("start plan.yaml")
              + ", or see one with "
              + Commands.of("demo"));
    }
    return new Overview(session, open, stranded, newest);
  }

  private static Optional<String> last(List<String> ids) {
    return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(ids.size() - 1));
  }

  private static List<StrandedRun> stranded(Session session, List<KnownRun> all) {
    Set<String> known = all.stream().map(KnownRun::id).collect(Collectors.toSet());
    Stream<String> closed =
        all.stream()
            .filter(KnownRun::brokenOff)
            .limit(MOST_CLOSED)
            .filter(run -> Belonging.hasFolderOf(run, session.home()))
            .map(KnownRun::id);
    Stream<String> forgotten = session.home().runs().stream().filter(id -> !known.contains(id));
    // Temporal is asked about those alone whose folder has something to be undone.
    List<RunAtHand> found =
        Stream.concat(closed, forgotten)
            .filter(id -> RecordedRun.of(session.home(), id).leftSomething())
            .map(id -> RunAtHand.of(session, id))
            .filter(RunAtHand::brokenOff)
            .toList();
    if (found.isEmpty()) {
      return List.of();
    }
    List<LockHolder> held = session.migrations().locks().held();
    return found.stream().map(run -> run.stranded(held)).toList();
  }

  /** The one run to be shown in full; nothing where several are to be looked at. */
  Optional<String> one() {
    if (open.size() + stranded.size() > 1) {
      return Optional.empty();
    }
    if (open.size() == 1) {
      return Optional.of(open.get(0).id());
    }
    return stranded.isEmpty() ? newest : Optional.of(stranded.get(0).id());
  }

  /** The list for people. */
  List<String> text(Paint paint, Times times, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add("Several migrations are under way; look at one with " + Commands.of("status ID"));
    lines.add("  Temporal " + session.migrations().place());
    for (StrandedRun run : stranded) {
      lines.add(paint.bad("! " + StrandedText.sentence(run, times, now)));
    }
    for (KnownRun run : open) {
      String home =
          Belonging.of(run, session.home(), session.environment()) instanceof Belonging.Theirs their
              ? ", of the home " + their.home()
              : "";
      lines.add(
          "  %s  %s  step %s, since %s%s"
              .formatted(
                  Printable.of(run.id()),
                  run.state().isEmpty() ? run.execution() : run.state(),
                  run.step().isEmpty() ? "–" : run.step(),
                  times.of(run.startedAt(), now),
                  home));
    }
    return lines;
  }

  /** The list for scripts: one object a run. */
  ArrayNode document() {
    ArrayNode document = Json.MAPPER.createArrayNode();
    for (StrandedRun run : stranded) {
      ObjectNode line = document.addObject();
      line.put("id", run.id());
      line.put("execution", run.how().name());
      line.put("state", "FAILED");
      line.set("stranded", Json.MAPPER.valueToTree(run));
      line.put("next", StrandedText.next(run));
      line.set("temporal", StatusDocument.temporal(session.migrations()));
    }
    for (KnownRun run : open) {
      ObjectNode line = Json.MAPPER.valueToTree(run);
      line.set("temporal", StatusDocument.temporal(session.migrations()));
      document.add(line);
    }
    return document;
  }
}
