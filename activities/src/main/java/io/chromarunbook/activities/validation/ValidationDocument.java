package io.chromarunbook.activities.validation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.Findings;
import io.chromarunbook.workflows.steps.CollectionTotals;
import java.util.List;

/**
 * What the suite found, as {@code docs/schema/validation.schema.json} describes it: the file Step 4
 * leaves in a run's folder, and what {@code validate --json} prints. Free of times and speeds, so
 * that an equal validation gives an equal document.
 *
 * @param format version of this form
 * @param migration whose plan it went by
 * @param planDigest SHA-256 of that plan, 64 hex digits
 * @param findings null where not all of the suite was asked for
 * @param checks those asked for, in the order of the suite
 * @param targets a line a collection; none where no records were read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ValidationDocument(
    int format,
    String migration,
    String planDigest,
    Findings findings,
    List<CheckResult> checks,
    List<CollectionTotals> targets) {

  /** The version this program writes. */
  public static final int FORMAT = 1;

  public ValidationDocument {
    checks = List.copyOf(checks);
    targets = List.copyOf(targets);
  }
}
