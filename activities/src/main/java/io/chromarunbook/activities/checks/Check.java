package io.chromarunbook.activities.checks;

import io.chromarunbook.workflows.evidence.CheckResult.Severity;

/**
 * One check of the suite.
 *
 * @param id stable, like {@code documents.equal}
 * @param required what it asks for, in words
 * @param proves what is known when it passes
 * @param cannot what is not known even then
 * @param inapplicable why it does not apply where the inventory has nothing for it to look at
 */
public record Check(
    String id,
    Severity severity,
    String required,
    String proves,
    String cannot,
    Inapplicable inapplicable) {

  static Check blocking(
      String id, String required, String proves, String cannot, Inapplicable inapplicable) {
    return new Check(id, Severity.BLOCKING, required, proves, cannot, inapplicable);
  }

  static Check warning(
      String id, String required, String proves, String cannot, Inapplicable inapplicable) {
    return new Check(id, Severity.WARNING, required, proves, cannot, inapplicable);
  }
}
