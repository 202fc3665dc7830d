package io.chromarunbook.starter.offline;

import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.CheckResult.Result;
import io.chromarunbook.workflows.evidence.CheckResult.Severity;
import java.nio.file.Path;
import java.util.List;

/**
 * What a validation outside any run found.
 *
 * @param document where all of it lies, as {@code docs/schema/validation.schema.json} describes it
 * @param failures where everything each failing check failed on is listed
 */
public record ValidatedMigration(List<CheckResult> checks, Path document, Path failures) {

  public ValidatedMigration {
    checks = List.copyOf(checks);
  }

  /** Whether no blocking check failed. */
  public boolean holds() {
    return checks.stream()
        .noneMatch(check -> check.result() == Result.FAIL && check.severity() == Severity.BLOCKING);
  }
}
