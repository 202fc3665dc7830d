package io.chromarunbook.starter.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.workflows.status.Step;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a run stands as far as its folder tells. */
public final class FolderStanding {

  private FolderStanding() {}

  /** Of this run, whose folder the home has. */
  public static RunLine of(RunbookHome home, String id) {
    RunFolder folder = home.run(id);
    RunFiles files = new RunFiles();
    JsonNode report = files.json(folder.reportJson());
    JsonNode end = files.json(folder.end());
    JsonNode owner = files.json(folder.owner());
    Instant started = RunFiles.written(folder.owner()).orElseThrow();
    Instant last = lastWritten(folder).orElse(started);
    String state = end.path("state").asText(report.path("state").asText(""));
    RunLine line =
        new RunLine(
            id,
            "",
            step(folder, report),
            List.of(),
            RunFiles.moment(report.path("startedAt")).orElse(started),
            null,
            owner.path("home").asText(""),
            RunLine.Source.FILES,
            last);
    return state.isEmpty() ? line : line.ended(RunFiles.moment(end.path("at")).orElse(last), state);
  }

  private static String step(RunFolder folder, JsonNode report) {
    String reported = report.path("step").asText("");
    return reported.isEmpty() ? lastTrace(folder).map(Step::id).orElse("") : reported;
  }

  private static Optional<Step> lastTrace(RunFolder folder) {
    return FileTrace.ALL.stream()
        .filter(trace -> RunFiles.written(trace.file().apply(folder)).isPresent())
        .map(FileTrace::step)
        .reduce((earlier, later) -> later);
  }

  private static Optional<Instant> lastWritten(RunFolder folder) {
    return Stream.concat(
            FileTrace.ALL.stream().map(trace -> trace.file().apply(folder)),
            List.of(folder.end(), folder.reportJson(), folder.putBack()).stream())
        .flatMap(file -> RunFiles.written(file).stream())
        .max(Comparator.naturalOrder());
  }
}
