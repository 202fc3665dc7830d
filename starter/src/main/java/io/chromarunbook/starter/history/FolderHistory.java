package io.chromarunbook.starter.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.starter.history.HistoryLine.Kind;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.TrafficAction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What happened in a run by its files: the report where it has one, and each file beside it. */
public final class FolderHistory {

  private final RunbookHome home;
  private final String id;
  private final RunFolder folder;
  private final RunFiles files;

  private FolderHistory(RunbookHome home, String id) {
    this.home = home;
    this.id = id;
    this.folder = home.run(id);
    this.files = new RunFiles();
  }

  /**
   * All that the files of a run tell.
   *
   * @param unreadable files of it that are damaged
   */
  public record Told(List<HistoryLine> lines, List<Path> unreadable) {}

  /** Of the run of this id, whose folder the home has. */
  public static Told all(RunbookHome home, String id) {
    FolderHistory history = new FolderHistory(home, id);
    return history.told(history.everything());
  }

  /** Only what happened beside the run, which Temporal does not have. */
  public static Told beside(RunbookHome home, String id) {
    FolderHistory history = new FolderHistory(home, id);
    return history.told(history.besides());
  }

  /** Since when Temporal does not answer, as far as a worker of this home noticed. */
  public static Optional<Instant> temporalSilentSince(RunbookHome home) {
    return WorkerLog.temporalSilentSince(home);
  }

  private Told told(List<HistoryLine> lines) {
    return new Told(lines, files.unreadable());
  }

  private List<HistoryLine> everything() {
    List<HistoryLine> lines = new ArrayList<>(ReportHistory.of(files.json(folder.reportJson())));
    Set<Kind> known = EnumSet.noneOf(Kind.class);
    lines.forEach(line -> known.add(line.kind()));
    if (!known.contains(Kind.STARTED)) {
      RunFiles.written(folder.owner())
          .ifPresent(at -> lines.add(HistoryLine.of(at, Kind.STARTED, "started" + plan())));
    }
    if (!known.contains(Kind.STEP)) {
      // A report says all of that better.
      lines.addAll(WorkerLog.of(home, id));
      traces(lines);
    }
    gates(lines);
    traffic(lines);
    amendments(lines);
    lines.addAll(besides());
    JsonNode end = files.json(folder.end());
    RunFiles.moment(end.path("at")).flatMap(at -> EndLine.of(at, end)).ifPresent(lines::add);
    return lines;
  }

  private String plan() {
    String migration = files.json(folder.plan()).path("migration").asText("");
    return migration.isEmpty() ? "" : " with the plan in " + folder.plan();
  }

  private void traces(List<HistoryLine> lines) {
    for (FileTrace trace : FileTrace.ALL) {
      RunFiles.written(trace.file().apply(folder))
          .ifPresent(
              at ->
                  lines.add(
                      HistoryLine.of(
                          at, Kind.FILE, StepWalk.name(trace.step().id()) + ": " + trace.words())));
    }
    receipts().ifPresent(lines::add);
  }

  private Optional<HistoryLine> receipts() {
    long parts = 0;
    Instant last = Instant.EPOCH;
    for (Path receipt : tree(folder.receipts())) {
      Instant written = RunFiles.written(receipt).orElse(Instant.EPOCH);
      parts++;
      last = written.isAfter(last) ? written : last;
    }
    return parts == 0
        ? Optional.empty()
        : Optional.of(
            HistoryLine.of(
                last, Kind.FILE, "step 3 migration: the last of " + parts + " parts imported"));
  }

  private static List<Path> tree(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(directory)) {
      return found.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }

  private void gates(List<HistoryLine> lines) {
    for (GateId gate : GateId.values()) {
      JsonNode evidence = files.json(folder.evidence(gate));
      if (!evidence.isMissingNode()) {
        RunFiles.written(folder.evidence(gate))
            .ifPresent(
                at ->
                    lines.add(
                        HistoryLine.of(
                            at,
                            Kind.GATE,
                            "gate "
                                + gate
                                + " asks on the evidence "
                                + TemporalHistory.shortened(evidence.path("digest").asText("")))));
      }
    }
  }

  private void traffic(List<HistoryLine> lines) {
    for (TrafficAction action : TrafficAction.values()) {
      JsonNode page = files.json(folder.traffic(action.label()));
      if (page.isObject() && !byHand(page)) {
        RunFiles.moment(page.path("finishedAt"))
            .or(() -> RunFiles.moment(page.path("attemptedAt")))
            .ifPresent(at -> lines.add(TrafficLine.of(at, action.label(), page.path("result"))));
      }
    }
  }

  private void amendments(List<HistoryLine> lines) {
    for (int number = 1; Files.exists(folder.amendmentRecord(number)); number++) {
      JsonNode record = files.json(folder.amendmentRecord(number));
      List<String> changes = new ArrayList<>();
      record.path("changes").forEach(change -> changes.add(change.asText()));
      String text = "amended the plan: " + String.join(", ", changes);
      RunFiles.moment(record.path("at"))
          .ifPresent(
              at -> lines.add(new HistoryLine(at, Kind.ORDER, record.path("by").asText(""), text)));
    }
  }

  /** What was undone by hand, left at the target, put back from there. */
  private List<HistoryLine> besides() {
    List<HistoryLine> lines = new ArrayList<>();
    for (TrafficAction action : TrafficAction.values()) {
      JsonNode page = files.json(folder.traffic(action.label()));
      if (byHand(page)) {
        RunFiles.moment(page.path("finishedAt"))
            .ifPresent(
                at ->
                    lines.add(
                        HistoryLine.of(
                            at,
                            Kind.BESIDE,
                            TrafficLine.plain(page.path("result").path("message").asText()))));
      }
    }
    RunFiles.written(folder.leftBehind())
        .ifPresent(
            at ->
                lines.add(
                    HistoryLine.of(
                        at,
                        Kind.BESIDE,
                        "what is left behind at the target was written to "
                            + folder.leftBehind())));
    List<Path> putBack = new ArrayList<>();
    for (int number = 1; Files.exists(folder.putBack(number)); number++) {
      putBack.add(folder.putBack(number));
    }
    putBack.add(folder.putBack());
    for (Path file : putBack) {
      RunFiles.written(file)
          .ifPresent(
              at ->
                  lines.add(
                      new HistoryLine(
                          at,
                          Kind.BESIDE,
                          files.json(file).path("by").asText(""),
                          "records left behind were put back, see " + file)));
    }
    lines.sort(Comparator.comparing(HistoryLine::at));
    return lines;
  }

  /** Not by an activity of the run: by BREAK-GLASS.sh, or by somebody who vouched for it. */
  private static boolean byHand(JsonNode page) {
    String activity = page.path("activity").asText("");
    return activity.startsWith("vouched") || activity.contains("BREAK-GLASS");
  }
}
