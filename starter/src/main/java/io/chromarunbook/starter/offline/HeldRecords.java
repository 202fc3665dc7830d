package io.chromarunbook.starter.offline;

import com.fasterxml.jackson.core.type.TypeReference;
import io.chromarunbook.activities.checks.Catalogue;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.workflows.evidence.CheckResult.Severity;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.steps.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The records a HOLD is about.
 *
 * @param first of them, as "collection/id"
 * @param total how many there are
 * @param file that has all of them
 */
public record HeldRecords(List<String> first, long total, Path file) {

  /** How many are named; the others are in the file. */
  private static final int NAMED = 10;

  public HeldRecords {
    first = first.stream().limit(NAMED).toList();
  }

  /** Of a HOLD by what its run's folder has; nothing where it is about no record. */
  static Optional<HeldRecords> of(HoldLine hold, RunFolder folder) {
    return switch (hold.step()) {
      case MIGRATION -> quarantined(folder);
      case VALIDATION, REVIEW, GO_NO_GO, CUTOVER -> failing(folder).or(() -> quarantined(folder));
      default -> Optional.empty();
    };
  }

  private static Optional<HeldRecords> failing(RunFolder folder) {
    Path file = folder.validationFailures();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Set<String> failing = new LinkedHashSet<>();
    read(file)
        .forEach(
            (check, records) -> {
              if (blocks(check)) {
                failing.addAll(records);
              }
            });
    return failing.isEmpty()
        ? Optional.empty()
        : Optional.of(new HeldRecords(List.copyOf(failing), failing.size(), file));
  }

  private static Map<String, List<String>> read(Path file) {
    try {
      return Json.MAPPER.readValue(file.toFile(), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean blocks(String check) {
    return Catalogue.check(check).map(known -> known.severity() == Severity.BLOCKING).orElse(true);
  }

  private static Optional<HeldRecords> quarantined(RunFolder folder) {
    List<String> records = new ArrayList<>();
    for (Position part : folder.quarantined()) {
      QuarantineFile.forEachHeading(
          folder.quarantine(part.collection(), part.part()),
          entry -> records.add(entry.collection() + "/" + entry.id()));
    }
    Path file = Files.exists(folder.quarantine()) ? folder.quarantine() : folder.quarantines();
    return records.isEmpty()
        ? Optional.empty()
        : Optional.of(new HeldRecords(records, records.size(), file));
  }
}
