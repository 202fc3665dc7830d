package io.chromarunbook.starter.offline;

import io.chromarunbook.activities.checks.Catalogue;
import io.chromarunbook.activities.checks.Check;
import io.chromarunbook.activities.checks.Family;
import java.util.List;

/**
 * What people are told of a check.
 *
 * @param severity "blocking" or "warning"
 * @param proves what is known when it passes
 * @param cannot what is not known even then
 * @param notApplicable when it does not apply
 */
public record ExplainedCheck(
    String id,
    String family,
    String severity,
    String required,
    String proves,
    String cannot,
    String notApplicable) {

  /** All of the suite, in its order. */
  public static List<ExplainedCheck> all() {
    return Catalogue.FAMILIES.stream()
        .flatMap(family -> family.checks().stream().map(check -> of(family, check)))
        .toList();
  }

  private static ExplainedCheck of(Family family, Check check) {
    return new ExplainedCheck(
        check.id(),
        family.title(),
        switch (check.severity()) {
          case BLOCKING -> "blocking";
          case WARNING -> "warning";
        },
        check.required(),
        check.proves(),
        check.cannot(),
        check.inapplicable().reason());
  }
}
