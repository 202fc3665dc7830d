package io.chromarunbook.workflows.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One validation and what came of it.
 *
 * @param id stable, like {@code counts.match}
 * @param family the part of the suite it belongs to
 * @param required what it asks for, in words
 * @param observed what was found, in words without times or speeds
 * @param failures first ids it failed on, at most ten
 */
public record CheckResult(
    String id,
    String family,
    Severity severity,
    String required,
    String observed,
    Result result,
    List<String> failures) {

  /** Whether a failure counts. */
  public enum Severity {
    @JsonProperty("blocking")
    BLOCKING,
    @JsonProperty("warning")
    WARNING
  }

  /** How a check ended. */
  public enum Result {
    @JsonProperty("pass")
    PASS,
    @JsonProperty("fail")
    FAIL,
    @JsonProperty("not-applicable")
    NOT_APPLICABLE
  }

  public CheckResult {
    failures = List.copyOf(failures);
  }
}
