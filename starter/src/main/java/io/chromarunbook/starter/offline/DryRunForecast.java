package io.chromarunbook.starter.offline;

import io.chromarunbook.activities.dryrun.DryRunReport;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunEnd;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * What the last dry-run of a migration forecast of the later steps.
 *
 * @param run the dry-run's id
 * @param records it read
 * @param unmigratable of those, records that could not be migrated as things were
 * @param steps by step id
 */
public record DryRunForecast(
    String run, long records, long unmigratable, Map<String, Duration> steps) {

  /** Of the dry-run that ended last and has a report in this home; empty where none has. */
  public static Optional<DryRunForecast> last(RunbookHome home, String migration) {
    String prefix = migration + "/dry-run/";
    return home.runs().stream()
        .filter(id -> id.startsWith(prefix))
        .sorted(Comparator.comparing(DryRunForecast::number).reversed())
        .filter(id -> RunEnd.read(home.run(id)).isPresent())
        .flatMap(id -> read(id, home.run(id)).stream())
        .findFirst();
  }

  private static int number(String id) {
    String number = id.substring(id.lastIndexOf('/') + 1);
    return number.matches("[0-9]{1,8}") ? Integer.parseInt(number) : 0;
  }

  private static Optional<DryRunForecast> read(String id, RunFolder folder) {
    if (!Files.exists(folder.dryRun())) {
      return Optional.empty();
    }
    try {
      DryRunReport report = DurableFile.readJson(folder.dryRun(), DryRunReport.class);
      return Optional.of(
          new DryRunForecast(
              id,
              report.summary().records(),
              report.summary().unmigratable(),
              report.summary().forecast()));
    } catch (UncheckedIOException e) {
      // A forecast is a help, and what is damaged gives none.
      return Optional.empty();
    }
  }
}
